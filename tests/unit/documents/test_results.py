"""Results with content: every field is read back from the PDF, and each has its number."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from contracts.casework import CaseDecided
from contracts.result_content import ResultContent, Value
from contracts.result_templates import ResultTemplate, TemplateField, template_of, templates
from contracts.terms import SealWanted
from contracts.testing.dossier_events import CODE
from contracts.testing.results import sample_content, sample_fields
from documents.domain.document import Document
from documents.rendering.result_blocks import _written
from tests.unit.documents.papers import NAME, SUB, events_with_forms, file_of, text_of
from tests.unit.documents.test_agency_signature import require_sound
from tests.unit.documents.test_forms_of_the_circular import file_another, form
from tests.unit.documents.test_result_templates import IN_DEPTH, template_for
from tests.unit.documents.world import World, world_with_dossier


def decided(code: str | None, content: ResultContent | None = None) -> CaseDecided:
    """A decision that gives one result."""
    template = template_of(code)
    wanted = SealWanted(document="r-1", name=template.title or "Quyết định", code=code)
    return CaseDecided(
        results=(wanted,),
        signer=SUB,
        signer_name=NAME,
        contents={"r-1": content or sample_content(code)},
    )


def code_of(template: ResultTemplate) -> str | None:
    return template.results[0] if template.results else None


def sealed(world: World, event: CaseDecided) -> Document:
    world.receive(world.others.publish("casework", event))
    return world.documents()[-1]


def office_of(template: ResultTemplate) -> tuple[str, ...]:
    """Who signs, as a People's Committee writes it."""
    return ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if template.collective else (template.signer,)


def facts(code: str | None) -> list[str]:
    """What is to be read on the paper: every field as papers write it, and who decided what."""
    template, fields = template_of(code), sample_fields(code)
    values = [text for field in template.fields for text in _lines(field, fields)]
    return [*values, "UBND PHƯỜNG HỒNG GAI", CODE, NAME, *office_of(template)]


def _lines(field: TemplateField, fields: Mapping[str, Value]) -> list[str]:
    value = fields[field.name]
    return list(value) if isinstance(value, tuple) else [_written(field, value)]


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_every_field_of_a_template_is_read_back_from_the_pdf(template: ResultTemplate) -> None:
    world, code = world_with_dossier(), code_of(template)

    document = sealed(world, decided(code))

    text = text_of(file_of(world, document))
    expected = facts(code)
    assert len(expected) >= 10 or template.id == "decision"
    assert [fact for fact in expected if fact not in text] == []
    assert f"Số: {document.number}" in text
    assert (template.title or "Quyết định").upper() in text


@pytest.mark.parametrize("code", IN_DEPTH)
def test_each_of_the_twenty_procedures_has_a_template_of_its_own_kind(code: str) -> None:
    assert template_for(code).fields


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_three_readers_find_no_fault_in_a_result(template: ResultTemplate, tmp_path: Path) -> None:
    world = world_with_dossier()

    document = sealed(world, decided(code_of(template)))

    require_sound(file_of(world, document), tmp_path)


@pytest.mark.parametrize("kind", ["form-01", "form-02", "form-03", "form-04", "form-05"])
def test_three_readers_find_no_fault_in_a_form(kind: str, tmp_path: Path) -> None:
    world = world_with_dossier()
    world.receive(world.others.publish("casework", events_with_forms(world.others)[kind]))  # type: ignore[index]

    require_sound(file_of(world, world.documents()[-1]), tmp_path)


def test_results_of_a_kind_are_numbered_through_the_year_each_kind_in_a_book_of_its_own() -> None:
    world, numbers = World(), []
    for number, code in enumerate(["KQ.G15.000031", "KQ.G15.000031", "KQ.G15.000034"], start=1):
        others = file_another(world, number)
        world.receive(others.publish("casework", decided(code)))
        numbers.append(world.repository.documents_of(others.code)[-1].number)

    assert numbers == ["01/2026", "02/2026", "01/TLKT"]


def test_a_decision_without_content_makes_no_result_and_takes_no_number() -> None:
    world = world_with_dossier()
    wanted = (SealWanted(document="r-1", name="Giấy khai sinh", code="KQ.G15.000031"),)

    document = sealed(world, CaseDecided(results=wanted, signer=SUB))

    assert (document.state, document.why) == ("failed", "content_missing")
    other = file_another(world, 2)
    world.receive(other.publish("casework", decided("KQ.G15.000031")))
    assert world.repository.documents_of(other.code)[-1].number == "01/2026"


def test_fields_without_a_value_leave_no_line_behind() -> None:
    world, code = world_with_dossier(), "KQ.G15.000031"
    required = {field.name for field in template_of(code).fields if field.required}
    fields = {name: value for name, value in sample_fields(code).items() if name in required}

    text = text_of(file_of(world, sealed(world, decided(code, ResultContent(fields=fields)))))

    assert "Người cha" in text
    assert "Ghi chú" not in text
    assert "None" not in text


def test_what_a_result_says_is_sealed_wherever_it_is_stored() -> None:
    world = world_with_dossier()

    sealed(world, decided("KQ.G15.000031"))
    event = world.others.published[-1]

    stored = " ".join(item.doc for item in world.transport.items.values())
    assert "Nguyễn Minh Châu" not in stored + event.model_dump_json()
    assert "022190001234" not in stored + event.model_dump_json()


def test_markup_and_placeholders_in_a_value_print_as_they_are() -> None:
    world, code = world_with_dossier(), "KQ.G15.000038"
    fields = sample_fields(code) | {"purpose": "#panic() {agency} {0} *x*"}

    text = text_of(file_of(world, sealed(world, decided(code, ResultContent(fields=fields)))))

    assert "#panic() {agency} {0} *x*" in text


def test_a_form_has_its_number_in_the_list_of_documents() -> None:
    world = world_with_dossier()

    assert form(world, "form-02").number == "01/PBS-BPTNTKQ"
