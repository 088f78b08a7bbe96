"""A partner's program on the deployed cloud: its key, its feed, and where a dossier stands."""

import pytest

from tests.integration.partner import partner_key
from tests.integration.role_workload import completed_journey
from tests.integration.world import World

pytestmark = pytest.mark.integration


def test_a_program_reads_with_its_key_and_nobody_without(world: World) -> None:
    code, key = completed_journey(world).code, partner_key(world)

    dossier = world.public.get("partners", f"/dossiers/{code}", X_Api_Key=key)
    events = world.public.send("GET", "partners", "/events", X_Api_Key=key)
    refused = world.public.send("GET", "partners", "/me", X_Api_Key=f"{key[:-1]}0")

    assert dossier["status"] == 10
    assert events.status_code == 200
    assert events.headers["Retry-After"] in ("0", "5")
    assert (refused.status_code, refused.json()["code"]) == (401, "key_invalid")
    assert world.public.send("GET", "partners", "/me").status_code == 401
