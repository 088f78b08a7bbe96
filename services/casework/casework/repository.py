"""The table of casework: cases with their audit entries, procedures by version, agencies' hours."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from casework.domain.acts import Act
from casework.domain.audit_entry import SYSTEM, AuditEntry, audit_entry
from casework.domain.case import Case, Transition
from casework.domain.clock import clock_at_acceptance
from casework.domain.cooperation import sees
from casework.domain.procedure import in_force
from casework.domain.proposal import ProposedContents
from casework.domain.proposals import ProposalRequired
from casework.domain.transitions import states_after
from casework.repositories.agency_calendars import AgencyCalendars
from casework.repositories.listings import AWAITED, listed_by_wait, listed_for_consulted
from casework.repositories.on_the_spot import SpotFigureRepository, counted_on_the_spot
from contracts.intake import ProcedurePublished
from contracts.procedure_terms import Limit
from contracts.result_content import ResultContent
from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.core.model import Aggregate
from kit.core.time import stamp
from kit.persistence.items import Absent, Item, Put
from kit.persistence.query import Query
from kit.security.staff_directory import Staff
from law.clock.facts import ClockFacts
from law.time_limit import latest_limit

PROPOSED: Final = "PROPOSED"
AUDIT_ENTRIES: Final = "ACT#"
VERSIONS: Final = "FROM#"
VERSIONS_READ: Final = 20
"""The newest versions of a procedure that are looked at for the one in force."""
CasePage = tuple[list[Case], str | None]
"""Cases, and where the rest begins."""


class CaseworkRepository(AgencyCalendars, SpotFigureRepository):
    """The only door to the table of casework."""

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """Open cases of an agency by what is due first, closed ones by when they ended."""
        if not isinstance(state, Case):
            return {}
        if state.closed_at:
            return {"by": f"{state.agency}#closed", "at": stamp(state.closed_at)}
        return {"by": f"{state.agency}#open", "at": stamp(state.next_due_at)}

    def case(self, code: str) -> Case | None:
        """The case of a dossier, or None."""
        return self.load(Case, code)

    def case_for(self, official: Staff, code: str) -> Case:
        """Raises NotFound, also for a case that the official's agencies have nothing to do with."""
        case = self.case(code)
        if case is None or not sees(case, official):
            raise NotFound
        return case

    def open_cases_of(self, agency: str, *, after: str | None, limit: int) -> CasePage:
        """What is due first comes first."""
        return self._cases(f"{agency}#open", after, limit)

    def closed_cases_of(self, agency: str, *, after: str | None, limit: int) -> CasePage:
        """What ended first comes first."""
        return self._cases(f"{agency}#closed", after, limit)

    def cases_consulting(self, agency: str, *, after: str | None, limit: int) -> CasePage:
        """Those on which the agency is consulted; whose answer is due first comes first."""
        query = Query(index="by-at", partition=f"{agency}#consulted", after=after, limit=limit)
        page = self._table.query(query)
        cases = (self.case(json.loads(item.doc)["code"]) for item in page.items)
        return [case for case in cases if case], page.after

    def audit_entries_of(self, case: Case) -> list[AuditEntry]:
        """Every act on a case, oldest first, its reason opened."""
        context = {"cipher": self.cipher(case.vault)}
        items = self._table.all(Query(partition=case.pk, prefix=AUDIT_ENTRIES))
        return [AuditEntry.model_validate_json(item.doc, context=context) for item in items]

    def latest_act_at(self, case: Case) -> datetime:
        """When the latest act on the case happened."""
        query = Query(partition=case.pk, prefix=AUDIT_ENTRIES, newest_first=True, limit=1)
        entries = (
            AuditEntry.model_validate_json(item.doc, context={"cipher": None})
            for item in self._table.query(query).items
        )
        return next((entry.moment for entry in entries), case.filed_at)

    def has_performed(self, case: Case, act: Act, request: str) -> bool:
        """Whether this very request led to the act before; the entry is read only if it may be."""
        if case.state not in states_after(act):
            return False
        items = self._table.all(Query(partition=case.pk, prefix=AUDIT_ENTRIES))
        entries = (AuditEntry.model_validate_json(i.doc, context={"cipher": None}) for i in items)
        return any(entry.request == request for entry in entries)

    def procedure_in_force(self, code: str, at: datetime) -> ProcedurePublished | None:
        """The version of a procedure in force, or None if none was ever published."""
        query = Query(
            partition=f"PROCEDURE#{code}", prefix=VERSIONS, newest_first=True, limit=VERSIONS_READ
        )
        page = self._table.query(query)
        return in_force([ProcedurePublished.model_validate_json(i.doc) for i in page.items], at)

    def time_limit_of(self, case: Case, at: datetime) -> Limit:
        """The time limit of a case that is accepted then, by the version in force."""
        return self.limit_in(self.procedure_in_force(case.procedure.code, at), case, at)

    def limit_in(self, procedure: ProcedurePublished | None, case: Case, at: datetime) -> Limit:
        """The time limit of a case that is accepted then under that version."""
        limits = procedure.limits if procedure else ()
        calendar = self.calendar_of(case.agency)
        return latest_limit(calendar, limits, case.channel, at, case=case.limit_case)

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
        query = Query(index="by-at", partition=AWAITED, upto=stamp(upto))
        return (json.loads(item.doc)["code"] for item in self._table.all(query))

    def add_procedure_version(
        self, published: ProcedurePublished, *, cause: Envelope, at: datetime
    ) -> None:
        """Raises Duplicate."""
        version = published.procedure.version
        sk = f"{VERSIONS}{stamp(published.valid_from)}#{version:06d}"
        item = Item(f"PROCEDURE#{published.procedure.code}", sk, published.model_dump_json())
        self.record(cause, at, [Put(item)])

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
        item = Item(case.pk, f"{AUDIT_ENTRIES}{entry.seq:06d}", doc, entry.seq)
        writes = (
            Put(item, Absent()),
            *listed_by_wait(transition),
            *listed_for_consulted(transition),
            *self._proposed(transition),
            *counted_on_the_spot(transition),
        )
        self.commit([Change(case, transition.event, writes)], at=at, cause=cause)
        return case.evolve(version=case.version + 1)

    def _proposed(self, transition: Transition) -> tuple[Put, ...]:
        """The contents of a proposal replace those of the last one."""
        case, contents = transition.case, transition.contents
        if contents is None:
            return ()
        doc = contents.model_dump_json(context={"cipher": self.cipher(case.vault)})
        return (Put(Item(case.pk, PROPOSED, doc)),)

    def commit_case(self, case: Case, *, cause: Envelope, at: datetime) -> None:
        """A change of the case without an act; raises Conflict, Duplicate."""
        self.commit([Change(case, None)], at=at, cause=cause)

    def _cases(self, listing: str, after: str | None, limit: int) -> CasePage:
        query = Query(index="by-at", partition=listing, after=after, limit=limit)
        page = self._table.query(query)
        return [self.parse(Case, item.doc) for item in page.items], page.after
