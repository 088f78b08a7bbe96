"""Publishing procedures and finding them."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.intake import ProcedurePublished
from contracts.terms import Component
from intake.api import presenters
from intake.api.schemas import CatalogueQuery
from intake.domain.draft import NewDraft
from intake.filing import actions
from intake.filing.actions import ProcedureTooLarge
from intake.filing.file import Filing, PaperMissing
from kit.core.errors import NotFound
from kit.http.pagination import Cursors
from kit.security.staff_directory import Agency
from tests.fakes import NOW, events_of
from tests.unit.intake.builders import AGENCY, CODE, Intake, a_call, a_procedure, a_rule

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
    assert (
        actions.put_procedure(
            intake.store, CODE, a_procedure(fee_rules=(a_rule(amount=1),)), at=NOW
        )
        == 2
    )
    assert presenters.procedure(intake.store, CODE, NOW).version == 2
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
        presenters.procedure(Intake().store, CODE, NOW)


def test_the_catalogue_is_found_without_accents() -> None:
    intake = Intake()
    intake.opened()
    assert [
        p.code
        for p in presenters.catalogue(
            intake.store, CatalogueQuery(q="dang ky HỘ"), CURSORS, NOW
        ).items
    ] == [CODE]
    assert presenters.catalogue(intake.store, CatalogueQuery(q="xe may"), CURSORS, NOW).items == ()


def test_pages_of_the_catalogue_follow_one_another() -> None:
    intake = Intake()
    codes = [f"2.00000{n}" for n in range(5)]
    published(intake, *codes)
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = presenters.catalogue(
            intake.store, CatalogueQuery(limit=2, cursor=cursor), CURSORS, NOW
        )
        seen += [p.code for p in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == codes


TO_COME = {
    "valid_from": "2027-01-01",
    "name": "Tên mới",
    "fee_rules": (),
    "documents": (),
    "pay": "none",
}
NEW_YEAR = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # midnight in Vietnam


def shown(intake: Intake, at: datetime) -> tuple[int, str]:
    """Version and name as the page and the list show them."""
    page = presenters.procedure(intake.store, CODE, at)
    (line,) = presenters.catalogue(intake.store, CatalogueQuery(), CURSORS, at).items
    assert (line.version, line.name) == (page.version, page.name)
    return page.version, page.name


def test_a_version_of_next_year_does_not_price_a_dossier_of_today() -> None:
    intake = Intake()
    draft = intake.opened()
    assert actions.put_procedure(intake.store, CODE, a_procedure(**TO_COME), at=NOW) == 2
    quote = presenters.draft_view(intake.store, draft, a_call()).quote
    assert quote
    assert quote.total == 150_000
    with pytest.raises(PaperMissing):
        actions.file(intake.store, draft.id, Filing(), a_call())
    intake.attached(draft)
    filed = actions.file(intake.store, draft.id, Filing(), a_call())
    assert (filed.procedure.version, filed.quote.total) == (1, 150_000)


def test_a_version_comes_into_force_at_midnight_in_vietnam() -> None:
    intake = Intake()
    draft = intake.opened()
    actions.put_procedure(intake.store, CODE, a_procedure(**TO_COME), at=NOW + timedelta(days=1))
    first = presenters.procedure(intake.store, CODE, NEW_YEAR - timedelta(seconds=1))
    assert (first.version, first.published_at) == (1, NOW)
    assert shown(intake, NEW_YEAR - timedelta(seconds=1)) == (1, a_procedure().name)
    assert shown(intake, NEW_YEAR) == (2, "Tên mới")
    quote = presenters.draft_view(intake.store, draft, a_call(at=NEW_YEAR)).quote
    assert quote
    assert quote.total == 0


def test_a_correction_of_today_leaves_the_version_of_next_year_planned() -> None:
    intake = Intake()
    intake.opened()
    actions.put_procedure(intake.store, CODE, a_procedure(**TO_COME), at=NOW)
    assert actions.put_procedure(intake.store, CODE, a_procedure(name="Sửa"), at=NOW) == 3
    assert shown(intake, NOW) == (3, "Sửa")
    assert shown(intake, NEW_YEAR) == (2, "Tên mới")


def test_a_procedure_of_next_year_takes_no_dossier_yet() -> None:
    intake = Intake()
    actions.put_procedure(intake.store, CODE, a_procedure(**TO_COME), at=NOW)
    assert presenters.catalogue(intake.store, CatalogueQuery(), CURSORS, NOW).items == ()
    with pytest.raises(NotFound):
        presenters.procedure(intake.store, CODE, NOW)
    with pytest.raises(actions.UnknownProcedure):
        actions.begin_draft(intake.store, NewDraft(procedure=CODE, agency=AGENCY), a_call())


@pytest.mark.parametrize(
    "of", [{"valid_from": "2025-07-01", "valid_until": "2026-11-22"}, {"valid_from": "2026-11-24"}]
)
def test_an_agency_abolished_or_not_yet_founded_takes_no_dossier(of: dict[str, str]) -> None:
    intake = Intake()
    draft = intake.opened()
    intake.attached(draft)
    intake.store.directory.put_agency(Agency(code=AGENCY, name="Trung tâm", **of))
    for act in (
        lambda: actions.begin_draft(
            intake.store, NewDraft(procedure=CODE, agency=AGENCY), a_call()
        ),
        lambda: actions.file(intake.store, draft.id, Filing(), a_call()),
    ):
        with pytest.raises(actions.UnknownAgency):
            act()


def test_an_agency_takes_dossiers_on_its_first_and_last_day() -> None:
    intake = Intake()
    agency = Agency(
        code=AGENCY, name="Trung tâm", valid_from="2026-11-23", valid_until="2026-11-23"
    )
    intake.store.directory.put_agency(agency)
    assert intake.opened()
