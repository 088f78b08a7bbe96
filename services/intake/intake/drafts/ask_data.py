"""Registries are asked about a draft, so that nobody hands in what the State has."""

from datetime import datetime
from typing import NamedTuple

from contracts.intake import DataRequested
from contracts.registries import ReplacedPaper
from contracts.terms import Applicant, Owner
from intake.catalogue.offer import offered_procedure
from intake.domain.applicants import declarant_of, entered_declarant
from intake.domain.data_request import papers_to_ask, requested, subject_text
from intake.domain.draft import Draft
from intake.domain.procedure import Procedure
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonMissing
from kit.security.staff_rights import Staff


class AskData(NamedTuple):
    """`by` is the subject of whoever asks; `agrees`: the citizen agrees to what needs consent."""

    draft: str
    owner: Drafter
    by: str
    agrees: bool = False


@retry_on_conflict
def ask_data(intake: IntakeRepository, command: AskData, *, at: datetime) -> Draft:
    """The answers come by themselves; nothing is asked within a minute of the last request,
    or where no paper of the draft is one that data replace.

    Raises NotFound, UnknownProcedure, PersonMissing, TooManyDataRequests, NotInThisState and the
    refusals of `declarant_of`.
    """
    draft = intake.draft_of(command.owner, command.draft)
    procedure = offered_procedure(intake, draft.procedure, at=at)
    applicant = _applicant(intake, draft, procedure)
    papers = papers_to_ask(procedure.content, draft.situation)
    request = requested(draft.data, papers, subject_text(applicant), at)
    if request is None:
        return draft
    official = command.owner if isinstance(command.owner, Staff) else None
    event = DataRequested(
        procedure=draft.procedure,
        agency=draft.agency,
        owner=Owner(sub=draft.owner) if draft.owner else None,
        applicant=applicant,
        papers=tuple(
            ReplacedPaper(component=each.component, name=each.name, database=each.database)
            for each in request.papers
        ),
        agrees=command.agrees,
        by=command.by,
        by_kind="official" if official else "citizen",
        by_name=official.name if official else "",
    )
    updated = draft.ask_data(request)
    intake.commit([Change(updated, event)], at=at)
    return updated.committed()


def _applicant(intake: IntakeRepository, draft: Draft, procedure: Procedure) -> Applicant:
    if draft.entry:
        return entered_declarant(procedure, draft.entry).applicant
    person = intake.person_of(draft)
    if person is None:
        raise PersonMissing(field="me")
    return declarant_of(procedure, person, None).applicant
