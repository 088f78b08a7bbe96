"""Dossiers with fees of several lines, and the refunds that officials request of them."""

from typing import Any

from contracts.casework import CaseAccepted, CaseRefused, CaseStopped, CaseWithdrawn
from contracts.intake import DossierFiled
from contracts.terms import Due, QuoteLine
from contracts.testing.dossier_events import dossier_filed
from kit.core.model import Event
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.payments.world import World

SOURCE = "Nghị quyết 12/2024"
ENDS: dict[str, Event] = {
    "refused": CaseRefused(reason="x", ground="refused"),
    "not_started": CaseWithdrawn(reason="x", ground="not_started"),
    "stopped_by_agency": CaseStopped(reason="x", ground="stopped_by_agency"),
}


def line(amount: int, when: str = "never", source: str | None = SOURCE) -> QuoteLine:
    return QuoteLine.model_validate(
        {
            "rule": f"r{amount}",
            "name": "Phí",
            "amount": amount,
            "refund_when": when,
            "source": source,
        }
    )


def a_world(*lines: QuoteLine, pay: str = "before_acceptance") -> World:
    """A dossier that owes these lines, or 150,000 đ."""
    world = World()
    event: DossierFiled = dossier_filed(pay)  # type: ignore[arg-type]
    if lines:
        quote = event.quote.evolve(lines=lines, total=sum(each.amount for each in lines))
        event = event.evolve(quote=quote)
    world.handle(event)
    return world


def accept(world: World) -> None:
    world.handle(
        CaseAccepted(at=world.now, due=Due(at=world.now, provisional=False), desk="desk-1")
    )


def by_transfer(world: World) -> PaymentAttempt:
    payment = world.start(method="transfer")
    world.transfer(payment)
    world.deliver()
    return world.store.payment(payment.id)


def command(
    world: World,
    amount: int,
    *,
    id: str = "01WISH",
    seen: int | None = None,
    discrepancy: str | None = None,
) -> RequestRefund:
    payment = world.fee.payment or ""
    there = world.store.book(payment).owed("fees") + world.store.book(payment).owed("overpayments")
    return RequestRefund(
        id, payment, amount, "nhầm", "an", there if seen is None else seen, discrepancy
    )


def ask(world: World, amount: int, **named: Any) -> Refund:
    return request_refund(world.store, world.providers, command(world, amount, **named), world.now)
