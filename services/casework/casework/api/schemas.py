"""What casework answers."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field

from casework.domain.audit_entry import AuditEntry
from casework.domain.case import Case
from casework.domain.fees import FeeState
from casework.domain.supplement_request import SupplementRequest
from casework.domain.transitions import Act, State
from contracts.procedure_terms import SupplementEffect
from contracts.terms import AgencyCode, LocalizedText, SealedResult, SealWanted
from kit.core.local_time import LocalTime
from kit.core.model import Model
from kit.security.staff_directory import Agency, RightsChange, Staff
from law.working_hours import WorkingHours

Next = Annotated[str | None, Field(description="The cursor of the next page; null: the last one")]


class ProcedureView(Model):
    """A procedure as the dossier was filed under it."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    name: Annotated[str, Field(description="Its name in that version")]
    version: Annotated[int, Field(description="The version in force at filing")]


class CaseSummary(Model):
    """A case in the worklist."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    agency: Annotated[AgencyCode, Field(description="The agency that works on it")]
    procedure: Annotated[ProcedureView, Field(description="What was filed")]
    state: Annotated[State, Field(description="Where the case is in its state graph")]
    filed_at: Annotated[LocalTime, Field(description="When the dossier was filed")]
    reception_due: Annotated[
        LocalTime | None, Field(description="Until when the desk accepts or rejects it")
    ]
    due_at: Annotated[LocalTime | None, Field(description="Hẹn trả; null before acceptance")]
    step: Annotated[str | None, Field(description="The step that it is at")]
    desk: Annotated[str | None, Field(description="The desk that has it")]

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls.model_validate(_summary(case))


class CasesView(Model):
    """A page of the worklist."""

    items: Annotated[
        tuple[CaseSummary, ...],
        Field(description="What is due first comes first; with a state there may be fewer"),
    ]
    next: Next


class AuditEntryView(Model):
    """An act on a case."""

    act: Annotated[Act, Field(description="What was done")]
    at: Annotated[LocalTime, Field(description="When")]
    actor: Annotated[str, Field(description="An official's subject, `system` or `applicant`")]
    state_before: Annotated[State | None, Field(description="null: there was no case yet")]
    state_after: Annotated[State, Field(description="The state that it led to")]
    step: Annotated[str | None, Field(description="The step after it")]
    desk: Annotated[str | None, Field(description="The desk after it")]
    reason: Annotated[
        str | None,
        Field(description="Why; null where the act needs none, and for whom it is no business"),
    ]

    @classmethod
    def of(cls, entry: AuditEntry, *, personal: bool) -> Self:
        fields = entry.model_dump(exclude={"seq", "request", "reason"})
        reason = entry.reason if personal and isinstance(entry.reason, str) else None
        return cls(**fields, reason=reason)


class FeeView(Model):
    """A fee of the case, as payments reported it."""

    fee: Annotated[str, Field(description="Its id in payments")]
    state: Annotated[FeeState, Field(description="Whether it is due or how it ended")]


class DueView(Model):
    """Ngày hẹn trả, with how it was found."""

    at: Annotated[LocalTime, Field(description="Ngày hẹn trả")]
    provisional: Annotated[
        bool, Field(description="Whether an official plan of holidays may still move it")
    ]
    steps: Annotated[
        tuple[LocalizedText, ...], Field(description="How it was found, a sentence a step")
    ]


class SupplementRequestView(Model):
    """Yêu cầu bổ sung: what the applicant must add."""

    items: Annotated[tuple[str, ...], Field(description="What is missing")]
    requested_at: Annotated[LocalTime, Field(description="When it was requested")]
    due: Annotated[LocalTime, Field(description="Until when it may come")]
    effect: Annotated[
        SupplementEffect,
        Field(description="restart: the limit starts anew when all is there; pause: it goes on"),
    ]
    received_at: Annotated[LocalTime | None, Field(description="When it came")]

    @classmethod
    def of(cls, request: SupplementRequest) -> Self:
        return cls(**request.model_dump(exclude={"id"}))


class CaseView(CaseSummary):
    """A case with its audit entries."""

    accepted_at: Annotated[LocalTime | None, Field(description="When it was accepted")]
    due: Annotated[DueView | None, Field(description="The due date, explained step by step")]
    supplement: Annotated[
        SupplementRequestView | None, Field(description="The request for supplements, once made")
    ]
    withdrawal_requested_at: Annotated[
        LocalTime | None, Field(description="Since when a request to withdraw waits for a reply")
    ]
    fees: Annotated[tuple[FeeView, ...], Field(description="Its fees, by id")]
    wanted: Annotated[
        tuple[SealWanted, ...], Field(description="The results that the decision gives")
    ]
    results: Annotated[tuple[SealedResult, ...], Field(description="Those that are sealed")]
    closed_at: Annotated[LocalTime | None, Field(description="When it ended")]
    audit_entries: Annotated[
        tuple[AuditEntryView, ...], Field(description="Every act on it, oldest first")
    ]

    @classmethod
    def with_entries(cls, case: Case, entries: Sequence[AuditEntry], *, personal: bool) -> Self:
        """`personal`: whether reasons, which may name people, are shown."""
        request = case.supplement
        return cls.model_validate(
            {
                **_summary(case),
                "accepted_at": case.accepted_at,
                "due": case.due and DueView(**dict(case.due)),
                "supplement": request and SupplementRequestView.of(request),
                "withdrawal_requested_at": case.withdrawal_requested_at,
                "fees": [FeeView(fee=fee, state=state) for fee, state in sorted(case.fees.items())],
                "wanted": case.wanted,
                "results": case.results,
                "closed_at": case.closed_at,
                "audit_entries": [AuditEntryView.of(entry, personal=personal) for entry in entries],
            }
        )


class StaffView(Model):
    """An official with their rights."""

    sub: Annotated[str, Field(description="The subject of their access token")]
    name: Annotated[str, Field(description="Họ tên")]
    roles: Annotated[tuple[str, ...], Field(description="What they may do")]
    agencies: Annotated[tuple[str, ...], Field(description="Where, with all agencies below")]
    desks: Annotated[tuple[str, ...], Field(description="The desks they work at")]

    @classmethod
    def of(cls, official: Staff) -> Self:
        return cls(**official.model_dump())


class RightsChangeView(Model):
    """One change of an official's rights."""

    id: Annotated[str, Field(description="The entry's id, sortable by time")]
    at: Annotated[LocalTime, Field(description="When")]
    by: Annotated[str, Field(description="The subject of the administrator")]
    trace: Annotated[str, Field(description="The request that made it")]
    before: Annotated[StaffView | None, Field(description="null: there were no rights before")]
    after: Annotated[StaffView | None, Field(description="null: every right was taken away")]

    @classmethod
    def of(cls, change: RightsChange) -> Self:
        before, after = (each and StaffView.of(each) for each in (change.before, change.after))
        return cls(
            id=change.id,
            at=change.at,
            by=change.by,
            trace=change.trace,
            before=before,
            after=after,
        )


