"""Publishing procedures and finding them."""

import pytest

from contracts.intake import ProcedurePublished
from contracts.terms import Component
from intake import actions, views
from intake.actions import ProcedureTooLarge
from intake.answers import CatalogueQuery
from kit.cursor import Cursors
from kit.errors import NotFound
from tests.fakes import NOW, events_of
from tests.unit.intake.builders import CODE, Intake, a_procedure, a_rule

CURSORS = Cursors("secret")


def published(intake: Intake, *codes: str) -> None:
    for code in codes:
        actions.put_procedure(intake.store, code, a_procedure(name=f"Cấp bản sao {code}"), at=NOW)


def test_a_published_version_is_said_with_what_casework_needs() -> None:
    intake = Intake()
    assert actions.put_procedure(intake.store, CODE, a_procedure(), at=NOW) == 1
    (event,) = events_of(intake.transport)
    said = event.read(ProcedurePublished)
    assert (event.type, event.subject, event.sequence) == ("procedure.published", CODE, 1)
    assert (said.procedure.version, said.limits[0].value, said.pay) == (1, 3, "before_acceptance")
    assert said.valid_from.isoformat() == "2026-11-21T00:00:00+07:00"


def test_the_same_content_again_is_the_same_version_and_says_nothing() -> None:
    intake = Intake()
    for _ in range(3):
        assert actions.put_procedure(intake.store, CODE, a_procedure(), at=NOW) == 1
    assert len(events_of(intake.transport)) == 1


def test_other_content_is_the_next_version_and_the_earlier_one_is_kept() -> None:
    intake = Intake()
    actions.put_procedure(intake.store, CODE, a_procedure(), at=NOW)
    assert actions.put_procedure(intake.store, CODE, a_procedure(fee_rules=(a_rule(amount=1),)), at=NOW) == 2
    assert views.procedure(intake.store, CODE).version == 2
    assert [i.sk for i in intake.store.aggregates.table.all(f"PROC#{CODE}", "VERSION#")] == [
        "VERSION#000001",
        "VERSION#000002",
    ]


def test_a_procedure_too_large_for_an_event_is_refused_and_nothing_is_written() -> None:
    intake = Intake()
    documents = tuple(Component(id=f"tp{n}", name="x" * 2_000, required=False) for n in range(60))
    with pytest.raises(ProcedureTooLarge):
        actions.put_procedure(intake.store, CODE, a_procedure(documents=documents), at=NOW)
    assert intake.transport.items == {}


def test_a_day_that_the_calendar_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="valid_from"):
        a_procedure(valid_from="2026-02-30")


def test_an_unknown_procedure_is_not_found() -> None:
    with pytest.raises(NotFound):
        views.procedure(Intake().store, CODE)


def test_the_catalogue_is_found_without_accents() -> None:
    intake = Intake()
    intake.opened()
    assert [p.code for p in views.catalogue(intake.store, CatalogueQuery(q="dang ky HỘ"), CURSORS).items] == [CODE]
    assert views.catalogue(intake.store, CatalogueQuery(q="xe may"), CURSORS).items == ()


def test_pages_of_the_catalogue_follow_one_another() -> None:
    intake = Intake()
    codes = [f"2.00000{n}" for n in range(5)]
    published(intake, *codes)
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = views.catalogue(intake.store, CatalogueQuery(limit=2, cursor=cursor), CURSORS)
        seen += [p.code for p in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == codes
