"""A decision says what its results say: content by template, sealed, and refused without."""

from typing import Any

import pytest

from casework.domain.result_choice import ProposedResult
from casework.processing.propose import ProposeDecision, propose_decision
from contracts.casework import CaseDecided
from contracts.result_content import ResultContent
from contracts.testing.results import sample_content, sample_fields
from kit.core.errors import Invalid
from kit.core.model import SealedValue
from tests.unit.casework.world import CODE, OFFICER, World, a_procedure

BIRTH = "KQ.G15.000031"


def a_world() -> World:
    """A case in work whose procedure gives a birth certificate."""
    world = World.with_case_in_work()
    kinds = a_procedure().results
    published = a_procedure().evolve(results=(kinds[0].evolve(code=BIRTH), kinds[1]))
    world.publish(published)
    return world


def propose(world: World, *results: ProposedResult) -> None:
    command = ProposeDecision(
        code=CODE, official=OFFICER, request=world.new_request(), results=results
    )
    propose_decision(world.cases, command, at=world.clock())


def with_fields(**fields: Any) -> ResultContent:
    return ResultContent(fields=sample_fields(BIRTH) | fields)


def without(name: str) -> ResultContent:
    fields = sample_fields(BIRTH)
    del fields[name]
    return ResultContent(fields=fields)


@pytest.mark.parametrize(
    ("content", "code", "field"),
    [
        (ResultContent(), "result_content_missing", "results.0"),
        (without("child_name"), "result_field_missing", "results.0.fields.child_name"),
        (with_fields(child_name=7), "result_field_invalid", "results.0.fields.child_name"),
        (with_fields(child_name=" "), "result_field_invalid", "results.0.fields.child_name"),
        (
            with_fields(child_birth_date="30/02/2026"),
            "result_field_invalid",
            "results.0.fields.child_birth_date",
        ),
        (with_fields(child_sex="x"), "result_field_invalid", "results.0.fields.child_sex"),
        (
            with_fields(child_identity_number="123"),
            "result_field_invalid",
            "results.0.fields.child_identity_number",
        ),
        (with_fields(mother_birth_year="90"), "result_field_invalid", None),
        (with_fields(weather="fine"), "unknown_result_field", "results.0.fields.weather"),
        (with_fields(remarks="😀"), "not_printable", "results.0.fields.remarks"),
    ],
)
def test_a_decision_is_refused_where_its_content_is_not_what_the_template_takes(
    content: ResultContent, code: str, field: str | None
) -> None:
    world = a_world()
    items = dict(world.transport.items)

    with pytest.raises(Invalid) as refused:
        propose(world, ProposedResult(code=BIRTH, content=content))

    assert refused.value.code == code
    assert field in (None, refused.value.field)
    assert world.transport.items == items


def test_a_decision_without_any_result_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        propose(a_world())

    assert refused.value.code == "result_content_missing"


def test_a_decisions_text_that_fills_an_event_is_refused() -> None:
    long = ResultContent(fields={"paragraphs": ("Điều. " + "ă" * 1990,) * 7})

    with pytest.raises(Invalid) as refused:
        propose(a_world(), ProposedResult(code="KQ.2", content=long))

    assert refused.value.code == "result_too_long"


def test_the_content_travels_sealed_under_the_key_of_the_dossier() -> None:
    world = a_world()

    propose(world, ProposedResult(code=BIRTH, content=sample_content(BIRTH)))
    world.approve()

    event = world.events()[-1]
    assert isinstance(event.read(CaseDecided).contents, SealedValue)
    opened = world.cases.read(event, CaseDecided)
    assert list(opened.contents.values()) == [sample_content(BIRTH)]
    assert [(w.code, w.name) for w in opened.results] == [(BIRTH, "Giấy chứng nhận")]
    stored = " ".join(item.doc for item in world.transport.items.values())
    assert "Nguyễn Minh Châu" not in stored
