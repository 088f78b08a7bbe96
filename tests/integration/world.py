"""The deployed local cloud and the people who use it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import requests

from contracts.testing.answers import sample_answers
from kit.persistence.packed_text import text_of
from local.cloud.settings import HOST, REGION, STATE, cloud_port, cloud_url
from local.demo.api_client import ApiClient, Json
from local.demo.deployment import Deployment
from local.demo.journey import Journey
from local.demo.people import NAMES, Citizen
from local.demo.set_up import demo_agency
from local.demo.sign_in import SignIn

PAID, FREE, PAID_LATER = "1.001612", "1.001193", "1.011441"
"""Procedures paid before acceptance, free, and paid before the result."""
TOO_SMALL_FOR_A_CARD = "1.010038"
"""Its fee is below 15,000 đ online, and due before the result."""
SERVICES = (
    *("cloudformation", "dynamodb", "iam", "lambda", "logs"),
    *("s3", "secretsmanager", "sns", "sqs", "sts"),
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
    session.start(timeout=120)
    return session


def enforces_policies() -> bool:
    """MiniStack with AUTH=true does, LocalStack's community edition does not."""
    if os.environ.get("LOCALSTACK_PORT"):
        return False
    health = requests.get(f"{cloud_url()}/_ministack/health", timeout=30).json()
    return bool(health["auth"] == "enabled")


def new_citizen() -> Citizen:
    """A citizen of this test alone: worker and process make the number, so that none is shared."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    number = (os.getpid() % 5_000) * 1_000 + worker * 500 + next(_numbers)
    return Citizen(
        name=NAMES[number % len(NAMES)],
        username=f"thu-{number:07d}",
        identity_number=f"02218{number:07d}",
        phone=f"+8498{number:07d}",
        mail=f"thu-{number:07d}@motcua.example",
        address=f"Tổ {number}, khu 2, phường Hồng Gai, tỉnh Quảng Ninh",
    )


@dataclass
class World:
    """`session` is pytest-localstack's; `steps` collects what journeys report."""

    sign_in: SignIn
    session: Any
    steps: list[str] = field(default_factory=list)

    @property
    def deployment(self) -> Deployment:
        """Addresses and outputs."""
        return self.sign_in.deployment

    @property
    def public(self) -> ApiClient:
        """The APIs without a token."""
        return self.sign_in.client_with()

    def client(self, service: str) -> Any:
        """A client of the cloud as its operator, by pytest-localstack."""
        return self.session.boto3.client(service)

    def citizen(self, who: Citizen | None = None) -> ApiClient:
        """The APIs as a citizen who has sent their profile."""
        who = who or new_citizen()
        client = self.sign_in.client("citizen", who.username)
        client.put("intake", "/me", who.profile())
        return client

    def staff(self, username: str) -> ApiClient:
        """The APIs as an official of the demo."""
        return self.sign_in.client("staff", username)

    def journey(
        self, procedure: str, who: Citizen | None = None, sign_in: SignIn | None = None
    ) -> Journey:
        """A dossier about to be carried through."""
        return Journey(
            sign_in or self.sign_in,
            who or new_citizen(),
            procedure,
            demo_agency(procedure),
            self.steps.append,
        )

    def filed(self, procedure: str = PAID) -> Journey:
        """A dossier that is filed."""
        journey = self.journey(procedure)
        journey.file()
        return journey

    def filed_with_small_fee(self) -> Journey:
        """A dossier that is accepted, and waits for a fee too small for a card."""
        journey = self.filed(TOO_SMALL_FOR_A_CARD)
        journey.accept()
        return journey

    def draft(self, citizen: ApiClient, procedure: str = PAID) -> str:
        """A new draft's id; its answers are right."""
        form = self.public.get("intake", f"/procedures/{procedure}")["form"]
        request = {
            "procedure": procedure,
            "agency": demo_agency(procedure),
            "answers": sample_answers(form),
        }
        return str(citizen.post("intake", "/drafts", request)["draft"])

    def attachments_bucket(self) -> str:
        """Where uploads and attachments are stored."""
        account = self.client("sts").get_caller_identity()["Account"]
        return f"motcua-local-{account}-{REGION}-papers"


def problem(response: requests.Response, status: int, code: str, field: str | None = None) -> Json:
    """The problem document of a response, as it must be."""
    assert response.status_code == status, f"{response.status_code}: {response.text[:300]}"
    assert response.headers["Content-Type"].startswith("application/problem+json")
    document: Json = response.json()
    assert (document["status"], document["code"]) == (status, code), document
    assert document["type"] == f"urn:motcua:problem:{code}"
    assert document["detail"]
    assert document.get("field") == field, document
    return document


def both_languages(send: Any, status: int, code: str, field: str | None = None) -> None:
    """The same problem in Vietnamese by default, and in English when asked for."""
    vi = problem(send(), status, code, field)["detail"]
    en = problem(send(Accept_Language="en"), status, code, field)["detail"]
    assert vi != en
    assert en.isascii() or "đ" in en, en


def items(world: World, table: str) -> Iterator[Json]:
    """Every stored item of a table, its texts readable."""
    for page in world.client("dynamodb").get_paginator("scan").paginate(TableName=table):
        yield from map(readable, page["Items"])


def readable(item: Json) -> Json:
    """An item with its compressed texts as they were."""
    return {k: {"S": text_of(v)} if "B" in v else v for k, v in item.items()}


def lock_path() -> Path:
    """Workers take turns at setting up."""
    return STATE / "integration.lock"
