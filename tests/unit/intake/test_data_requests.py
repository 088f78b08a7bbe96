"""Papers whose data a registry has are not demanded; else they are, with the ground on record."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from contracts.intake import DataRequested
from contracts.registries import RegistryOutcome, RegistryResponded, combined
from contracts.required_documents import Component, Replacement, RequestGround
from data.shapes import catalogue
from exchange.adapters.registry_list import listed_registries
from intake.domain.completeness import PaperMissing, missing_demands
from intake.domain.data_request import (
    DataRequest,
    RequestedPaper,
    papers_to_ask,
    with_answer,
    with_grounds,
)
from intake.domain.demanded_papers import FilingSituation, demands
from intake.domain.draft import Draft
from intake.domain.procedure_content import ProcedureContent
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.testing.clock import NOW
from tests.unit.intake.test_papers_of_the_catalogue import situations
from tests.unit.intake.world import World, a_procedure
from tests.unit.test_data_catalogue import all_contents

GROUNDS: dict[RegistryOutcome, RequestGround] = {
    "differs": "differs",
    "unavailable": "not_answered",
    "not_found": "no_data",
}
HELD = Component(
    id="p2",
    name="Bản sao căn cước",
    required=False,
    requirement="required",
    replaced_by=(Replacement(row=1, database="CSDL quốc gia về dân cư"),),
)
PLAIN = Component(id="tp01", name="Tờ khai", required=False, requirement="conditional")


def core() -> dict[str, ProcedureContent]:
    """The core procedures."""
    return {
        entry.code: ProcedureContent.model_validate_json(json.dumps(entry.content))
        for entry in catalogue().procedures
    }


def substituted(contents: Mapping[str, ProcedureContent]) -> dict[str, ProcedureContent]:
    """Those with a paper that a database replaces."""
    return {
        code: content
        for code, content in contents.items()
        if any(each.replaced_by for each in content.documents)
    }


def with_responses(papers: tuple[RequestedPaper, ...], outcome: RegistryOutcome) -> DataRequest:
    """A request to which every registry that the law names answered so."""
    request = DataRequest(requested_at=NOW, rounds=1, about="022190001234|", papers=papers)
    registries = listed_registries()
    for registry in registries.registries:
        named = [p for p in papers if registry in registries.named_in(p.database)]
        stated = tuple(
            {
                "component": paper.component,
                "name": paper.name,
                "database": paper.database,
                "registries": tuple(each.code for each in registries.named_in(paper.database)),
            }
            for paper in named
        )
        body = {"registry": registry.code, "outcome": outcome, "papers": stated, "at": NOW}
        if stated:
            request = with_answer(request, RegistryResponded.model_validate(body))
    return request


def test_of_each_core_procedure_data_replace_papers_or_each_is_demanded_on_its_ground() -> None:
    contents = core()
    assert len(contents) == 98
    assert len(substituted(contents)) == 29
    require_replaced_or_grounded(contents)


@pytest.mark.soak
def test_of_every_procedure_data_replace_papers_or_each_is_demanded_on_its_ground() -> None:
    require_replaced_or_grounded(all_contents())


def require_replaced_or_grounded(contents: Mapping[str, ProcedureContent]) -> None:
    """Whatever the registries answer, of each paper that they may replace, in each situation."""
    procedures = substituted(contents)
    papers_seen: set[tuple[str, str]] = set()
    for code, content in procedures.items():
        for situation in situations(content):
            papers = papers_to_ask(content, situation)
            ids = {each.component for each in papers}
            papers_seen |= {(code, each) for each in ids}
            assert not ids & demanded(content, situation)
            if papers:
                require_saved(content, situation, papers)
            for outcome in GROUNDS if papers else ():
                require_grounded(content, situation, with_responses(papers, outcome), outcome)
    print(f"{len(procedures)} of {len(contents)} procedures, {len(papers_seen)} papers")
    held = {(c, d.id) for c, p in procedures.items() for d in p.documents if d.replaced_by}
    assert papers_seen == held


def require_saved(
    content: ProcedureContent, situation: FilingSituation, papers: tuple[RequestedPaper, ...]
) -> None:
    ids = {each.component for each in papers}
    matches = with_responses(papers, "found")
    assert not ids & demanded(content, with_grounds(situation, matches, content))
    assert {each.component for each in matches.saved(content)} == ids


def require_grounded(
    content: ProcedureContent,
    situation: FilingSituation,
    request: DataRequest,
    outcome: RegistryOutcome,
) -> None:
    ids = {each.component for each in request.papers}
    grounded = with_grounds(situation, request, content)
    assert ids <= demanded(content, grounded)
    grounds = {each.component: each for each in grounded.statement.grounds}
    assert {grounds[each].ground for each in ids} == {GROUNDS[outcome]}
    assert all(grounds[each].database for each in ids)
    assert request.saved(content) == ()


def demanded(content: ProcedureContent, situation: FilingSituation) -> set[str]:
    return {each for demand in demands(content, situation) for each in demand.ids}


@pytest.mark.parametrize(
    ("answers", "registries", "outcome"),
    [
        ({}, ("a",), None),
        ({"a": "found"}, ("a", "b"), "found"),
        ({"a": "differs"}, ("a", "b"), "differs"),
        ({"a": "found", "b": "differs"}, ("a", "b"), "differs"),
        ({"a": "not_found"}, ("a", "b"), None),
        ({"a": "not_found", "b": "unavailable"}, ("a", "b"), "unavailable"),
        ({"a": "unavailable", "b": "found"}, ("a", "b"), "found"),
        ({"a": "not_found"}, ("a",), "not_found"),
    ],
)
def test_of_several_registries_the_order_of_answers_changes_nothing(
    answers: dict[str, RegistryOutcome],
    registries: tuple[str, ...],
    outcome: RegistryOutcome | None,
) -> None:
    assert combined(answers, registries) == outcome
    assert combined(dict(reversed(answers.items())), registries) == outcome


@pytest.fixture
def world() -> World:
    return World()


def drafted(world: World, *documents: Component) -> Draft:
    content = a_procedure(documents=documents or (PLAIN, HELD))
    return world.prepare_draft(content)


def ask(world: World, draft: Draft, by: str = "an", **body: Any) -> Any:
    return world.client.put(f"/v1/drafts/{draft.id}/data-request", by, body)


def shown(world: World, draft: Draft) -> dict[str, Any]:
    view = world.client.get(f"/v1/drafts/{draft.id}", "an").body
    papers = {each["component"]: each for each in view["components"]}
    return {**view, "p2": papers["p2"]}


def arrive(world: World, draft: Draft, outcome: RegistryOutcome, times: int = 1) -> None:
    """The registry's answer comes to intake's inbox."""
    paper = {
        "component": "p2",
        "name": HELD.name,
        "database": "CSDL quốc gia về dân cư",
        "registries": ("population",),
    }
    body = {"registry": "population", "outcome": outcome, "papers": (paper,), "at": world.clock()}
    event = RegistryResponded.model_validate(body)
    for _ in range(times):
        world.service.inbox.handle(
            Envelope(
                id=new_ulid(world.clock()),
                type=event.TYPE,
                version=1,
                source="exchange",
                subject="inquiry",
                sequence=2,
                time=world.clock(),
                trace="t",
                vault=draft.id,
                data=event.model_dump(mode="json"),
            )
        )


def requests_in(world: World) -> Iterator[Envelope]:
    return (each for each in world.events() if each.type == DataRequested.TYPE)


def test_a_citizen_asks_and_the_event_names_papers_agency_and_asker(world: World) -> None:
    draft = drafted(world)

    response = ask(world, draft)

    assert response.status == 200
    [event] = requests_in(world)
    assert event.vault == draft.id
    assert event.dossier is None
    assert event.data["papers"] == [
        {"component": "p2", "name": HELD.name, "database": "CSDL quốc gia về dân cư"}
    ]
    assert (event.data["by_kind"], event.data["by"]) == ("citizen", "an")
    assert str(event.data["applicant"]).startswith("sealed:")
    assert shown(world, draft)["p2"]["data"] == "asked"
    assert shown(world, draft)["can_ask_data"] is True


def test_a_paper_that_data_replace_is_saved_and_filed_as_such(world: World) -> None:
    draft = drafted(world)
    ask(world, draft)

    arrive(world, draft, "found", times=2)

    view = shown(world, draft)
    assert (view["p2"]["data"], view["p2"]["required"], view["saved_papers"]) == ("found", False, 1)
    world.file(draft)
    [filed] = [each for each in world.events() if each.type == "dossier.filed"]
    assert [each["component"] for each in filed.data["data_papers"]] == ["p2"]
    assert filed.data["grounds"] == []


@pytest.mark.parametrize("outcome", list(GROUNDS))
def test_a_paper_that_data_do_not_replace_is_demanded_with_its_ground(
    world: World, outcome: RegistryOutcome
) -> None:
    draft = drafted(world)
    ask(world, draft)

    arrive(world, draft, outcome)

    view = shown(world, draft)
    assert (view["p2"]["data"], view["p2"]["required"]) == (outcome, True)
    assert "papers.p2" in view["missing"]
    with pytest.raises(PaperMissing):
        world.file(draft)
    world.attach(draft, component="p2")
    world.file(draft)
    [filed] = [each for each in world.events() if each.type == "dossier.filed"]
    [ground] = filed.data["grounds"]
    assert (ground["component"], ground["ground"], ground["by"]) == (
        "p2",
        GROUNDS[outcome],
        "exchange",
    )
    assert "data_papers" not in filed.data


def test_a_draft_is_filed_before_the_answer_comes_and_never_waits(world: World) -> None:
    draft = drafted(world)
    ask(world, draft)

    world.file(draft)
    arrive(world, draft, "differs")

    [filed] = [each for each in world.events() if each.type == "dossier.filed"]
    assert (filed.data["grounds"], "data_papers" in filed.data) == ([], False)


def test_an_answer_that_never_comes_is_awaited_for_two_minutes(world: World) -> None:
    draft = drafted(world)
    ask(world, draft)

    world.clock.advance(timedelta(minutes=3))

    view = shown(world, draft)
    assert (view["p2"]["data"], view["p2"]["required"]) == (None, False)


def test_a_request_within_a_minute_asks_nothing_and_five_are_the_most(world: World) -> None:
    draft = drafted(world)
    for _ in range(2):
        assert ask(world, draft).status == 200
    assert len(list(requests_in(world))) == 1

    for _ in range(4):
        world.clock.advance(timedelta(minutes=2))
        assert ask(world, draft).status == 200
    world.clock.advance(timedelta(minutes=2))
    refused = ask(world, draft)

    assert (refused.status, refused.body["code"]) == (409, "too_many_data_requests")
    assert len(list(requests_in(world))) == 5


def test_nothing_is_asked_of_a_draft_without_such_papers_nor_for_anybody_else(world: World) -> None:
    draft = drafted(world, PLAIN)

    nothing = ask(world, draft)
    other = ask(world, draft, by="binh")

    assert (nothing.status, nothing.body["can_ask_data"]) == (200, False)
    assert other.status in (404, 409)
    assert list(requests_in(world)) == []


def test_answers_about_another_applicant_are_worth_nothing(world: World) -> None:
    draft = drafted(world)
    ask(world, draft)
    arrive(world, draft, "found")

    stored = world.intake.draft(draft.id)
    assert stored is not None
    other = stored.with_data_about("031080000001|")

    assert other.data is None
    assert stored.with_data_about("|").data is None
    assert missing_demands(a_procedure(documents=(PLAIN, HELD)), other.situation, ()) == ()
