"""What the integration tests ask of the deployed local cloud: clients, people of their own, problem documents."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import requests

from local.cloud.places import HOST, REGION, ROOT, STATE, cloud_port, cloud_url
from local.demo.api import Api, Json
from local.demo.journey import Journey
from local.demo.people import NAMES, Citizen, Entrance
from local.demo.place import Place

PAID, FREE, PAID_LATER = "1.001612", "1.001193", "1.011441"
"""Procedures paid before acceptance, free, and paid before the result."""
TOO_SMALL_FOR_A_CARD = "1.010038"
"""Its fee is below 15,000 đ online."""
SERVICES = (
    "cloudformation",
    "dynamodb",
    "iam",
    "lambda",
    "logs",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "sts",
)
_numbers = count(1)


def connect() -> Any:
    """The running local cloud as a pytest-localstack session, with its operator's key."""
    from pytest_localstack import constants
    from pytest_localstack.session import RunningSession

    constants.DEFAULT_AWS_ACCESS_KEY_ID = constants.DEFAULT_AWS_SECRET_ACCESS_KEY = "test"
    session = RunningSession(
        HOST, services=dict.fromkeys(SERVICES, cloud_port()), region_name=REGION
    )
    session.start(timeout=30)
    return session


def enforces() -> bool:
    """Whether this cloud enforces IAM policies (MiniStack with AUTH=true)."""
    if os.environ.get("LOCALSTACK_PORT"):
        return False
    found = requests.get(f"{cloud_url()}/_ministack/health", timeout=10).json()
    return bool(found["auth"] == "enabled")


def new_citizen() -> Citizen:
    """A citizen of this test alone: worker and process make the number, so that nobody collides."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    number = (os.getpid() % 5_000) * 1_000 + worker * 500 + next(_numbers)
    return Citizen(
        name=NAMES[number % len(NAMES)],
        username=f"thu-{number:07d}",
        identity_number=f"02219{number:07d}",
        phone=f"+8498{number:07d}",
        mail=f"thu-{number:07d}@motcua.example",
        address=f"Tổ {number}, khu 2, phường Hồng Gai, tỉnh Quảng Ninh",
    )


def agency() -> str:
    """The commune of the demo."""
    listed = json.loads((ROOT / "data" / "agencies.json").read_text())["agencies"]
    return next(
        str(a["code"]) for a in listed if a["kind"] == "commune" and "Hồng Gai" in a["name"]
    )


@dataclass
class Town:
    """The deployed services and the people who use them."""

    place: Place
    entrance: Entrance
    session: Any
    steps: list[str] = field(default_factory=list)

    @property
    def public(self) -> Api:
        """Nobody in particular."""
        return Api(self.place)

    def client(self, service: str) -> Any:
        """A client of the cloud as its operator, by pytest-localstack."""
        return self.session.boto3.client(service)

    def citizen(self, who: Citizen | None = None) -> Api:
        """A citizen who has said who they are."""
        who = who or new_citizen()
        api = self.entrance.enter("citizen", who.username)
        api.put("intake", "/me", who.profile())
        return api

    def staff(self, username: str) -> Api:
        """An official of the demo."""
        return self.entrance.enter("staff", username)

    def journey(self, procedure: str, who: Citizen | None = None, **more: Any) -> Journey:
        """A dossier about to be carried through."""
        return Journey(
            self.entrance, who or new_citizen(), procedure, agency(), self.steps.append, **more
        )

    def draft(self, citizen: Api, procedure: str = PAID) -> str:
        """A new draft's id."""
        return str(
            citizen.post("intake", "/drafts", {"procedure": procedure, "agency": agency()})["draft"]
        )

    def papers_bucket(self) -> str:
        """Where papers lie."""
        account = self.client("sts").get_caller_identity()["Account"]
        return f"motcua-local-{account}-papers"


def problem(answer: requests.Response, status: int, code: str, field: str | None = None) -> Json:
    """The problem document of an answer, as it must be."""
    assert answer.status_code == status, f"{answer.status_code}: {answer.text[:300]}"
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    found: Json = answer.json()
    assert (found["status"], found["code"]) == (status, code), found
    assert found["type"] == f"urn:motcua:problem:{code}"
    assert found["detail"]
    assert found.get("field") == field, found
    return found


def both_languages(send: Any, status: int, code: str, field: str | None = None) -> None:
    """The refusal in Vietnamese by default and in English when asked for, with the same code and field."""
    vi = problem(send(), status, code, field)["detail"]
    en = problem(send(Accept_Language="en"), status, code, field)["detail"]
    assert vi != en
    assert en.isascii() or "đ" in en, en


def items(town: Town, table: str) -> Iterator[Json]:
    """Every item of a table as it lies there."""
    for page in town.client("dynamodb").get_paginator("scan").paginate(TableName=table):
        yield from page["Items"]


def state_of(town: Town) -> dict[str, str]:
    """Every item of intake's table but idempotency records, by key: to see that a refusal changed nothing."""
    found = items(town, "motcua-local-intake")
    return {
        f"{i['pk']['S']} {i['sk']['S']}": json.dumps(i)
        for i in found
        if not i["pk"]["S"].startswith("ONCE#")
    }


def lock_path() -> Path:
    """Beside the deployment's record: workers take turns at setting up."""
    return STATE / "integration.lock"
