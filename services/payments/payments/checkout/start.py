"""The start of an attempt: stored first, opened at its provider, then payable."""

from dataclasses import dataclass
from datetime import datetime

from contracts.payments import Method
from contracts.terms import Language
from kit.persistence.items import ConditionFailed
from kit.persistence.repository import Conflict, retry_on_conflict
from kit.platform import fault_injection
from payments.checkout.close import close_attempt
from payments.checkout.limits import MethodNotOffered, require_carried
from payments.domain import fee as fees
from payments.domain import payment_attempt
from payments.domain import provider_request as provider_requests
from payments.domain.bill import Bill
from payments.domain.fee import Fee
from payments.domain.payment_attempt import (
    ATTEMPT_LIFETIME,
    OPENING_WINDOW,
    SINKS,
    PaymentAttempt,
    PaymentOver,
    PaymentProcessing,
)
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.provider_request import OpenRequest, Order, OrderLine, RequestOutcome
from payments.providers.port import (
    Gateway,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
)
from payments.providers.registry import Providers
from payments.repository import PaymentRepository, attempt_reference
from payments.settlement.settle import release_lock


@dataclass(frozen=True, slots=True)
class StartPayment:
    """A payer starts to pay a fee. `payment`, the attempt's id, is the same over repeats.

    Without a `provider` the default one of the method carries it.
    """

    payment: str
    fee: str
    return_url: str
    language: Language
    method: Method = "card"
    provider: str | None = None


def start_payment(
    payments: PaymentRepository, providers: Providers, command: StartPayment, at: datetime
) -> PaymentAttempt:
    """Open an attempt; the same command again gets the same attempt.

    Raises FeeNotDue, MethodNotOffered, AmountTooSmallForCard and its like, PaymentOver (that
    attempt has ended), PaymentProcessing, TrainingTakesNoPayment, PaymentAmountDiffers,
    PaymentProviderUnavailable (asking again is safe) and PaymentProviderRefused.
    """
    attempt = _created(payments, providers, command, at)
    fault_injection.point("pay.stored")
    if attempt.state == "pending":
        return attempt
    if attempt.state != "created":
        raise PaymentOver(field="payment")
    if at >= attempt.since + OPENING_WINDOW:
        close_attempt(payments, providers, attempt.id, at, expired=True)
        raise PaymentOver(field="payment")

    request = payments.open_request(attempt.id)
    gateway = providers.gateway(attempt.provider)
    instructions = _opened(payments, gateway, request, at)
    fault_injection.point("pay.opened")
    return _recorded(payments, providers, request, instructions, at)


@retry_on_conflict
def _created(
    payments: PaymentRepository, providers: Providers, command: StartPayment, at: datetime
) -> PaymentAttempt:
    existing = payments.payment_if_any(command.payment)
    if existing is not None:
        return existing
    fee = payments.fee(command.fee)
    fee.after("settle")
    if not providers.offers(command.method):
        raise MethodNotOffered(field="method")
    adapter = providers.choose(command.method, command.provider)
    providers.require_taken(adapter.provider)
    require_carried(adapter, fee.total)
    lock = payments.active_attempt(fee.id)
    if lock.attempt is not None:
        if close_attempt(payments, providers, lock.attempt, at).state == "processing":
            raise PaymentProcessing(field="fee")
        raise Conflict  # look again: the fee may be settled now, or another attempt active

    attempt = PaymentAttempt(
        id=command.payment,
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        method=command.method,
        provider=adapter.provider,
        amount=fee.total,
        since=at,
        expires=at + ATTEMPT_LIFETIME,
        requests=1,
    )
    changes = [
        payment_attempt.create(attempt),
        fees.add_attempt(fee, attempt.id),
        fees.lock(lock, attempt.id),
        provider_requests.prepare_open(
            _order(attempt, fee, command, _bill(payments, fee) if adapter.is_billed else None),
            at,
            vault=fee.vault,
        ),
    ]
    payments.commit(changes, at=at)
    return payments.payment(attempt.id)


def _bill(payments: PaymentRepository, fee: Fee) -> Bill:
    dossier = payments.dossier_of(fee)
    return Bill(
        dossier=dossier.id,
        procedure=dossier.procedure.code if dossier.procedure else "",
        procedure_name=dossier.procedure.name if dossier.procedure else "",
        agency=dossier.agency,
        agency_name=dossier.agency_name,
        payer=payments.payer_facts(dossier),
    )


def _order(attempt: PaymentAttempt, fee: Fee, command: StartPayment, bill: Bill | None) -> Order:
    return Order(
        payment=attempt.id,
        fee=fee.id,
        lines=tuple(
            OrderLine(name=line.name, amount=line.amount) for line in fee.lines if line.amount
        ),
        return_url=command.return_url,
        language=command.language,
        expires=attempt.expires,
        bill=bill,
    )


def _opened(
    payments: PaymentRepository, gateway: Gateway, request: OpenRequest, at: datetime
) -> PaymentInstructions:
    try:
        return gateway.start(payments.order_to_send(request), request.key)
    except PaymentProviderUnavailable as error:
        _conclude(payments, request.payment, "unknown", error.error, at)
        raise
    except PaymentProviderRefused as error:
        _cancelled(payments, request.payment, error.error, at)
        raise


@retry_on_conflict
def _recorded(
    payments: PaymentRepository,
    providers: Providers,
    request: OpenRequest,
    instructions: PaymentInstructions,
    at: datetime,
) -> PaymentAttempt:
    attempt = payments.payment(request.payment)
    if attempt.state == "created":
        _open(payments, providers, attempt, instructions, at)
    elif attempt.state in SINKS and attempt.session is None:
        # ended while the provider was asked: nobody was given the address
        gateway = providers.gateway(attempt.provider)
        if gateway.capabilities.close:
            gateway.close(instructions.session, f"{request.key}-close")
        raise PaymentOver(field="payment")
    return payments.payment(attempt.id)


def _open(
    payments: PaymentRepository,
    providers: Providers,
    attempt: PaymentAttempt,
    instructions: PaymentInstructions,
    at: datetime,
) -> None:
    opened = payment_attempt.open_attempt(attempt, instructions)
    if instructions.reference:
        pointer = attempt_reference(instructions.reference, attempt.id)
        opened = opened._replace(extra_writes=(pointer,))
    concluded = provider_requests.conclude(payments.open_request(attempt.id), "answered")
    try:
        payments.commit([opened, concluded], at=at)
    except ConditionFailed:  # another attempt has this reference: one in 35 million million
        close_attempt(payments, providers, attempt.id, at)
        raise PaymentOver(field="payment") from None


@retry_on_conflict
def _conclude(
    payments: PaymentRepository, attempt: str, outcome: RequestOutcome, error: str, at: datetime
) -> None:
    request = payments.open_request(attempt)
    payments.commit([provider_requests.conclude(request, outcome, error)], at=at)


@retry_on_conflict
def _cancelled(payments: PaymentRepository, attempt_id: str, error: str, at: datetime) -> None:
    attempt = payments.payment(attempt_id)
    if not attempt.allows("cancel"):
        return
    refused = provider_requests.conclude(payments.open_request(attempt_id), "refused", error)
    cancelled = payment_attempt.cancel(attempt, at=at)
    payments.commit([cancelled, *release_lock(payments, attempt), refused], at=at)
