"""Filing: a draft becomes a dossier, with everything its hearers need in one event."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from pydantic import Field

from contracts.intake import DossierFiled
from contracts.terms import AgencyCode, Channel, FiledPaper, Moment, Owner, ProcedureRef, Quote
from intake.domain.attachment import Paper
from intake.domain.draft import Draft
from intake.domain.person import Person
from intake.domain.procedure import Procedure
from kit.core.errors import Conflicting, Invalid
from kit.core.model import Aggregate, Body, Model, Sealed
from kit.security.staff_directory import Agency

LONGEST_NAME: Final = 120
"""Characters of a paper's name in an event: forty papers must fit into one."""


class PaperMissing(Invalid):
    """A required paper is not there."""

    code = "paper_missing"
    vi = "Thiếu giấy tờ bắt buộc: {name}."
    en = "A required paper is missing: {name}."


class PaperForeign(Invalid):
    """A paper was named that does not belong to this draft."""

    code = "paper_foreign"
    vi = "Giấy tờ này không thuộc hồ sơ."
    en = "This paper does not belong to the draft."


class PaperUnchecked(Conflicting):
    """A paper is not uploaded, not checked yet, or was rejected."""

    code = "paper_unchecked"
    vi = "Giấy tờ chưa được kiểm tra xong hoặc không đạt."
    en = "The paper has not passed its checks."


class PersonMissing(Conflicting):
    """The person has not said who they are."""

    code = "person_missing"
    vi = "Xin vui lòng khai thông tin cá nhân trước khi nộp hồ sơ."
    en = "Please say who you are before filing."


class Filing(Body):
    """Which papers to file; without a list, all of the draft's but the rejected and the abandoned."""

    papers: tuple[str, ...] | None = Field(default=None, max_length=40)


class Dossier(Aggregate):
    """Hồ sơ as filed. What was declared lies sealed in its first event."""

    KIND: ClassVar[str] = "DOSSIER"

    draft: str
    procedure: ProcedureRef
    agency: AgencyCode
    agency_name: str
    owner: str
    channel: Channel
    papers: tuple[FiledPaper, ...]
    quote: Quote
    lookup_key: Sealed[str]
    filed_at: Moment

    @property
    def line(self) -> "DossierLine":
        """As its owner's list shows it."""
        return DossierLine(
            code=self.id,
            procedure=self.procedure,
            agency=self.agency,
            agency_name=self.agency_name,
            filed_at=self.filed_at,
        )


class DossierLine(Model):
    """A dossier in its owner's list."""

    code: str
    procedure: ProcedureRef
    agency: str
    agency_name: str
    filed_at: Moment


class Numbered(Model):
    """The code a dossier got, its look-up key and the moment."""

    code: str
    lookup_key: str
    at: Moment


def chosen_papers(
    draft: Draft,
    procedure: Procedure,
    papers: Sequence[Paper],
    named: Sequence[str] | None,
    *,
    at: datetime,
) -> tuple[FiledPaper, ...]:
    """The papers to file; raises PaperForeign, PaperUnchecked, PaperMissing."""
    foreign = [place for place, paper in enumerate(named or ()) if paper not in draft.papers]
    if foreign:
        raise PaperForeign(field=f"papers.{foreign[0]}")
    usable = [p.id for p in papers if p.state != "rejected" and not p.abandoned(at)]
    chosen = [paper for paper in papers if paper.id in (usable if named is None else named)]
    unchecked = [paper.id for paper in chosen if paper.state != "checked"]
    if unchecked:
        raise PaperUnchecked(field=f"papers.{unchecked[0]}")
    present = {paper.component for paper in chosen}
    for component in procedure.content.documents:
        if component.required and component.id not in present:
            raise PaperMissing(field=f"papers.{component.id}", name=component.name)
    names = {
        component.id: component.name[:LONGEST_NAME] for component in procedure.content.documents
    }
    return tuple(
        FiledPaper(id=p.id, component=p.component, name=names.get(p.component, ""), sha256=p.sha256)
        for p in chosen
    )


def file(
    draft: Draft,
    procedure: Procedure,
    person: Person,
    agency: Agency,
    *,
    papers: tuple[FiledPaper, ...],
    numbered: Numbered,
) -> tuple[Dossier, DossierFiled, Draft]:
    """The dossier with its event, and the draft as filed; raises NotInThisState."""
    filed = draft.filed(numbered.code)
    quote = procedure.content.quoted(
        case=draft.case, channel=draft.channel, at=numbered.at, counts=draft.counts
    )
    dossier = Dossier(
        id=numbered.code,
        dossier=numbered.code,
        vault=draft.vault,
        draft=draft.id,
        procedure=procedure.reference,
        agency=agency.code,
        agency_name=agency.name,
        owner=draft.owner,
        channel=draft.channel,
        papers=papers,
        quote=quote,
        lookup_key=numbered.lookup_key,
        filed_at=numbered.at,
    )
    return dossier, _event(dossier, draft, person), filed


def _event(dossier: Dossier, draft: Draft, person: Person) -> DossierFiled:
    return DossierFiled(
        procedure=dossier.procedure,
        agency=dossier.agency,
        agency_name=dossier.agency_name,
        owner=Owner(sub=dossier.owner),
        applicant=person.applicant,
        contact=person.contact,
        channel=dossier.channel,
        papers=dossier.papers,
        answers=draft.answers,
        quote=dossier.quote,
        lookup_key=dossier.lookup_key,
    )
