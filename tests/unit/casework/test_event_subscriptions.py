"""The reaction of a case to every event in every state; the events that casework subscribes to."""

import pytest

from casework.domain.event_subscriptions import (
    SUBSCRIPTIONS,
    Reaction,
    StateOrNone,
    reaction_to,
)
from casework.domain.states import CLOSED, STATES
from contracts.routes import CASEWORK, ROUTES
from tests.unit.casework.world import World

ALL_STATES: tuple[StateOrNone, ...] = (None, *STATES)
BEFORE_A_DECISION: tuple[StateOrNone, ...] = (
    None,
    "awaiting_payment",
    "awaiting_reception",
    "accepted",
    "awaiting_supplement",
    "awaiting_fee",
)


ABSENT: tuple[StateOrNone, ...] = (None,)
OPEN: tuple[StateOrNone, ...] = tuple(state for state in STATES if state not in CLOSED)
WAITING: tuple[StateOrNone, ...] = ("awaiting_supplement",)
SIGNING: tuple[StateOrNone, ...] = ("signing", "completed", "returned")
FEE_EVENTS = ("fee.due", "fee.settled", "fee.waived", "fee.voided", "fee.reinstated")
HANDLED: dict[str, tuple[StateOrNone, ...]] = {
    "paper.result_checked": ALL_STATES,
    "procedure.published": ALL_STATES,
    "export.requested": ALL_STATES,
    **dict.fromkeys(FEE_EVENTS, STATES),
    "dossier.filed": ABSENT,
    "dossier.supplemented": WAITING,
    "dossier.withdrawal_requested": OPEN,
    "dossier.erasure_ordered": STATES,
    "document.sealed": SIGNING,
    "document.failed": SIGNING,
}
DEFERRED: dict[str, tuple[StateOrNone, ...]] = {
    **dict.fromkeys(FEE_EVENTS, ABSENT),
    "dossier.supplemented": ABSENT,
    "dossier.withdrawal_requested": ABSENT,
    "dossier.erasure_ordered": ABSENT,
    "document.sealed": BEFORE_A_DECISION,
    "document.failed": ABSENT,
}


def expected(event: str, state: StateOrNone) -> Reaction:
    if state in HANDLED.get(event, ()):
        return "handle"
    return "defer" if state in DEFERRED.get(event, ()) else "record"


@pytest.mark.parametrize("state", ALL_STATES)
@pytest.mark.parametrize("event", SUBSCRIPTIONS)
def test_every_event_has_its_reaction_in_every_state(event: str, state: StateOrNone) -> None:
    assert reaction_to(event, state) == expected(event, state)


def test_casework_handles_the_events_that_are_routed_to_it_and_no_others() -> None:
    routed = {event for event, subscribers in ROUTES.items() if CASEWORK in subscribers}

    assert set(SUBSCRIPTIONS) == routed
    assert set(World().casework.event_handlers) == routed
