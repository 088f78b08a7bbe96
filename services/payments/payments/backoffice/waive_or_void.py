"""Fees that need not be paid: an official waives one, or voids one that was claimed in error.

Above a limit a second official decides the same before anything changes.
"""

from dataclasses import dataclass
from datetime import datetime

from kit.persistence.repository import retry_on_conflict
from payments.checkout.close import unpayable_fee
from payments.domain import fee_ending as fee_endings
from payments.domain.fee import EndingAct, Fee, ProposedEnding
from payments.domain.fee_ending import SECOND_OFFICIAL_ABOVE
from payments.domain.refund import SecondApproverRequired
from payments.providers.registry import Providers
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class WaiveFee:
    """An official (`by`) waives a fee (miễn); `request`, the decision's id, is the same over
    repeats.
    """

    request: str
    fee: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class VoidFee:
    """An official (`by`) voids a fee; `request`, the decision's id, is the same over repeats."""

    request: str
    fee: str
    why: str
    by: str


@retry_on_conflict
def waive_or_void(
    payments: PaymentRepository,
    providers: Providers,
    command: WaiveFee | VoidFee,
    at: datetime,
    *,
    second_official_above: int = SECOND_OFFICIAL_ABOVE,
) -> Fee:
    """The active attempt is closed first; a repeat of the command changes nothing.

    A fee above `second_official_above` đồng stays due after the first official's decision. Raises
    NotFound, FeeNotDue, SecondApproverRequired, PaymentProcessing, PaymentProviderUnavailable,
    PaymentProviderRefused.
    """
    existing = payments.fee(command.fee)
    if existing.decided == command.request:
        return existing
    act: EndingAct = "waive" if isinstance(command, WaiveFee) else "void"
    proposed_by = None
    if existing.total > second_official_above:
        proposed_by = _proposed_by_another(existing, act, command)
        if proposed_by is None:
            return _propose(payments, existing, act, command, at)
    fee = unpayable_fee(payments, providers, command.fee, at)

    decide = fee_endings.waive if act == "waive" else fee_endings.void
    change = decide(
        fee,
        why=command.why,
        by=command.by,
        at=at,
        request=command.request,
        proposed_by=proposed_by,
    )

    payments.commit([change], at=at)
    return payments.fee(fee.id)


def _proposed_by_another(fee: Fee, act: EndingAct, command: WaiveFee | VoidFee) -> str | None:
    """Who decided the same before; None where it is the first decision, or the same one again.

    Raises SecondApproverRequired where one official decides twice.
    """
    proposed = fee.proposed
    if proposed is None or proposed.act != act or proposed.request == command.request:
        return None
    if proposed.by == command.by:
        raise SecondApproverRequired(field="fee")
    return proposed.by


def _propose(
    payments: PaymentRepository,
    fee: Fee,
    act: EndingAct,
    command: WaiveFee | VoidFee,
    at: datetime,
) -> Fee:
    """The first official's decision is kept with the fee, once."""
    proposed = ProposedEnding(
        act=act, by=command.by, why=command.why, since=at, request=command.request
    )
    if fee.proposed and fee.proposed.request == command.request:
        return fee
    payments.commit([fee_endings.propose_ending(fee, proposed)], at=at)
    return payments.fee(fee.id)
