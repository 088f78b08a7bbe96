"""Dossiers of the National Portal on the deployed cloud, pushed by its simulator."""

import pytest

from local.demo.national import FREE, NationalDossier
from local.demo.set_up import demo_agency
from local.demo.waiting import wait_for
from tests.integration.world import World, new_citizen

pytestmark = pytest.mark.integration
PUSHED = 100


def dossier(world: World) -> NationalDossier:
    return NationalDossier(world.sign_in, new_citizen(), demo_agency(FREE), world.steps.append)


def test_a_national_dossier_is_worked_on_and_its_progress_stands_at_the_portal(
    world: World,
) -> None:
    dossier(world).complete()


def test_a_hundred_national_dossiers_pushed_twice_are_a_hundred_cases(world: World) -> None:
    dossiers = [dossier(world) for _ in range(PUSHED)]
    for each in dossiers:
        each.file()

    desk, missing = world.staff("mot-cua"), {each.code for each in dossiers}

    def all_wait() -> bool | None:
        for code in sorted(missing):
            if desk.get("casework", f"/cases/{code}")["state"] == "awaiting_reception":
                missing.discard(code)
        return not missing or None

    wait_for(all_wait, "each pushed dossier awaits its reception")
    assert missing == set()
