"""Every procedure of the catalogue is quoted, filed through each of its channels, supplemented."""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

import pytest

from contracts.casework import CasePapersRequested
from contracts.required_documents import PaperStatement
from contracts.terms import AgencyKind, Applicant, Channel, HandedPaper, channel_of_terms
from contracts.testing.answers import sample_answers
from data import shapes
from intake.domain.demanded_papers import cases_to_choose
from intake.domain.desk_entry import PROOFS, DeskChannel, DeskEntry
from intake.domain.dossier import Dossier
from intake.domain.draft import Draft
from intake.domain.draft_content import DraftContent
from intake.domain.procedure_content import ProcedureContent
from intake.domain.profile import OrganisationProfile
from intake.dossiers.supplement import SupplementDossier, supplement_dossier
from intake.drafts.enter import EnterDraft, enter_draft
from intake.drafts.overview import overview_of
from intake.filing.file import FileDraft
from intake.forms.general import form_of
from kit.core.errors import ServiceError
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.security.people import PersonLink
from kit.security.staff_directory import Agency, Staff
from kit.testing.clock import NOW
from tests.unit.intake.world import AGENCY, AN, PDF, World, an_announcement

SAMPLE_SIZE: Final = 50
SEED: Final = 2026
OFFICES: Final = {kind: f"H49.{80 + place}" for place, kind in enumerate(get_args(AgencyKind))}
DESK: Final = Staff(sub="desk", roles=("receptionist",), agencies=("H49",), name="Trần Thị Lan")
BINH: Final = Applicant(
    full_name="Phạm Văn Bình", identity_number="022090001111", address="Thôn 2, xã Ba Chẽ"
)
COMPANY: Final = OrganisationProfile(name="Công ty TNHH Bãi Cháy", tax_code="5700100104")
COMPANY_APPLICANT: Final = BINH.evolve(organisation=COMPANY.name, tax_code=COMPANY.tax_code)
REQUESTED: Final = CasePapersRequested(
    request="R-1", items=("Bản sao hợp đồng thuê nhà",), reason="sealed:x", due=NOW
)
NOTE: Final = {"note": "Hợp đồng số 5"}


@dataclass(frozen=True)
class Entry:
    """A procedure of the catalogue."""

    code: str
    content: ProcedureContent

    @property
    def agency(self) -> str:
        """The office that offers it, or one of a kind that does."""
        offers = self.content.offered_by
        return offers[0].agency or OFFICES[offers[0].kind] if offers else AGENCY

    @property
    def statement(self) -> PaperStatement:
        """Its first case of papers, where there are some to choose from."""
        return PaperStatement(cases=cases_to_choose(self.content)[:1])

    @property
    def is_of_organisations(self) -> bool:
        return "citizen" not in self.content.applicants

    def channels(self) -> Iterator[Channel]:
        for channel in get_args(Channel):
            if channel_of_terms(channel) in self.content.channels:
                yield channel


