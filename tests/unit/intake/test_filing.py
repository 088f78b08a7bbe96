"""The filing of a draft: from what a citizen prepares to a dossier with a code."""

import re
from datetime import timedelta

import pytest

from contracts.intake import DossierFiled
from contracts.printable import NotPrintable
from contracts.routes import INTAKE, ROUTES
from contracts.terms import CODE_PATTERN
from intake.domain.completeness import PaperMissing
from intake.domain.lookup_key import is_well_formed
from intake.domain.offered_terms import ChannelNotOffered, UnknownCase
from intake.domain.required_documents import PaperForeign, PaperUnchecked
from intake.dossiers.get import GetDossier, get_dossier
from kit.core.errors import NotFound, ServiceError
from kit.core.events import Envelope
from kit.platform import fault_injection
from kit.security.people import PersonLink, PersonMissing
from kit.security.staff_directory import Staff
from kit.testing.clock import NOW
from tests.unit.intake.world import (
    AGENCY,
    AN,
    NEW_DRAFT,
    PDF,
    World,
    a_procedure,
    a_rule,
)


def filed_events(world: World) -> list[Envelope]:
    return [event for event in world.events() if event.type == "dossier.filed"]


def test_filing_gives_a_code_of_the_official_form_a_look_up_key_and_one_event_with_everything() -> (
    None
):
    world = World()
    draft = world.prepare_draft()
    attachment = world.attach(draft)
    dossier = world.file(draft)

    assert dossier.id == f"{AGENCY}-261123-0001"
    assert re.match(CODE_PATTERN, dossier.id)
    assert is_well_formed(str(dossier.lookup_key))
    (event,) = filed_events(world)
    assert (event.subject, event.dossier, event.vault, event.sequence) == (
        dossier.id,
        dossier.id,
        draft.id,
        1,
    )
    declaration = world.intake.read(event, DossierFiled)
    assert declaration.contact is not None
    assert declaration.owner is not None
    assert declaration.applicant.full_name == AN.full_name
    assert declaration.contact.phone == "+84912345678"
    assert declaration.contact.language == "vi"
    assert (declaration.quote.total, declaration.quote.pay) == (150_000, "before_acceptance")
    assert [paper.sha256 for paper in declaration.papers] == [attachment.sha256]
    assert [paper.name for paper in declaration.papers] == ["Giấy đề nghị"]
    assert (declaration.lookup_key, declaration.owner.sub) == (dossier.lookup_key, "an")


def test_nothing_personal_is_stored_or_sent_open() -> None:
    world = World()
    draft = world.prepare_draft()
    world.update_draft(draft, {"request": "Bán phở bò"})
    world.attach(draft)
    dossier = world.file(draft)
    stored = "\n".join(item.doc for item in world.transport.items.values())
    for secret in (
        "Nguyễn",
        str(AN.identity_number),
        "+84912345678",
        AN.email,
        "phở",
        "don.pdf",
        str(dossier.lookup_key),
    ):
        assert secret not in stored


def test_filing_twice_returns_the_same_dossier() -> None:
    world = World()
    draft = world.prepare_draft()
    world.attach(draft)

    first, second = world.file(draft), world.file(draft)

    assert (first.id, first.lookup_key) == (second.id, second.lookup_key)
    assert len(filed_events(world)) == 1


def test_numbers_are_unique_and_increase() -> None:
    world = World()

    codes = [world.file_dossier().id for _ in range(5)]

    assert codes == [f"{AGENCY}-261123-{number:04d}" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("point", "filed_before"), [("file.numbered", 0), ("file.committed", 1), ("commit.before", 0)]
)
def test_a_death_while_filing_loses_nothing_and_doubles_nothing(
    point: str, filed_before: int
) -> None:
    world = World()
    draft = world.prepare_draft()
    world.attach(draft)
    plan = fault_injection.Plan(kill={point: 1})
    with fault_injection.injected(plan), pytest.raises(fault_injection.Killed):
        world.file(draft)
    assert len(filed_events(world)) == filed_before

    dossier = world.file(draft)

    assert [event.subject for event in filed_events(world)] == [dossier.id]
    filed = world.intake.draft(draft.id)
    assert filed is not None
    assert (filed.state, filed.code) == ("filed", dossier.id)


def test_a_required_document_that_is_missing_is_named() -> None:
    world = World()
    draft = world.prepare_draft()
    with pytest.raises(PaperMissing) as refused:
        world.file(draft)
    assert refused.value.field == "papers.tp01"
    assert "Giấy đề nghị" in refused.value.message("vi")
    assert filed_events(world) == []
    assert not [pk for pk, _ in world.transport.items if pk.startswith("NUMBERS#")]


def test_an_attachment_that_was_not_uploaded_is_unchecked() -> None:
    world = World()
    draft = world.prepare_draft()
    attachment = world.announce(draft)
    with pytest.raises(PaperUnchecked) as refused:
        world.file(draft)
    assert refused.value.field == f"papers.{attachment.id}"


