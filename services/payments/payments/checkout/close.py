"""The closing of an attempt: at the provider first, whose report is decisive, then here."""

from collections.abc import Sequence
from datetime import datetime

from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.domain import payment_attempt
from payments.domain import provider_request as provider_requests
from payments.domain.fee import Fee
from payments.domain.payment_attempt import SINKS, PaymentAttempt, PaymentProcessing
from payments.domain.provider_request import CloseRequest
from payments.providers.port import (
    AttemptStillOpen,
    Gateway,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    SessionStatus,
)
from payments.providers.registry import Providers
from payments.repository import PaymentRepository
from payments.settlement.settle import money_of_session, release_lock, settle_payment


@retry_on_conflict
def close_attempt(
    payments: PaymentRepository,
    providers: Providers,
    attempt_id: str,
    at: datetime,
    *,
    expired: bool = False,
) -> PaymentAttempt:
    """End an open attempt so that nobody can pay it any more; answers it as it is then.

    If it was paid meanwhile, it is settled as paid; one that is being processed stays so. Raises
    NotFound, PaymentProviderUnavailable where the provider does not answer, AttemptStillOpen or
    PaymentProviderRefused where it will not close it, PaymentAmountDiffers where it names another
    amount: then the attempt stays open here too.
    """
    attempt = payments.payment(attempt_id)
    if attempt.state in SINKS or attempt.state == "processing":
        return attempt
    gateway = providers.gateway(attempt.provider)
    if attempt.state == "created" or not gateway.capabilities.close:
        # created: nobody was given its address; the starter finds it ended and closes it there.
        # What can't be closed ends here alone, and money that still comes by it is honoured.
        reported = _reported(payments, providers, attempt, at)
        payments.commit(reported or _ended(payments, attempt, at, expired=expired), at=at)
        return payments.payment(attempt_id)

    request = _prepared(payments, attempt, at)
    status = _closed(payments, gateway, request, at)
    attempt = payments.payment(attempt_id)
    if attempt.state != "pending":
        return attempt
    changes = apply_session_status(payments, providers, attempt, status, at, expired=expired)
    if status.state == "open":
        raise AttemptStillOpen
    payments.commit([*changes, provider_requests.conclude(request, "answered")], at=at)
    return payments.payment(attempt_id)


def close_active_attempt(
    payments: PaymentRepository, providers: Providers, fee: str, at: datetime
) -> None:
    """Close the active attempt of a fee, if there is one; raises what `close_attempt` raises."""
    active = payments.active_attempt(fee).attempt
    if active is not None:
        close_attempt(payments, providers, active, at)


def unpayable_fee(
    payments: PaymentRepository, providers: Providers, fee_id: str, at: datetime
) -> Fee:
    """The fee once nobody can pay it any more; money that came meanwhile has settled it.

    Raises NotFound, PaymentProcessing, PaymentProviderUnavailable, PaymentProviderRefused.
    """
    close_active_attempt(payments, providers, fee_id, at)
    fee = payments.fee(fee_id)
    if (
        payments.active_attempt(fee_id).attempt is not None
    ):  # last: a later start changes the fee's version
        raise PaymentProcessing(field="fee")
    return fee


def apply_session_status(
    payments: PaymentRepository,
    providers: Providers,
    attempt: PaymentAttempt,
    status: SessionStatus,
    at: datetime,
    *,
    expired: bool,
) -> Sequence[Change]:
    """What a session's status means for its pending attempt; nothing while it is still open there.

    Raises PaymentAmountDiffers.
    """
    if status.state == "paid":
        money = money_of_session(attempt, status, at)
        return settle_payment(payments, providers, attempt, money, at)
    if status.state == "processing":
        return [payment_attempt.process(attempt)]
    if status.state == "open":
        return []
    return _ended(payments, attempt, at, expired=expired)


def _reported(
    payments: PaymentRepository, providers: Providers, attempt: PaymentAttempt, at: datetime
) -> Sequence[Change]:
    """What its provider says of the money of an attempt that can only be ended here; nothing where
    none came, and where no machine can be asked.
    """
    gateway = providers.gateway(attempt.provider)
    if attempt.state != "pending" or not gateway.capabilities.query:
        return []
    status = gateway.query(attempt.session or "")
    if status.state not in ("paid", "processing"):
        return []
    return apply_session_status(payments, providers, attempt, status, at, expired=False)


def _ended(
    payments: PaymentRepository, attempt: PaymentAttempt, at: datetime, *, expired: bool
) -> list[Change]:
    end = payment_attempt.expire if expired else payment_attempt.cancel
    return [end(attempt, at=at), *release_lock(payments, attempt)]


def _prepared(payments: PaymentRepository, attempt: PaymentAttempt, at: datetime) -> CloseRequest:
    number = attempt.requests + 1
    request = provider_requests.prepare_close(attempt.id, number, attempt.session or "", at)
    payments.commit([payment_attempt.count_request(attempt), request], at=at)
    return payments.close_request(attempt.id, number)


def _closed(
    payments: PaymentRepository, gateway: Gateway, request: CloseRequest, at: datetime
) -> SessionStatus:
    try:
        return gateway.close(request.session, request.key)
    except PaymentProviderUnavailable as error:
        payments.commit([provider_requests.conclude(request, "unknown", error.error)], at=at)
        raise
    except PaymentProviderRefused as error:
        payments.commit([provider_requests.conclude(request, "refused", error.error)], at=at)
        raise
