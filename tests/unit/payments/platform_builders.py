"""The payment platform of the national portal in tests: a fee that it may be paid by, and what the
portal reports.
"""

from typing import Any

from contracts.national import DossierReceived, ReportedPayment
from contracts.terms import Applicant
from contracts.testing.dossier_events import CODE
from kit.core.events import Envelope
from payments.domain.payment_attempt import PaymentAttempt
from tests.unit.payments.world import World

AMOUNT = 150_000


def a_world_with_the_platform(**settings: Any) -> World:
    """Monday morning; 150.000 đ are due, and the platform is connected."""
    world = World(platform_on=True, **settings)
    world.file()
    return world


def started(world: World) -> PaymentAttempt:
    """The payer is on the platform's page."""
    return world.start(method="platform")


def paid_at_the_platform(world: World) -> PaymentAttempt:
    """The payer paid there, and the platform notified us."""
    attempt = started(world)
    world.platform.pay(attempt.id)
    world.deliver()
    return world.store.payment(attempt.id)


def received(world: World, amount: int | None = AMOUNT, code: str = CODE) -> Envelope:
    """Exchange publishes that a dossier came from the national portal, paid or not."""
    payment = None if amount is None else ReportedPayment(amount=amount, reported_at=world.now)
    event = DossierReceived(
        procedure="1.001612",
        agency="H49.61.01",
        filed_at=world.now,
        applicant=Applicant(full_name="Nguyễn Thị An", address="Hạ Long"),
        answers={},
        payment=payment,
    )
    envelope = world.handle(event, code)
    world.relay()
    return envelope