class RightsChangesView(Model):
    """A page of the history of an official's rights."""

    items: Annotated[tuple[RightsChangeView, ...], Field(description="Newest first")]
    next: Next


class AgencyView(Model):
    """An agency."""

    code: Annotated[str, Field(description="Mã định danh cơ quan")]
    name: Annotated[str, Field(description="In Vietnamese")]
    name_en: Annotated[str | None, Field(description="In English")]
    parent: Annotated[str | None, Field(description="The agency above it")]
    address: Annotated[str | None, Field(description="Where its desk is")]
    mail: Annotated[str | None, Field(description="Where notices to its officials go")]
    valid_from: Annotated[str, Field(description="Its first day, Vietnam")]
    valid_until: Annotated[str | None, Field(description="Its last day, Vietnam")]
    synthetic: Annotated[bool, Field(description="Invented data, marked as such")]
    hours: Annotated[
        tuple[WorkingHours, ...],
        Field(description="Its own hours, in the answer to a replacement; lists leave them out"),
    ] = ()

    @classmethod
    def of(cls, agency: Agency, hours: tuple[WorkingHours, ...] = ()) -> Self:
        return cls(**agency.model_dump(), hours=hours)


class AgenciesView(Model):
    """A page of agencies."""

    items: Annotated[tuple[AgencyView, ...], Field(description="In the order of their codes")]
    next: Next


def _summary(case: Case) -> dict[str, object]:
    return {
        "code": case.id,
        "agency": case.agency,
        "procedure": ProcedureView(**case.procedure.model_dump()),
        "state": case.state,
        "filed_at": case.filed_at,
        "reception_due": case.reception_due,
        "due_at": case.due.at if case.due else None,
        "step": case.step,
        "desk": case.desk,
    }
