"""Papers are opened by officials of the case's agency, and the owner sees each opening."""

import hashlib
import json
import time
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any

import pytest
import requests
from PIL import Image

from kit.core.ids import new_ulid
from kit.core.time import system_clock as now
from local.demo.api_client import ApiClient, Json
from local.demo.journey import Journey
from local.demo.set_up import agencies
from local.demo.waiting import wait_for
from tests.integration.roles import Role
from tests.integration.world import FREE, PAID, World, both_languages, enforces_policies

pytestmark = pytest.mark.integration


def employ(world: World, role: str, agency: str) -> ApiClient:
    """An official of one agency alone, for these tests."""
    name = f"{role}-{agency.lower()}"
    body = {"name": f"Công chức {name}", "roles": [role], "agencies": [agency], "desks": ["số 1"]}
    sub = world.sign_in.sub("staff", name)
    world.staff("quan-tri").put("casework", f"/staff/{sub}", body)
    return world.staff(name)


def another_agency(journey: Journey) -> str:
    return next(
        str(each["code"])
        for each in agencies()
        if each["kind"] == "commune" and each["code"] != journey.agency
    )


def link_path(journey: Journey, paper: str, query: str = "purpose=assessment") -> str:
    return f"/dossiers/{journey.code}/papers/{paper}/link?{query}"


def papers(caller: ApiClient, journey: Journey) -> list[Json]:
    listed: list[Json] = caller.get("intake", f"/dossiers/{journey.code}")["papers"]
    return listed


def openings(journey: Journey) -> list[tuple[str, str, str]]:
    """Who opened which paper for what, as the owner sees it, oldest first."""
    listed = journey.citizen.get("intake", f"/dossiers/{journey.code}/readers?limit=100")
    assert listed["next"] is None
    return [
        (each["name"], each["paper"], each["purpose"])
        for each in reversed(listed["items"])
        if each["paper"]
    ]


def test_an_official_of_the_agency_opens_a_paper_in_two_calls(world: World) -> None:
    journey = world.filed(PAID)
    assessor = employ(world, "officer", journey.agency)

    paper = papers(assessor, journey)[0]
    link = assessor.get("intake", link_path(journey, paper["id"]))

    response = requests.get(link["url"], timeout=60)
    assert response.status_code == 200
    assert hashlib.sha256(response.content).hexdigest() == paper["shown"] == link["sha256"]
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'inline; filename="{journey.code}-01.pdf"'
    assert "no-store" in response.headers["Cache-Control"]


def test_the_pages_of_a_paper_come_as_pictures_in_the_same_call(world: World) -> None:
    journey = world.filed(PAID)
    assessor = employ(world, "officer", journey.agency)
    path = link_path(journey, papers(assessor, journey)[0]["id"])

    link = wait_for(
        lambda: link if (link := assessor.get("intake", path))["pages"] else None,
        "the pages are painted",
    )

    [page] = link["pages"]
    response = requests.get(page["url"], timeout=60)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/webp")
    assert Image.open(BytesIO(response.content)).size[0] == 1000


def test_what_somebody_changes_in_a_link_opens_nothing(world: World) -> None:
    journey = world.filed(PAID)
    paper = papers(journey.citizen, journey)[0]
    url: str = journey.citizen.get("intake", link_path(journey, paper["id"], ""))["url"]

    unsigned = url.partition("?")[0]
    other = url.replace(paper["shown"], "0" * 64)

    if enforces_policies():
        assert requests.get(unsigned, timeout=60).status_code in (400, 403)
    assert requests.get(other, timeout=60).status_code in (400, 403, 404)


def test_nobody_else_opens_it_and_the_owner_sees_every_opening_and_no_other(world: World) -> None:
    journey = world.filed(PAID)
    receiver = employ(world, "receptionist", journey.agency)
    assessor = employ(world, "officer", journey.agency)
    paper = papers(assessor, journey)[0]["id"]
    foreign = employ(world, "officer", another_agency(journey))
    cashier = employ(world, "cashier", journey.agency)

    for caller, status, code in (
        (foreign, 404, "not_found"),
        (world.citizen(), 404, "not_found"),
        (cashier, 403, "paper_not_your_work"),
        (world.public, 401, "token_required"),
    ):
        both_languages(
            partial(caller.send, "GET", "intake", link_path(journey, paper)), status, code
        )
    for caller, purpose in (
        (receiver, "reception"),
        (assessor, "assessment"),
        (assessor, "complaint"),
        (journey.citizen, ""),
    ):
        query = f"purpose={purpose}" if purpose else ""
        assert requests.get(
            caller.get("intake", link_path(journey, paper, query))["url"], timeout=60
        ).ok

    by_receiver, by_assessor = (
        f"Công chức {role}-{journey.agency.lower()}" for role in ("receptionist", "officer")
    )
    assert openings(journey) == [
        (by_receiver, paper, "reception"),
        (by_assessor, paper, "assessment"),
        (by_assessor, paper, "complaint"),
        ("", paper, "own"),
    ]


class Case:
    """Events of acts that casework does not have yet, sent with the rights of its relay."""

    def __init__(self, world: World, journey: Journey) -> None:
        self._sqs = Role(world, "casework", "RelayRole").client("sqs")
        self._queue = world.client("sqs").get_queue_url(QueueName="motcua-local-intake-inbox")[
            "QueueUrl"
        ]
        self._code = journey.code
        self._sequence = 1000

    def event(self, type: str, **data: Any) -> Json:
        self._sequence += 1
        envelope = {"id": new_ulid(now()), "type": type, "version": 1, "source": "casework"}
        about = {"subject": self._code, "dossier": self._code, "sequence": self._sequence}
        return {**envelope, **about, "time": now().isoformat(), "trace": "test", "data": data}

    def send(self, event: Json) -> None:
        self._sqs.send_message(QueueUrl=self._queue, MessageBody=json.dumps(event))


def test_papers_follow_the_case_to_another_agency_and_a_consulted_one_until_it_answers(
    world: World,
) -> None:
    journey = world.filed(FREE)
    case, other = Case(world, journey), another_agency(journey)
    old, new = employ(world, "officer", journey.agency), employ(world, "officer", other)
    paper = papers(old, journey)[0]["id"]
    due = {"agency": other, "due": (now() + timedelta(hours=1)).isoformat()}
    question = case.event("case.consulted", **due)
    response = case.event("case.answered", **due, answer="sealed:under-a-key-that-intake-lacks")

    def statuses() -> tuple[int, int]:
        first, second = (
            caller.send("GET", "intake", link_path(journey, paper)).status_code
            for caller in (old, new)
        )
        return first, second

    def becomes(expected: tuple[int, int]) -> None:
        wait_for(lambda: statuses() == expected or None, f"the statuses are {expected}")

    assert statuses() == (200, 404)
    case.send(question)
    becomes((200, 200))
    case.send(response)
    becomes((200, 404))
    case.send(question)  # once more: a queue may deliver twice
    time.sleep(2)
    assert statuses() == (200, 404)
    case.send(case.event("case.handed_over", agency=other, step="Thẩm định", desk="số 1"))
    becomes((404, 200))
