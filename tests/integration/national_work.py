"""What a dossier of the National Portal brings to the functions of the exchange."""

import time
from contextlib import suppress
from datetime import timedelta
from typing import Final

import requests

from local.cloud.clock import cloud_now
from local.demo.api_client import UnexpectedResponse
from local.demo.checks import CheckFailed
from local.demo.national import FREE, NationalDossier
from local.demo.passing_time import let_time_pass_to
from local.demo.set_up import demo_agency
from local.demo.waiting import wait_for
from tests.integration.world import World, new_citizen

SETTLED: Final = timedelta(seconds=61)
"""A lane waits for a minute, in which further facts may come."""


def due_at_national_portal(world: World) -> None:
    """A dossier that was filed there, whose file is to be fetched and whose lane is due; and a
    question.
    """
    portal = f"{world.deployment.national_portal}/_simulator/questions"
    question = {"HOIDAPID": str(time.time_ns()), "NOIDUNG": "Ở đâu?", "MADONVI": demo_agency(FREE)}
    requests.post(portal, json=question, timeout=30)
    dossier = NationalDossier(world.sign_in, new_citizen(), demo_agency(FREE), world.steps.append)
    dossier.file()
    desk, path = world.staff("mot-cua"), f"/cases/{dossier.code}"
    wait_for(lambda: desk.get("casework", path)["state"] or None, "the dossier's case is there")
    let_time_pass_to(cloud_now() + SETTLED)


def use_exchange(world: World) -> None:
    """The portal pushes a dossier, an official looks at lanes, somebody tries a forged link."""
    refusals = (UnexpectedResponse, CheckFailed, KeyError, requests.RequestException)
    with suppress(*refusals):  # without a right
        agency = demo_agency(FREE)
        NationalDossier(world.sign_in, new_citizen(), agency, world.steps.append).file()
    world.public.send("GET", "exchange", "/files/forged")
    with suppress(*refusals):
        world.staff("mot-cua").get("exchange", "/lanes?state=waiting")
