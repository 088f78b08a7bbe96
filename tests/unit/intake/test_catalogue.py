"""The catalogue: publishing procedures and finding them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contracts.intake import ProcedurePublished
from contracts.procedure_terms import ResultKind
from contracts.required_documents import Component
from intake.catalogue.offer import UnknownAgency, UnknownProcedure
from intake.catalogue.publish import ProcedureTooLarge
from intake.catalogue.search import SearchCatalogue, search_catalogue
from intake.domain.catalogue_listing import CatalogueListing
from intake.domain.completeness import PaperMissing
from intake.domain.procedure_content import Offer
from kit.security.staff_directory import Agency
from kit.testing.clock import NOW
from tests.unit.intake.world import AGENCY, CODE, World, a_procedure, a_rule

TO_COME: dict[str, Any] = {
    "valid_from": "2027-01-01",
    "name": "Tên mới",
    "fee_rules": (),
    "documents": (),
    "pay": "none",
}
NEW_YEAR = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
"""Midnight in Vietnam."""
SECOND = timedelta(seconds=1)


def papers(count: int, *, length: int) -> tuple[Component, ...]:
    """Optional ones, with names of that length."""
    return tuple(Component(id=f"tp{n}", name="x" * length, required=False) for n in range(count))


def matching_codes(world: World, text: str) -> list[str]:
    return matches_of(world, SearchCatalogue(text=text))


def matches_of(world: World, query: SearchCatalogue) -> list[str]:
    """The codes of what a new process finds."""
    world.service.refresh_listing()
    listing = CatalogueListing(world.intake.listing_head, world.lists.read)
    page, _ = search_catalogue(listing, world.directory, query, at=NOW)
    return [summary.code for summary in page]


def in_force(world: World, at: datetime) -> tuple[int, str]:
    """Version and name, as the procedure and the list have them."""
    procedure = world.intake.procedure(CODE, at)
    world.service.refresh_listing()
    listing = CatalogueListing(world.intake.listing_head, world.lists.read)
    (summary,) = listing.in_force(at).procedures
    assert procedure is not None
    assert (summary.version, summary.name) == (procedure.version, procedure.content.name)
    return procedure.version, procedure.content.name


def test_a_published_version_is_an_event_with_what_casework_needs() -> None:
    world = World()
    assert world.publish(a_procedure()) == 1
    (event,) = world.events()
    published = event.read(ProcedurePublished)
    assert (event.type, event.subject, event.sequence) == ("procedure.published", CODE, 1)
    assert (published.procedure.version, published.pay) == (1, "before_acceptance")
    assert published.limits[0].value == 3
    assert published.valid_from.isoformat() == "2026-11-21T00:00:00+07:00"


def test_the_same_content_again_is_the_same_version_and_no_event() -> None:
    world = World()
    for _ in range(3):
        assert world.publish(a_procedure()) == 1
    assert len(world.events()) == 1


def test_other_content_is_the_next_version_and_the_earlier_one_is_kept() -> None:
    world = World()
    world.publish(a_procedure())
    assert world.publish(a_procedure(fee_rules=(a_rule(amount=1),))) == 2

    newest = world.intake.procedure(CODE, NOW)

    assert newest is not None
    assert newest.version == 2
    versions = [sk for pk, sk in world.transport.items if pk == f"PROC#{CODE}" and "VERSION" in sk]
    assert sorted(versions) == ["VERSION#000001", "VERSION#000002"]


def test_a_procedure_over_64_kb_is_published_with_its_papers_by_reference() -> None:
    content = a_procedure(documents=papers(60, length=2_000))
    world = World()
    assert world.publish(content) == 1
    (event,) = world.events()
    published = event.read(ProcedurePublished)
    assert (published.documents, published.content_sha256) == ((), content.digest)


@pytest.mark.parametrize(
    "content",
    [
        {"documents": papers(200, length=2_000)},
        {"results": tuple(ResultKind(code=f"k{n}", name="x" * 4_000) for n in range(20))},
    ],
    ids=["for an item", "for an event"],
)
def test_a_procedure_too_large_is_refused_and_nothing_is_written(content: dict[str, Any]) -> None:
    world = World()
    with pytest.raises(ProcedureTooLarge):
        world.publish(a_procedure(**content))
    assert world.transport.items == {}


def test_a_day_that_the_calendar_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="valid_from"):
        a_procedure(valid_from="2026-02-30")


def test_an_unknown_procedure_is_not_found() -> None:
    assert World().intake.procedure(CODE, NOW) is None
    assert World().client.get(f"/v1/procedures/{CODE}").code == "not_found"


def test_the_catalogue_is_searched_without_accents() -> None:
    world = World()
    world.publish(a_procedure())

    assert matching_codes(world, "dang ky HỘ") == [CODE]
    assert matching_codes(world, "xe may") == []


@pytest.mark.parametrize(
    ("filters", "matches"),
    [
        ({"field": "Hộ kinh doanh"}, True),
        ({"field": "G05-KD10"}, True),
        ({"field": "Hộ"}, False),
        ({"level": "commune"}, True),
        ({"level": "province"}, False),
        ({"online_level": "full"}, True),
        ({"online_level": "partial"}, False),
        ({"applicant": "citizen"}, True),
        ({"applicant": "organisation"}, False),
        ({"agency": AGENCY}, True),
        ({"agency": "H49.90"}, True),
        ({"agency": "H49.91"}, False),
    ],
)
def test_a_filter_leaves_what_is_exactly_so(filters: dict[str, str], *, matches: bool) -> None:
    world = World()
    facts: dict[str, Any] = {"field_code": "G05-KD10", "levels": ("commune",)}
    offers = (Offer(kind="commune"),)
    world.publish(a_procedure(applicants=("citizen",), offered_by=offers, **facts))
    for code, kind in (("H49.90", "commune"), ("H49.91", "police_province")):
        agency = Agency(code=code, name=code, kind=kind, valid_from="2025-07-01")
        world.directory.put_agency(agency)

    assert bool(matches_of(world, SearchCatalogue.model_validate(filters))) is matches


def test_fields_come_with_the_number_of_their_procedures() -> None:
    world = World()
    for number in range(3):
        world.publish(a_procedure(field="Đất đai" if number else "Hộ tịch"), f"2.00000{number}")
    world.service.refresh_listing()

    items = world.client.get("/v1/fields").body["items"]

    assert [(each["field"], each["procedures"]) for each in items] == [
        ("Hộ tịch", 1),
        ("Đất đai", 2),
    ]


def test_pages_of_the_catalogue_follow_one_another() -> None:
    world = World()
    codes = [f"2.00000{number}" for number in range(5)]
    for code in codes:
        world.publish(a_procedure(name=f"Cấp bản sao {code}"), code)
    world.service.refresh_listing()
    listed: list[str] = []
    path = "/v1/procedures?limit=2"
    page = world.client.get(path).body
    listed += [item["code"] for item in page["items"]]
    while page["next"]:
        page = world.client.get(f"{path}&cursor={page['next']}").body
        listed += [item["code"] for item in page["items"]]
    assert listed == codes


def test_a_version_of_next_year_does_not_price_a_dossier_of_today() -> None:
    world = World()
    draft = world.prepare_draft()
    assert world.publish(a_procedure(**TO_COME)) == 2
    assert world.quoted_total(draft) == 150_000
    with pytest.raises(PaperMissing):
        world.file(draft)
    world.attach(draft)

    dossier = world.file(draft)

    assert (dossier.procedure.version, dossier.quote.total) == (1, 150_000)


def test_a_version_comes_into_force_at_midnight_in_vietnam() -> None:
    world = World()
    draft = world.prepare_draft()
    world.clock.advance(timedelta(days=1))
    world.publish(a_procedure(**TO_COME))

    before = world.intake.procedure(CODE, NEW_YEAR - SECOND)

    assert before is not None
    assert (before.version, before.published_at) == (1, NOW)
    assert in_force(world, NEW_YEAR - SECOND) == (1, a_procedure().name)
    assert in_force(world, NEW_YEAR) == (2, "Tên mới")
    assert world.quoted_total(draft, NEW_YEAR) == 0


def test_a_correction_of_today_leaves_the_version_of_next_year_planned() -> None:
    world = World()
    world.publish(a_procedure())
    world.publish(a_procedure(**TO_COME))
    assert world.publish(a_procedure(name="Sửa")) == 3
    assert in_force(world, NOW) == (3, "Sửa")
    assert in_force(world, NEW_YEAR) == (2, "Tên mới")


def test_a_procedure_of_next_year_takes_no_dossier_yet() -> None:
    world = World()
    world.publish(a_procedure(**TO_COME))
    assert matches_of(world, SearchCatalogue()) == []
    assert world.intake.procedure(CODE, NOW) is None
    with pytest.raises(UnknownProcedure):
        world.create_draft()


@pytest.mark.parametrize(
    "days",
    [{"valid_from": "2025-07-01", "valid_until": "2026-11-22"}, {"valid_from": "2026-11-24"}],
)
def test_an_agency_abolished_or_not_yet_founded_takes_no_dossier(days: dict[str, str]) -> None:
    world = World()
    draft = world.prepare_draft()
    world.attach(draft)
    world.directory.put_agency(Agency(code=AGENCY, name="Trung tâm", **days))
    acts: tuple[Callable[[], object], ...] = (world.create_draft, lambda: world.file(draft))
    for act in acts:
        with pytest.raises(UnknownAgency):
            act()


def test_an_agency_takes_dossiers_on_its_first_and_last_day() -> None:
    world = World()
    world.directory.put_agency(
        Agency(code=AGENCY, name="Trung tâm", valid_from="2026-11-23", valid_until="2026-11-23")
    )
    assert world.prepare_draft()