def test_an_upload_that_was_given_up_does_not_stand_in_the_way() -> None:
    world = World()
    draft = world.prepare_draft()
    world.announce(draft)
    good = world.attach(draft)
    with pytest.raises(PaperUnchecked):
        world.file(draft, at=NOW + timedelta(minutes=15))

    dossier = world.file(draft, at=NOW + timedelta(minutes=16))

    assert [paper.id for paper in dossier.attachments] == [good.id]


def test_the_chosen_attachments_are_filed_and_no_others() -> None:
    world = World()
    draft = world.prepare_draft()
    world.announce(draft)
    good = world.attach(draft)

    dossier = world.file(draft, good.id)

    assert [paper.id for paper in dossier.attachments] == [good.id]


def test_a_rejected_attachment_does_not_stand_in_the_way_of_a_better_one_and_cannot_be_filed() -> (
    None
):
    world = World()
    draft = world.prepare_draft()
    bad = world.attach(draft, PDF[:200])
    good = world.attach(draft)
    with pytest.raises(PaperUnchecked):
        world.file(draft, bad.id, good.id)

    dossier = world.file(draft)

    assert [paper.id for paper in dossier.attachments] == [good.id]


def test_somebody_elses_attachment_is_foreign() -> None:
    world = World()
    theirs = world.attach(world.prepare_draft(sub="binh"))
    draft = world.prepare_draft()
    mine = world.attach(draft)
    with pytest.raises(PaperForeign) as refused:
        world.file(draft, mine.id, theirs.id)
    assert refused.value.field == "papers.1"


def test_a_person_without_a_profile_cannot_file() -> None:
    world = World()
    world.publish(a_procedure())
    draft = world.create_draft(sub="chi")
    with pytest.raises(PersonMissing):
        world.file(draft, sub="chi")


@pytest.mark.parametrize("text", [{"full_name": "An 😀"}, {"address": "Khu Ⅱ"}])
def test_an_unprintable_profile_of_older_rules_is_asked_for_again_before_filing(
    text: dict[str, str],
) -> None:
    world = World()
    draft = world.prepare_draft()
    world.attach(draft)
    world.update_profile(AN.model_copy(update=dict(text)))

    with pytest.raises(NotPrintable) as refused:
        world.file(draft)

    assert refused.value.field == "me"
    assert not filed_events(world)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"channels": ("counter",)}, ChannelNotOffered), ({"fee_rules": (a_rule(),)}, UnknownCase)],
)
def test_a_draft_was_filed_in_a_way_or_case_that_the_procedure_no_longer_has(
    changes: dict[str, object], refusal: type[ServiceError]
) -> None:
    world = World()
    cases = {"fee_rules": (a_rule(), a_rule(id="1.001612-2", amount=300_000, case="nhanh"))}
    world.prepare_draft(a_procedure(**cases))
    draft = world.create_draft(NEW_DRAFT.evolve(case="nhanh"))
    world.attach(draft)
    world.publish(a_procedure(**(cases | changes)))

    with pytest.raises(refusal):
        world.file(draft)
    assert filed_events(world) == []


def test_the_owner_and_officials_of_the_agency_read_the_dossier_and_nobody_else() -> None:
    world = World()
    code = world.file_dossier().id
    official = Staff(sub="officer", roles=("officer",), agencies=("H49.61",))
    readers = (
        GetDossier(code=code, citizen=PersonLink(person="an")),
        GetDossier(code=code, official=official),
    )
    strangers = (
        GetDossier(code=code, citizen=PersonLink(person="binh")),
        GetDossier(code=code, official=official.evolve(agencies=("H49.6",))),
        GetDossier(code=code),
    )

    for reader in readers:
        filed = get_dossier(world.intake, reader, at=world.clock())
        assert filed.declaration is not None
        assert filed.declaration.applicant.full_name == AN.full_name
        assert filed.contact is not None
        assert (filed.contact.email, filed.dossier.quote.total) == (AN.email, 150_000)
    for stranger in strangers:
        with pytest.raises(NotFound):
            get_dossier(world.intake, stranger, at=world.clock())


def test_my_dossiers_come_in_pages_and_only_mine() -> None:
    world = World()
    for sub in ("an", "an", "an", "binh"):
        world.file_dossier(sub)
        world.clock.advance(timedelta(minutes=1))

    first = world.client.get("/v1/me/dossiers?limit=2", "an").body
    rest = world.client.get(f"/v1/me/dossiers?limit=2&cursor={first['next']}", "an").body

    codes = [line["code"] for line in (*first["items"], *rest["items"])]
    assert [code[-4:] for code in codes] == ["0003", "0002", "0001"]
    assert rest["next"] is None


def test_intake_handles_exactly_the_events_that_are_routed_to_it_and_each_once() -> None:
    world = World()
    handlers = world.service.event_handlers
    assert set(handlers) == {event for event, services in ROUTES.items() if INTAKE in services}
    world.attach(world.prepare_draft())
    (event,) = (event for event in world.events() if event.type == "paper.checked")
    before = len(world.transport.items)

    world.service.inbox.handle(event)
    world.service.inbox.handle(event)

    assert len(world.transport.items) == before + 1
