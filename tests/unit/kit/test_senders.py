"""A hearer believes nobody who says another service's events, by name or by role."""

import pytest

from contracts.routes import PUBLISHERS, ROUTES
from infra.places import SERVICES
from infra.service.description import read_description
from kit.messaging.senders import ForeignSender, Senders
from tests.unit.kit.thing import envelope

PAYMENTS_ROLE, INTAKE_ROLE = "AROA3XFRBF535PLBIFPI4", "AROAJDBLOIBPGSSIQETCW"
SESSION = "motcua-prod-payments-relay"
NAMED = Senders(PUBLISHERS)
ROLES = Senders(
    PUBLISHERS,
    {"payments": frozenset({PAYMENTS_ROLE}), "intake": frozenset({INTAKE_ROLE})},
)


def test_every_type_has_a_publisher_and_it_is_the_one_of_the_descriptions() -> None:
    described = {
        word: service for service in SERVICES for word in read_description(service).publishes
    }
    assert described == PUBLISHERS
    assert {kind.partition(".")[0] for kind in ROUTES} <= set(PUBLISHERS)


@pytest.mark.parametrize("source", ["intake", "casework", "Payments", "payments ", ""])
def test_a_settled_fee_of_another_source_is_refused(source: str) -> None:
    with pytest.raises(ForeignSender):
        NAMED.require(envelope("fee.settled", source=source), f"{INTAKE_ROLE}:{SESSION}")


def test_the_publisher_is_believed() -> None:
    NAMED.require(envelope("fee.settled", source="payments"), "000000000000")
    ROLES.require(envelope("fee.settled", source="payments"), f"{PAYMENTS_ROLE}:{SESSION}")


@pytest.mark.parametrize(
    "sender",
    [f"{INTAKE_ROLE}:{SESSION}", "AIDAIENQZJOLO23YVJ4VO", "123456789012", "", f":{PAYMENTS_ROLE}"],
)
def test_the_right_source_under_another_role_is_refused(sender: str) -> None:
    with pytest.raises(ForeignSender):
        ROLES.require(envelope("fee.settled", source="payments"), sender)


def test_a_type_of_nobody_is_left_to_the_inbox() -> None:
    NAMED.require(envelope("thing.named"), "")
