"""A local cloud of the bench's own, whose functions are recorded, and the dossiers carried through it."""

import json
import os
import shutil
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench import places
from bench.recording import SCHEDULES
from infra.deploy import deploy_all
from infra.places import CLIENTS, ROOT, SERVICES
from infra.target import Target
from local.cloud.processes import start, stop
from local.cloud.programs import Program, bank_double, ministack, stripe_double
from local.demo.api import Api
from local.demo.journey import Journey
from local.demo.people import Entrance, citizen
from local.demo.place import Place
from local.demo.setup import ready
from local.deploy import verify_sender
from local.stage import local_stage

PAID_PROCEDURE = "1.001612"
QUIET_SECONDS = 3.0


@dataclass(frozen=True)
class Cloud:
    """The running cloud: who may enter, and the window (epoch seconds) in which the counted dossier lived."""

    place: Place
    entrance: Entrance
    journey: Journey
    began: float
    ended: float

    def fresh(self, authorization: str) -> str:
        """A new token for whom this `Bearer …` was given to: a token lives for 15 minutes only."""
        claims = authorization.split(".")[1]
        sub = json.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
        kind, username = next(
            who for who, known in self.entrance.subs.items() if known == sub
        ).split("/")
        return f"Bearer {self.entrance.enter(kind, username).token}"

    def configuration(self, function: str) -> dict[str, Any]:
        """A function's configuration as deployed."""
        found: dict[str, Any] = self.place.client("lambda").get_function_configuration(
            FunctionName=function
        )
        return found


@contextmanager
def recorded(target: Target) -> Iterator[Cloud]:
    """Start, deploy, set up, carry one dossier to warm the functions and one that counts; stops what it started."""
    os.environ.update(places.PORTS)
    os.environ.pop("LOCALSTACK_PORT", None)
    shutil.rmtree(places.RECORDING, ignore_errors=True)
    places.RECORDING.mkdir(parents=True)
    programs = [_recording(ministack()), stripe_double(), bank_double()]
    try:
        for program in programs:
            start(program)
        yield _lived(target)
    finally:
        for program in reversed(programs):
            stop(program)


def there() -> list[str]:
    """What can be deployed: the services and their clients."""
    return [
        service
        for service in (*SERVICES, *CLIENTS)
        if (ROOT / "services" / service / "app.py").exists()
    ]


def _recording(program: Program) -> Program:
    launcher = str(Path(__file__).with_name("launcher.py"))
    told = {
        "MOTCUA_FUNCTION_PYTHON": str(places.RUNTIME),
        "MOTCUA_RECORDING": str(places.RECORDING),
    }
    return replace(
        program, argv=(program.argv[0], launcher), environment=program.environment | told
    )


def _lived(target: Target) -> Cloud:
    stage = replace(local_stage(), target=target)
    verify_sender(stage)
    place = Place(deploy_all(stage, there(), places.BUNDLES))
    entrance = Entrance(place)
    ready(place, entrance)
    _quiet()
    for number in range(2):
        began = time.time()
        journey = Journey(entrance, citizen(number), PAID_PROCEDURE, _agency(), lambda _: None)
        journey.go()
        ended = _quiet()
    _wake(place)
    Api(place).send("GET", "portal", "").raise_for_status()
    return Cloud(place, entrance, journey, began, ended)


def _wake(place: Place) -> None:
    """Wake each scheduled function once, as its schedule does."""
    event = {
        "version": "0",
        "id": "1",
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "detail": {},
    }
    event |= {"account": "0", "region": "", "time": "2026-11-22T00:00:00Z", "resources": []}
    scheduled = [f"{service}-sweeper" for service in SERVICES] + [
        f"payments-{name}" for name in SCHEDULES
    ]
    for name in scheduled:
        place.client("lambda").invoke(
            FunctionName=f"motcua-local-{name}", Payload=json.dumps(event).encode()
        )


def _quiet() -> float:
    """Wait until no function has worked for a while; answers the moment."""
    while True:
        last = max(path.stat().st_mtime for path in places.RECORDING.glob("*.jsonl"))
        if time.time() - last > QUIET_SECONDS:
            return time.time()
        time.sleep(0.2)


def _agency() -> str:
    listed = json.loads((ROOT / "data" / "agencies.json").read_text())["agencies"]
    return next(
        str(a["code"]) for a in listed if a["kind"] == "commune" and "Hồng Gai" in a["name"]
    )
