"""A local cloud of the bench's own, whose functions are recorded, and two dossiers in it."""

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

from bench import machine, paths, signed_in
from bench.pushes import SCHEDULED, push_after
from bench.recording import SCHEDULES
from infra.deploy import deploy_all
from infra.places import CLIENTS, ROOT, SERVICES
from infra.target import Target
from local.cloud.clock import clock_file
from local.cloud.process_specs import (
    ProcessSpec,
    bank_double,
    issuer,
    ministack,
    national_account_double,
    national_portal,
    platform_double,
    stripe_double,
)
from local.cloud.supervisor import start, stop
from local.demo.deployment import Deployment
from local.demo.journey import Journey
from local.demo.national_sign_in import NationalSignIn
from local.demo.people import citizen
from local.demo.set_up import demo_agency, set_up
from local.demo.sign_in import SignIn
from local.deploy import verify_sender
from local.seals import certify_seals
from local.stage import local_stage

PAID_PROCEDURE = "1.001612"
QUIET_SECONDS = 3.0
PATIENCE_SECONDS = 300.0


class NeverQuiet(Exception):
    """Something in the cloud does not come to an end."""


@dataclass(frozen=True)
class Cloud:
    """`began` and `ended` (epoch seconds) are the window in which the counted dossier lived.

    `scale` is what processor times in this window are multiplied by (`bench.machine`).
    """

    sign_in: SignIn
    journey: Journey
    began: float
    ended: float
    scale: float

    def renewed(self, authorization: str) -> str:
        """A new token of the same person: a token lives for 15 minutes only."""
        claims = authorization.split(".")[1]
        sub = json.loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["sub"]
        kind, username = next(who for who, each in self.sign_in.subs.items() if each == sub).split(
            "/"
        )
        return f"Bearer {self.sign_in.access_token(kind, username)}"

    def renewed_cookies(self, client: str, header: str) -> str:
        """The recorded cookies of a visitor with a new token; as they were where nobody was
        signed in, and where the cookies are those of a service.
        """
        if client not in signed_in.SECRETS:
            return header
        token = signed_in.token_in(self.sign_in, client, header)
        if not token:
            return header
        renewed = self.renewed(f"Bearer {token}").removeprefix("Bearer ")
        return signed_in.cookies(self.sign_in, client, renewed)

    def configuration(self, function: str) -> dict[str, Any]:
        """A function's configuration as deployed."""
        configuration: dict[str, Any] = self.sign_in.deployment.client(
            "lambda"
        ).get_function_configuration(FunctionName=function)
        return configuration


@contextmanager
def recorded(target: Target) -> Iterator[Cloud]:
    """Start, deploy and set up; carry one dossier to warm the functions and one that counts.

    What was started ends afterwards.
    """
    os.environ.update(paths.PORTS)
    os.environ.pop("LOCALSTACK_PORT", None)
    shutil.rmtree(paths.RECORDING, ignore_errors=True)
    paths.RECORDING.mkdir(parents=True)
    doubles = (
        *(issuer(), stripe_double(), bank_double(), platform_double()),
        *(national_portal(), national_account_double()),
    )
    specs = [_recording(ministack()), *doubles]
    try:
        for spec in specs:
            stop(spec)  # of a bench that was killed
            start(spec)
        yield _with_two_dossiers(target)
    finally:
        for spec in reversed(specs):
            stop(spec)


def deployable() -> list[str]:
    """Services and their clients."""
    return [
        service
        for service in (*SERVICES, *CLIENTS)
        if (ROOT / "services" / service / "app.py").exists()
    ]


def _recording(spec: ProcessSpec) -> ProcessSpec:
    launcher = str(Path(__file__).with_name("launcher.py"))
    variables = {
        "MOTCUA_FUNCTION_PYTHON": str(paths.RUNTIME),
        "MOTCUA_RECORDING": str(paths.RECORDING),
    }
    return replace(spec, argv=(spec.argv[0], launcher), environment=spec.environment | variables)


def _with_two_dossiers(target: Target) -> Cloud:
    stage = replace(local_stage(), target=target)
    verify_sender(stage)
    sign_in = SignIn(Deployment(deploy_all(stage, deployable(), paths.BUNDLES)))
    certify_seals(stage)
    set_up(sign_in)
    _quiet()
    push = push_after(sign_in.deployment, _quiet)
    for number, report in enumerate((lambda _: None, push)):
        began = time.time()
        journey = Journey(sign_in, citizen(number), PAID_PROCEDURE, demo_agency(), report)
        with machine.Pace() as pace:
            journey.complete()
        ended = _quiet()
        push("")  # so that the pusher, too, is warm for the second one
    clock_file().unlink(missing_ok=True)  # measured functions go by the machine's clock
    _invoke_scheduled(sign_in.deployment)
    _visit_clients(sign_in, journey)
    return Cloud(sign_in, journey, began, ended, machine.scale(pace.samples))


def _visit_clients(sign_in: SignIn, journey: Journey) -> None:
    """The first pages, a dossier as its citizen and officials see it, a national sign-in."""
    citizen_, official = ("citizen", journey.who.username), ("staff", "chuyen-vien")
    sign_in.client_with().send("GET", "portal", "").raise_for_status()
    signed_in.visit(sign_in, "portal", f"toi/ho-so/{journey.code}", citizen_)
    signed_in.visit(sign_in, "desk", "", official)
    signed_in.visit(sign_in, "desk", f"ho-so/{journey.code}", official)
    sign_in.client("staff", "thu-truong").get("exchange", "/portal")
    NationalSignIn(sign_in.deployment).tokens(journey.who.username)


def _invoke_scheduled(deployment: Deployment) -> None:
    """Invoke each scheduled function once, as its schedule does."""
    event = {
        "version": "0",
        "id": "1",
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "detail": {},
    }
    event |= {"account": "0", "region": "", "time": "2026-11-22T00:00:00Z", "resources": []}
    scheduled = {f"{service}-sweeper" for service in SERVICES}
    scheduled |= {f"payments-{name}" for name in SCHEDULES}
    scheduled |= {f"{service}-{name}" for service, names in SCHEDULED.items() for name in names}
    for name in sorted(scheduled):
        deployment.client("lambda").invoke(
            FunctionName=f"motcua-local-{name}", Payload=json.dumps(event).encode()
        )


def _quiet() -> float:
    """Wait until no function has worked for a while; the moment in epoch seconds.

    Raises NeverQuiet.
    """
    patience_ends = time.time() + PATIENCE_SECONDS
    while time.time() < patience_ends:
        last = max(path.stat().st_mtime for path in paths.RECORDING.glob("*.jsonl"))
        if time.time() - last > QUIET_SECONDS:
            return time.time()
        time.sleep(0.2)
    raise NeverQuiet(f"functions still work after {PATIENCE_SECONDS:.0f} s")