class EveryWorld(World):
    """An office of each kind, and a desk that may enter for all of them."""

    def __init__(self) -> None:
        super().__init__(is_demo=True)
        self.employ(DESK)
        for kind, code in OFFICES.items():
            office = Agency(code=code, name=kind, kind=kind, valid_from="2025-07-01")
            self.directory.put_agency(office)
        for each in shapes.agencies().agencies:
            if each.kind == "department":
                department = Agency(
                    code=each.code, name=each.name, kind=each.kind, valid_from=each.valid_from
                )
                self.directory.put_agency(department)

    def quote(self, entry: Entry, channel: Channel) -> None:
        """In each of its cases."""
        for case in (None, *entry.content.cases):
            body = {"procedure": entry.code, "channel": channel, "case": case}
            answer = self.client.post("/v1/quotes", "", body)
            assert answer.status == 200, (entry.code, channel, case, answer.body)
            unknown = [fee for fee in answer.body["fees"] if fee["amount"] is None]
            assert answer.body["assessed_by_agency"] == bool(unknown)

    def file_online(self, entry: Entry) -> Dossier:
        sub = f"citizen-{entry.code}"
        self.update_profile(
            AN.evolve(organisation=COMPANY) if entry.is_of_organisations else AN, sub
        )
        content = DraftContent(
            procedure=entry.code,
            agency=entry.agency,
            answers=sample_answers(form_of(entry.content).model_dump(mode="json")),
            statement=entry.statement,
        )
        draft = self.create_draft(content, sub=sub)
        for component in self.missing_papers(draft):
            self.attach(draft, component=component)
        return self.file(draft, sub=sub)

    def file_at_desk(self, entry: Entry, channel: DeskChannel) -> Dossier:
        posted = {"posted_on": "2026-11-20", "received_at": NOW} if channel == "post" else {}
        applicant = COMPANY_APPLICANT if entry.is_of_organisations else BINH
        facts: dict[str, Any] = {"channel": channel, "by": DESK.sub, "proof": PROOFS[channel][0]}
        desk_entry = DeskEntry.model_validate({**facts, **posted, "applicant": applicant})
        command = EnterDraft(
            id=new_ulid(self.clock()),
            official=DESK,
            content=DraftContent(
                procedure=entry.code, agency=entry.agency, statement=entry.statement
            ),
            entry=desk_entry,
        )
        draft = enter_draft(self.intake, self.directory, command, at=self.clock())
        handed = tuple(
            HandedPaper(component=component, originals=1)
            for component in self.missing_papers(draft)
        )
        filing = FileDraft(draft=draft.id, owner=DESK, handed=handed)
        return self.service.filer.file(filing, at=self.clock())

    def missing_papers(self, draft: Draft) -> list[str]:
        """As the task list of the draft names them."""
        missing = overview_of(self.intake, self.directory, draft, at=self.clock()).missing
        return [name.removeprefix("papers.") for name in missing if name.startswith("papers.")]

    def supplement(self, dossier: Dossier, channel: Channel) -> None:
        """The agency requests a paper; who filed sends it."""
        self.service.inbox.handle(self.request_of(dossier))
        draft = self.intake.draft(dossier.draft)
        assert draft is not None
        owner: Any = PersonLink(person=draft.owner) if draft.owner else DESK
        if channel == "online":
            self.attach_later(draft, dossier)
        command = SupplementDossier(
            code=dossier.id, owner=owner, request="S-1", attachments=None, answers=NOTE
        )
        sent = supplement_dossier(self.intake, command, at=self.clock())
        assert len(sent.supplements) == 1

    def attach_later(self, draft: Draft, dossier: Dossier) -> None:
        """A file for the first component, where the procedure has any."""
        procedure = self.intake.procedure(dossier.procedure.code, self.clock())
        assert procedure is not None
        for component in procedure.content.documents[:1]:
            self.upload(self.announce(draft, an_announcement(PDF, component.id)))

    def request_of(self, dossier: Dossier) -> Envelope:
        return Envelope(
            id=new_ulid(self.clock()),
            type=REQUESTED.TYPE,
            version=1,
            source="casework",
            subject=dossier.id,
            sequence=4,
            time=self.clock(),
            trace="T",
            vault=dossier.vault,
            dossier=dossier.id,
            data=REQUESTED.model_dump(mode="json"),
        )


def live(entry: Entry, world: EveryWorld) -> Iterator[str]:
    """The channels of a procedure that a citizen could not go to the end of, with the reason."""
    world.publish(entry.content, entry.code)
    for channel in entry.channels():
        try:
            world.quote(entry, channel)
            if channel == "online":
                dossier = world.file_online(entry)
            else:
                dossier = world.file_at_desk(entry, channel)
            world.supplement(dossier, channel)
        except ServiceError as error:
            yield f"{entry.code} {channel}: {error.code} {error.field}"


def entries(listed: Sequence[Any]) -> list[Entry]:
    return [
        Entry(each["code"], ProcedureContent.model_validate_json(json.dumps(each["content"])))
        for each in listed
    ]


def core_and_sample() -> list[Entry]:
    """The core procedures and fifty of the others."""
    core = {each.code for each in shapes.catalogue().procedures}
    listed = [each for each in shapes.all_entries() if each["code"] != "1.0133611"]
    others = [each for each in listed if each["code"] not in core]
    chosen = random.Random(SEED).sample(others, SAMPLE_SIZE)
    return entries([each for each in listed if each["code"] in core] + chosen)


def every() -> list[Entry]:
    return entries([each for each in shapes.all_entries() if each["code"] != "1.0133611"])


@pytest.mark.parametrize("sample", [core_and_sample, pytest.param(every, marks=pytest.mark.soak)])
def test_each_procedure_is_quoted_filed_through_its_channels_and_supplemented(sample: Any) -> None:
    procedures = sample()
    world, filings, failed = EveryWorld(), Counter[Channel](), list[str]()
    for entry in procedures:
        failed += live(entry, world)
        filings.update(entry.channels())
    impossible = {failure.split()[0] for failure in failed}
    print(
        f"{len(procedures)} procedures, {filings.total()} filings "
        f"({', '.join(f'{n} {channel}' for channel, n in filings.items())}), "
        f"{len(impossible)} impossible"
    )
    assert len(impossible) <= len(procedures) / 100, failed
