"""What casework answers."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Self

from pydantic import Field

from casework.domain.acts import Act
from casework.domain.audit_entry import AuditEntry
from casework.domain.case import Case
from casework.domain.fees import FeeState
from casework.domain.permissions import Permission
from casework.domain.states import State
from casework.domain.supplement_request import SupplementRequest
from contracts.procedure_terms import SupplementEffect
from contracts.terms import AgencyCode, LocalizedText, SealedResult, SealWanted
from kit.core.local_time import LocalTime
from kit.core.model import Model

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


class PermissionView(Model):
    """Whether the caller may perform an act now."""

    act: Annotated[Act, Field(description="What would be done")]
    allowed: Annotated[bool, Field(description="Whether it would be done now")]
    code: Annotated[str | None, Field(description="The stable code of the refusal; null: none")]
    because: Annotated[
        str | None, Field(description="Why not, in the language of the request; null: allowed")
    ]

    @classmethod
    def of(cls, permission: Permission, language: str) -> Self:
        refusal = permission.refusal
        return cls(
            act=permission.act,
            allowed=refusal is None,
            code=refusal.code if refusal else None,
            because=refusal.message(language) if refusal else None,
        )


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
    may: Annotated[
        tuple[PermissionView, ...],
        Field(description="Every act of the caller's roles, and whether it is allowed now"),
    ]

    @classmethod
    def with_entries(
        cls,
        case: Case,
        entries: Sequence[AuditEntry],
        permissions: Iterable[Permission],
        *,
        personal: bool,
        language: str,
    ) -> Self:
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
                "may": [PermissionView.of(each, language) for each in permissions],
            }
        )


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
