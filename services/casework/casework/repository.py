"""The table of casework: cases with their audit entries, procedures by version, agencies' hours."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from casework.domain.acts import Act
from casework.domain.audit_entry import SYSTEM, AuditEntry, acts_list, audit_entry, list_of
from casework.domain.case import Case, Transition
from casework.domain.clock import clock_at_acceptance
from casework.domain.cooperation import sees
from casework.domain.listing import AWAITED, milestone_lists, place, places_until
from casework.domain.proposal import ProposedContents
from casework.domain.proposals import ProposalRequired
from casework.domain.supervision import PerformedAct
from casework.domain.transitions import states_after
from casework.repositories.locks import CaseLocks
from casework.repositories.on_the_spot import SpotFigureRepository, counted_on_the_spot
from casework.repositories.personal_rows import PersonalRows
from casework.repositories.procedure_versions import ProcedureVersions
from casework.repositories.result_files import ResultFiles
from contracts.procedure_terms import Limit
from contracts.result_content import ResultContent
from contracts.terms import channel_of_terms
from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.persistence.items import Absent, Item, Put, Write
from kit.persistence.query import Query
from kit.security.staff_directory import Staff
from law.clock.facts import ClockFacts
from law.time_limit import latest_limit

if TYPE_CHECKING:  # the functions that answer requests import no events of intake
    from contracts.intake import ProcedurePublished

PROPOSED: Final = "PROPOSED"
AUDIT_ENTRIES: Final = "ACT#"
ESCALATIONS: Final = 4
"""The most that follow each other: a limit has no more milestones."""


class CaseworkRepository(
    CaseLocks, ResultFiles, SpotFigureRepository, PersonalRows, ProcedureVersions
):
    """The only door to the table of casework."""

    def case(self, code: str) -> Case | None:
        """The case of a dossier, or None."""
        return self.load(Case, code)

    def case_for(self, official: Staff, code: str) -> Case:
        """Raises NotFound, also for a case that the official's agencies have nothing to do with."""
        case = self.case(code)
        if case is None or not sees(case, official):
            raise NotFound
        return case

    def audit_entries_of(self, case: Case) -> list[AuditEntry]:
        """Every act on a case, oldest first, its reason opened."""
        context = {"cipher": self.cipher(case.vault)}
        items = self._table.all(Query(partition=case.pk, prefix=AUDIT_ENTRIES))
        return [AuditEntry.model_validate_json(item.doc, context=context) for item in items]

    def acts_on(self, agency: str, day: date) -> Iterator[PerformedAct]:
        """What officials did on cases of an agency on a day, their reasons sealed."""
        query = Query(index="by-at", partition=acts_list(agency, day))
        for item in self._table.all(query):
            entry = AuditEntry.model_validate_json(item.doc, context={"cipher": None})
            yield PerformedAct(item.pk.partition("#")[2], entry)

    def latest_act_at(self, case: Case) -> datetime:
        """When the latest act on the case happened; the clock's own say nothing of it."""
        query = Query(
            partition=case.pk, prefix=AUDIT_ENTRIES, newest_first=True, limit=ESCALATIONS + 1
        )
        entries = (
            AuditEntry.model_validate_json(item.doc, context={"cipher": None})
            for item in self._table.query(query).items
        )
        acts = (entry.moment for entry in entries if entry.act != "escalate")
        return next(acts, case.filed_at)

    def has_performed(self, case: Case, act: Act, request: str) -> bool:
        """Whether this very request led to the act before; the entry is read only if it may be."""
        if case.state not in states_after(act):
            return False
        items = self._table.all(Query(partition=case.pk, prefix=AUDIT_ENTRIES))
        entries = (AuditEntry.model_validate_json(i.doc, context={"cipher": None}) for i in items)
        return any(entry.request == request for entry in entries)

    def time_limit_of(self, case: Case, at: datetime) -> Limit:
        """The time limit of a case that is accepted then, by the version in force."""
        return self.limit_in(self.procedure_in_force(case.procedure.code, at), case, at)

    def limit_in(self, procedure: "ProcedurePublished | None", case: Case, at: datetime) -> Limit:
        """The time limit of a case that is accepted then under that version."""
        limits = procedure.limits if procedure else ()
        calendar, channel = self.calendar_of(case.agency), channel_of_terms(case.channel)
        return latest_limit(calendar, limits, channel, at, case=case.limit_case)

    def clock_of(self, case: Case) -> ClockFacts:
        """What its due date follows from; of a case older than these facts, the acceptance."""
        if case.clock:
            return case.clock
        at = case.accepted_at or case.filed_at
        return clock_at_acceptance(self.time_limit_of(case, at), at=at)

    def proposed_contents(self, case: Case) -> tuple[ResultContent, ...]:
        """What the results of the case's proposal say; raises ProposalRequired, Unreadable."""
        item = self._table.get(case.pk, PROPOSED)
        if item is None or case.proposal is None:
            raise ProposalRequired
        context = {"cipher": self.cipher(case.vault)}
        proposed = ProposedContents.model_validate_json(item.doc, context=context)
        if proposed.at != case.proposal.at:
            raise ProposalRequired
        return proposed.contents

    def awaited_supplements_due(self, upto: datetime) -> Iterator[str]:
        """The codes of cases whose supplements were due until then, the oldest first."""
        query = Query(index="by-at", partition=AWAITED, upto=places_until(upto))
        return (json.loads(item.doc)["code"] for item in self._table.all(query))

    def milestones_passed(self, upto: datetime) -> Iterator[str]:
        """The codes of cases whose clocks passed a milestone until then."""
        for partition in milestone_lists():
            query = Query(index="by-at", partition=partition, upto=places_until(upto))
            for item in self._table.all(query):
                yield json.loads(item.doc)["code"]

    def commit_act(
        self,
        transition: Transition,
        *,
        at: datetime,
        actor: str = SYSTEM,
        request: str | None = None,
        cause: Envelope | None = None,
    ) -> Case:
        """The act with its event and its audit entry; raises Conflict, Duplicate."""
        case = transition.case
        entry = audit_entry(transition, at=at, actor=actor, request=request)
        doc = entry.model_dump_json(context={"cipher": self.cipher(case.vault)})
        listed = list_of(entry)
        where = {"by": listed, "at": place(entry.at, case.id)} if listed else {}
        item = Item(case.pk, f"{AUDIT_ENTRIES}{entry.seq:06d}", doc, entry.seq, where)
        name = transition.applicant.full_name if transition.applicant else None
        writes = (
            Put(item, Absent()),
            *self.listing_writes(case, name),
            *self._search_writes_of(transition),
            *self._proposed(transition),
            *counted_on_the_spot(transition),
        )
        self.commit([Change(case, transition.event, writes)], at=at, cause=cause)
        return case.evolve(version=case.version + 1)

    def _search_writes_of(self, transition: Transition) -> Iterator[Put]:
        """What the search finds a case by, where it is new or elsewhere."""
        if transition.state_before is None:
            yield from self.applicant_writes(transition.case, transition.applicant)
        elif transition.act == "hand_over":
            yield from self.moved_search_writes(transition.case)

    def _proposed(self, transition: Transition) -> tuple[Put, ...]:
        """The contents of a proposal replace those of the last one."""
        case, contents = transition.case, transition.contents
        if contents is None:
            return ()
        doc = contents.model_dump_json(context={"cipher": self.cipher(case.vault)})
        return (Put(Item(case.pk, PROPOSED, doc)),)

    def forget_applicant(self, case: Case, *, cause: Envelope | None = None, at: datetime) -> None:
        """Lists and the search have nothing of the applicant any more; raises Conflict,
        Duplicate.
        """
        writes: list[Write] = [*self.nameless_writes(case), *self.forgetting_writes(case)]
        self.commit([Change(case, None, tuple(writes))], at=at, cause=cause)

    def commit_case(self, case: Case, *, cause: Envelope, at: datetime) -> None:
        """A change of the case without an act; raises Conflict, Duplicate."""
        self.commit([Change(case, None)], at=at, cause=cause)
