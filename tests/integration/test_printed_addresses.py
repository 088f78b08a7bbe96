"""The command lines that the demo prints work as they are printed."""

import os
import shutil
import subprocess
import sys

import pytest

from local.demo.examples import TO_BE, addresses, how_to_pay, in_a_browser, look_ups
from tests.integration.world import FREE, World

pytestmark = pytest.mark.integration
PROGRAMS = ("curl", "python3", "node")


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_printed_look_up_works(world: World, program: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"left out: no {program} on this machine")
    journey = world.filed(FREE)
    journey.wait_until_seen()

    command = look_ups(world.deployment, journey.code, journey.key)[program]
    own_python = os.path.dirname(sys.executable)
    environment = {"PATH": f"{own_python}:{os.environ['PATH']}"}
    run = subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, text=True, check=False
    )

    assert journey.code in run.stdout, run.stderr


def test_every_program_has_a_printed_look_up(world: World) -> None:
    assert tuple(look_ups(world.deployment, "code", "key")) == PROGRAMS


def test_the_printed_addresses_are_on_this_machine(world: World) -> None:
    lines = [line.split()[-1] for line in addresses(world.deployment) if "http" in line]

    assert len(lines) >= 9
    assert all("localhost" in line or "127.0.0.1" in line for line in lines)


def test_the_printed_way_to_pay_names_code_key_and_addresses(world: World) -> None:
    text = "\n".join(how_to_pay(world.deployment, "H49.60-261129-0001", "7AR594NSS5"))

    for part in ("H49.60-261129-0001", "7AR594NSS5", world.deployment.bank):
        assert part in text
    assert world.deployment.url("portal") in text


def test_a_session_in_a_browser_has_two_addresses_and_four_people_of_the_sign_in(
    world: World,
) -> None:
    if world.deployment.has_pools:
        pytest.skip("left out: a stage with pools has no people to pick")
    text = "\n".join(in_a_browser(world.deployment))

    assert text.count("http://") == 2
    assert len(TO_BE) == 4
    for username, (name, _) in TO_BE.items():
        kind = "citizen" if username.startswith("cong-dan") else "staff"
        assert f"{username:14} {name}" in text
        assert world.sign_in.access_token(kind, username)
