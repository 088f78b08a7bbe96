"""No page stands on an answer that no service gives: each that a page got in a test was checked
against the OpenAPI document of its service, and one that departs fails its test.
"""

import json
from typing import Any

import pytest

from front.http_client import Request
from infra.openapi_texts import examples
from infra.places import SERVICES
from tests.contract.answer_schemas import CHECKED, departures, document, validator
from tests.unit.pages.services_world import API, CODE, ServicesWorld
from tests.unit.portal.browser import Browser
from tests.unit.portal.world import FEE, KEY, STATUS, World
from tests.unit.portal.world_answers import Json, ok, refusal

DOSSIER = f"/status/v1/dossiers/{FEE}"
JSON = {"Content-Type": "application/json", "ETag": '"a"'}
PROBLEM = {"Content-Type": "application/problem+json"}


def dossier(**members: Any) -> str:
    example: Json = examples("status")["dossiers_get"]["response"]
    return json.dumps(example | members)


def lacking(name: str) -> str:
    example = json.loads(dossier())
    del example[name]
    return json.dumps(example)


DEPARTING = {
    "a member that no service sends": (200, JSON, dossier(hotline="1900")),
    "a member that is missing": (200, JSON, lacking("fees")),
    "a time in another form": (200, JSON, dossier(filed_at="2026-11-23T02:00:00+00:00")),
    "another type": (200, JSON, dossier(fees={})),
    "no JSON": (200, {**JSON, "Content-Type": "text/html"}, "<p>"),
    "no ETag": (200, {"Content-Type": "application/json"}, dossier()),
    "a status that the route never has": (201, JSON, dossier()),
    "a body where there is none": (304, JSON, "{}"),
    "a code that the route never has": (
        404,
        PROBLEM,
        json.dumps(refusal(404, "fee_not_due").body),
    ),
    "a problem without its members": (404, PROBLEM, '{"status": 404, "code": "not_found"}'),
    "a refused token without the challenge": (
        401,
        PROBLEM,
        json.dumps(refusal(401, "token_invalid").body),
    ),
}


@pytest.mark.parametrize(("status", "headers", "text"), DEPARTING.values(), ids=DEPARTING)
def test_an_answer_that_no_service_gives_departs(
    status: int, headers: dict[str, str], text: str
) -> None:
    assert departures("GET", DOSSIER, status, headers, text)


def test_the_example_itself_does_not_depart() -> None:
    unknown = json.dumps(refusal(404, "not_found").body)

    assert departures("GET", DOSSIER, 200, JSON, dossier()) == []
    assert departures("GET", DOSSIER, 304, JSON, "") == []
    assert departures("GET", DOSSIER, 404, PROBLEM, unknown) == []


def test_every_answer_of_the_services_in_memory_is_checked() -> None:
    world = ServicesWorld()
    before = CHECKED.count
    for path in ("procedures", f"procedures/{CODE}", "fields", "agencies"):
        service = "casework" if path == "agencies" else "intake"
        world.send(Request("GET", f"{API}/{service}/v1/{path}", {}))

    assert CHECKED.count - before == len(world.requests) == 4
    assert CHECKED.taken() == []


def test_every_answer_of_the_world_made_by_hand_is_checked() -> None:
    world = World()
    before = CHECKED.count
    Browser(world).look_up()

    assert CHECKED.count - before == len(world.requests) > 1


class Departing(World):
    """Its dossiers have one member more."""

    def _answer(self, request: Request, path: str) -> Any:
        sent = super()._answer(request, path)
        return ok(sent.body | {"hotline": "1900"})


def test_a_departing_answer_is_noted_and_shown_as_it_is() -> None:
    """A page would show an exception as an error; the note fails the test at its end."""
    response = Departing().send(
        Request("GET", f"{STATUS}/dossiers/H49.61.01-261123-0001", {"X-Lookup-Key": KEY})
    )
    [departure] = CHECKED.taken()

    assert response.status == 200
    assert "hotline" in departure


@pytest.mark.parametrize("service", SERVICES)
def test_every_example_of_the_documents_is_an_answer_of_its_operation(service: str) -> None:
    """What the world made by hand answers from."""
    shown = examples(service)
    wrong: dict[str, list[str]] = {}
    for path, methods in document(service)["paths"].items():
        for method, operation in methods.items():
            example = shown.get(operation["operationId"], {}).get("response")
            status = next(code for code in operation["responses"] if code < "400")
            content = operation["responses"][status].get("content", {})
            if example is None or "application/json" not in content:
                continue
            name = f"{method.upper()} {path}"
            errors = validator(name, int(status), "application/json").iter_errors(example)
            messages = [f"{each.instance_path}: {each.message[:150]}" for each in errors]
            wrong |= {name: messages} if messages else {}

    assert wrong == {}
