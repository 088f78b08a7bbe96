"""Events that lead to a form name the official who acted; the name is sealed."""

from collections.abc import Callable

import pytest

from casework.domain.case import Case
from contracts.casework import EVENTS
from kit.core.model import SealedValue
from tests.unit.casework.world import OFFICER, RECEPTIONIST, World


def withdrawn(world: World) -> Case:
    """As its applicant asked."""
    world.receive_withdrawal_request()
    return world.withdraw()


ACTS: dict[str, Callable[[World], Case]] = {
    "case.accepted": World.accept,
    "case.refused": lambda world: world.reject("Không thuộc thẩm quyền."),
    "case.papers_requested": World.request_supplement,
    "case.stopped": World.stop,
    "case.withdrawn": withdrawn,
}
"""Of each event, the act that publishes it."""


@pytest.mark.parametrize("event", ACTS)
def test_the_event_of_an_act_names_its_official_and_seals_the_name(event: str) -> None:
    at_desk = event in ("case.accepted", "case.refused")
    world = World.with_case_at_the_desk() if at_desk else World.with_case_in_work()

    ACTS[event](world)

    published = world.events()[-1]
    kind = next(kind for kind in EVENTS if event == kind.TYPE)
    official = RECEPTIONIST if at_desk else OFFICER
    opened = world.cases.read(published, kind)
    assert (published.type, getattr(opened, "by", None)) == (event, official.sub)
    assert getattr(opened, "by_name", None) == official.name
    assert getattr(opened, "role", None) in official.roles
    assert isinstance(getattr(published.read(kind), "by_name", None), SealedValue)
