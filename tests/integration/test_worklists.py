"""A dossier is in the worklists of its agency and found by the search, until its result is back."""

import json
from datetime import timedelta

import pytest

from kit.core.time import VIETNAM, stamp, system_clock
from local.demo.api_client import ApiClient, Json
from local.demo.waiting import wait_for
from tests.integration.test_open_attachment import another_agency, employ
from tests.integration.world import FREE, World, items

pytestmark = pytest.mark.integration
CASES, SWEEPER = "motcua-local-casework", "motcua-local-casework-sweeper"


def listed(caller: ApiClient, name: str, code: str) -> Json | None:
    """The row of a dossier in a list, on whatever page it stands."""
    cursor = ""
    while True:
        page = caller.get("casework", f"/lists/{name}?limit=100{cursor}")
        for row in page["items"]:
            if row["code"] == code:
                match: Json = row
                return match
        if page["next"] is None:
            return None
        cursor = f"&cursor={page['next']}"


def matches(caller: ApiClient, text: str) -> list[str]:
    rows = caller.post("casework", "/searches", {"text": text})["items"]
    return [row["code"] for row in rows]


def test_a_dossier_goes_from_list_to_list_and_is_found(world: World) -> None:
    journey = world.filed(FREE)
    code = journey.code
    receiver = employ(world, "receptionist", journey.agency)
    stranger = employ(world, "officer", another_agency(journey))

    row = wait_for(lambda: listed(receiver, "new", code), "the dossier is in the list of new ones")
    assert row["applicant"] == journey.who.name
    assert listed(stranger, "new", code) is None
    for text in (code, journey.who.identity_number, journey.who.name.upper()):
        assert code in matches(receiver, text), text
        assert code not in matches(stranger, text), text

    lock = receiver.put("casework", f"/cases/{code}/lock", {})
    assert receiver.get("casework", f"/cases/{code}")["lock"] == lock
    journey.accept()
    assert wait_for(lambda: listed(journey.receiver, "desk", code), "it is at the desk")["due"]
    assert listed(receiver, "new", code) is None

    journey.decide()
    assert wait_for(lambda: listed(receiver, "to-return", code), "it waits to be returned")
    journey.return_result()
    ended = wait_for(lambda: listed(receiver, "done", code), "it is done")
    assert ended["applicant"] is None
    counts = receiver.get("casework", "/lists")["items"]
    assert next(each["count"] for each in counts if each["list"] == "done") >= 1

    head = employ(world, "head", journey.agency)
    day = f"{system_clock().astimezone(VIETNAM):%Y-%m-%d}"
    facts = head.get("casework", f"/agencies/{journey.agency}/supervision?day={day}")
    assert sum(each["acts"] for each in facts["officials"]) >= 4


def test_the_sweeper_escalates_a_late_reception_once(world: World) -> None:
    journey = world.filed(FREE)
    receiver = employ(world, "receptionist", journey.agency)
    wait_for(lambda: listed(receiver, "new", journey.code), "the dossier is in the list")
    let_reception_run_out(world, journey.code)

    for _ in range(2):
        world.client("lambda").invoke(FunctionName=SWEEPER, Payload=b"{}")

    entries = receiver.get("casework", f"/cases/{journey.code}")["audit_entries"]
    assert [entry["act"] for entry in entries].count("escalate") == 1


def let_reception_run_out(world: World, code: str) -> None:
    """As if the dossier had been filed last week: nobody can wait eight working hours here."""
    tables, pk = world.client("dynamodb"), {"S": f"CASE#{code}"}
    past = system_clock() - timedelta(days=1)
    of_case = {item["sk"]["S"]: item for item in items(world, CASES) if item["pk"] == pk}
    state, timer = of_case["STATE"], of_case["LISTED#milestone"]
    case = json.loads(state["doc"]["S"])
    case["milestones"][0]["at"] = past.isoformat()
    state["doc"]["S"] = json.dumps(case)
    timer["at"]["S"] = f"{stamp(past)}#{code}"
    for item in (state, timer):
        tables.put_item(TableName=CASES, Item=item)
