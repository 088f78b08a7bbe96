"""One dossier on the deployed cloud: paid before acceptance, free, paid before the result."""

from datetime import datetime

import pytest

from kit.core.time import VIETNAM
from tests.integration.world import FREE, PAID, PAID_LATER, World

pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    ("procedure", "pay", "counts"),
    [
        (PAID, "before_acceptance", "5 SMS and 6 mails"),
        (FREE, "none", "3 SMS and 4 mails"),
        (PAID_LATER, None, None),
    ],
)
def test_a_dossier_goes_from_sign_in_to_the_returned_result(
    world: World, procedure: str, pay: str | None, counts: str
) -> None:
    steps: list[str] = []
    journey = world.journey(procedure)
    journey.report = steps.append

    journey.complete()

    assert journey.paid == (pay or "before_result")
    assert counts is None or counts in steps[-1]


def test_a_returned_dossier_is_in_the_figures_after_the_next_run_of_the_folder(
    world: World,
) -> None:
    before = returned_after_a_run(world)

    world.journey(FREE).complete()

    assert returned_after_a_run(world) > before


def returned_after_a_run(world: World) -> int:
    """How many dossiers of this month are returned, as the figures have them now."""
    world.client("lambda").invoke(FunctionName="motcua-local-status-folder", Payload=b"{}")
    month = f"{datetime.now(VIETNAM):%Y-%m}"
    figures = world.public.get("status", f"/figures?month={month}")["by_status"]
    return sum(int(each["dossiers"]) for each in figures if each["code"] == 10)


def test_a_status_is_served_again_only_when_it_changed(world: World) -> None:
    journey = world.journey(FREE)
    journey.complete()
    path = f"/dossiers/{journey.code}"

    first = world.public.send("GET", "status", path, X_Lookup_Key=journey.key)
    same = world.public.send(
        "GET", "status", path, X_Lookup_Key=journey.key, If_None_Match=first.headers["ETag"]
    )
    other = world.public.send(
        "GET", "status", path, X_Lookup_Key=journey.key, If_None_Match='"something-else"'
    )

    assert (first.status_code, same.status_code, other.status_code) == (200, 304, 200)
    assert same.content == b""
    assert same.headers["ETag"] == first.headers["ETag"]


def test_an_unknown_code_and_a_wrong_key_get_the_same_answer(world: World) -> None:
    journey = world.filed(FREE)
    wrong = world.public.send(
        "GET", "status", f"/dossiers/{journey.code}", X_Lookup_Key="0000000000"
    )
    unknown = world.public.send(
        "GET", "status", "/dossiers/H49.60-200101-0001", X_Lookup_Key="0000000000"
    )

    hidden = [
        {k: v for k, v in answer.json().items() if k != "trace"} for answer in (wrong, unknown)
    ]
    assert wrong.status_code == unknown.status_code == 404
    assert hidden[0] == hidden[1]
