"""The resolution of a discrepancy by an official: matched with an outgoing transaction, explained,
or signed for.
"""

from dataclasses import dataclass
from datetime import datetime

from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from payments.backoffice.money_owed import UNMATCHED, DiscrepancyNotThisWay, require_explainable
from payments.domain import discrepancy as discrepancies
from payments.domain.discrepancy import Discrepancy
from payments.domain.ledger import ALLOCATED, Movement, movement_entry
from payments.repository import PaymentRepository, entry_write


class AmountsDiffer(Conflicting):
    """The outgoing amount is not the incoming one."""

    code = "amounts_differ"
    vi = "Số tiền đi ({sent:dong}) khác số tiền đến ({came:dong})."
    en = "The amount that was sent ({sent:dong}) is not the amount that came ({came:dong})."


@dataclass(frozen=True, slots=True)
class ResolveDiscrepancy:
    """An official (`by`) ends a discrepancy, or signs for it; the reason names no person."""

    discrepancy: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class MatchOutgoing(ResolveDiscrepancy):
    """Unmatched money went back: the discrepancy `outgoing` shows it."""

    outgoing: str


@retry_on_conflict
def match(payments: PaymentRepository, command: MatchOutgoing, at: datetime) -> Discrepancy:
    """Unmatched money went back by an outgoing transaction of the same amount, unmatched too.

    Raises NotFound, DiscrepancyOver, DiscrepancyNotThisWay, AmountsDiffer.
    """
    incoming, outgoing = (
        payments.discrepancy(command.discrepancy),
        payments.discrepancy(command.outgoing),
    )
    transaction = unmatched_transaction(incoming)
    if outgoing.kind != "unmatched_outgoing" or outgoing.line is None:
        raise DiscrepancyNotThisWay(field="outgoing")
    amount = payments.book(transaction).owed("unallocated")
    sent = -payments.book(outgoing.line).owed("unallocated")
    if amount != sent or not amount:  # none: both are of another currency
        raise AmountsDiffer(field="outgoing", came=amount, sent=sent)

    out = Movement("allocation", outgoing.line, transaction, incoming.provider, amount, at)
    back = Movement("allocation", transaction, outgoing.line, outgoing.provider, amount, at)
    out_entry = movement_entry(out, "unallocated", ALLOCATED)
    back_entry = movement_entry(back, ALLOCATED, "unallocated")

    payments.commit(
        [
            resolved_by(incoming, command, at)._replace(extra_writes=(entry_write(out_entry),)),
            resolved_by(outgoing, command, at)._replace(extra_writes=(entry_write(back_entry),)),
        ],
        at=at,
    )
    return payments.discrepancy(incoming.id)


@retry_on_conflict
def explain(payments: PaymentRepository, command: ResolveDiscrepancy, at: datetime) -> Discrepancy:
    """A discrepancy ends by its reason alone; raises NotFound, DiscrepancyOver, MoneyStillOwed."""
    discrepancy = payments.discrepancy(command.discrepancy)

    resolved = resolved_by(discrepancy, command, at)
    require_explainable(payments, discrepancy)

    payments.commit([resolved], at=at)
    return payments.discrepancy(discrepancy.id)


@retry_on_conflict
def sign(payments: PaymentRepository, command: ResolveDiscrepancy, at: datetime) -> Discrepancy:
    """An official answers for closing the day with the discrepancy as it is; raises NotFound,
    DiscrepancyOver.
    """
    discrepancy = payments.discrepancy(command.discrepancy)

    signed = discrepancies.sign(discrepancy, by=command.by, reason=command.reason, at=at)

    payments.commit([signed], at=at)
    return payments.discrepancy(discrepancy.id)


def unmatched_transaction(discrepancy: Discrepancy) -> str:
    """Its bank transaction has the money; raises DiscrepancyOver, DiscrepancyNotThisWay."""
    discrepancy.after("resolve")
    if discrepancy.kind not in UNMATCHED or discrepancy.line is None:
        raise DiscrepancyNotThisWay(field="how")
    return discrepancy.line


def resolved_by(discrepancy: Discrepancy, command: ResolveDiscrepancy, at: datetime) -> Change:
    """The discrepancy ends by an official's command."""
    return discrepancies.resolve(discrepancy, by=command.by, reason=command.reason, at=at)
