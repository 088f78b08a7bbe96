"""What a case does with every event in every state, and that it hears exactly what the routes say."""

import pytest

from casework.domain.event_subscriptions import HEARD, Seen, Verdict, verdict
from casework.domain.transitions import STATES
from casework.events import event_handlers
from contracts.routes import CASEWORK, ROUTES
from tests.fakes import NOW
from tests.unit.casework.building import Office

EVERY: tuple[Seen, ...] = (None, *STATES)
ALWAYS_TAKEN = {"procedure.published"}
NEED_A_CASE = {"fee.due", "fee.settled", "fee.waived", "fee.voided"}
BEFORE_SIGNING = set(STATES[:6]) - {"in_work"}


def expected(event: str, state: Seen) -> Verdict:
    if event in ALWAYS_TAKEN:
        return "take"
    if event in NEED_A_CASE:
        return "take" if state else "early"
    if event == "dossier.filed":
        return "record" if state else "take"
    if event == "document.sealed":
        return (
            "take"
            if state == "signing"
            else "early"
            if state is None or state in BEFORE_SIGNING
            else "record"
        )
    if event == "document.failed":
        return "take" if state == "signing" else "record" if state else "early"
    return "record"


@pytest.mark.parametrize("state", EVERY)
@pytest.mark.parametrize("event", HEARD)
def test_the_heard_graph(event: str, state: Seen) -> None:
    assert verdict(event, state) == expected(event, state)


def test_casework_hears_what_the_routes_send_it_and_nothing_else() -> None:
    routed = {event for event, hearers in ROUTES.items() if CASEWORK in hearers}

    assert set(HEARD) == routed
    assert set(event_handlers(Office().store, lambda: NOW)) == routed
