"""The reaction of a case to every event in every state; the events that casework subscribes to."""

from collections.abc import Collection

import pytest

from casework.domain.event_subscriptions import (
    SUBSCRIPTIONS,
    Reaction,
    StateOrNone,
    reaction_to,
)
from casework.domain.transitions import STATES
from contracts.routes import CASEWORK, ROUTES
from tests.unit.casework.world import World

ALL_STATES: tuple[StateOrNone, ...] = (None, *STATES)
BEFORE_A_DECISION = {
    None,
    "awaiting_payment",
    "awaiting_reception",
    "accepted",
    "awaiting_supplement",
    "awaiting_fee",
}


def expected(event: str, state: StateOrNone) -> Reaction:
    handled: Collection[StateOrNone] = ()
    deferred: Collection[StateOrNone] = ()
    match event:
        case "procedure.published":
            handled = ALL_STATES
        case "fee.due" | "fee.settled" | "fee.waived" | "fee.voided":
            handled, deferred = STATES, {None}
        case "dossier.filed":
            handled = (None,)
        case "document.sealed":
            handled, deferred = ("signing",), BEFORE_A_DECISION
        case "document.failed":
            handled, deferred = ("signing",), {None}
    return "handle" if state in handled else "defer" if state in deferred else "record"


@pytest.mark.parametrize("state", ALL_STATES)
@pytest.mark.parametrize("event", SUBSCRIPTIONS)
def test_every_event_has_its_reaction_in_every_state(event: str, state: StateOrNone) -> None:
    assert reaction_to(event, state) == expected(event, state)


def test_casework_handles_the_events_that_are_routed_to_it_and_no_others() -> None:
    routed = {event for event, subscribers in ROUTES.items() if CASEWORK in subscribers}

    assert set(SUBSCRIPTIONS) == routed
    assert set(World().casework.event_handlers) == routed
