"""What casework answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field

from casework.api.case_parts import (
    ApologyView,
    AuditEntryView,
    ConsultationView,
    CorrectionView,
    DueView,
    FeeView,
    LockView,
    OfficialView,
    PermissionView,
    ProposalView,
    SupplementRequestView,
)
from casework.domain.audit_entry import AuditEntry
from casework.domain.case import Case
from casework.domain.lock import Lock
from casework.domain.permissions import Permission
from casework.domain.states import State
from contracts.procedure_terms import Approval
from contracts.terms import AgencyCode, SealedResult, SealWanted
from kit.core.local_time import LocalTime
from kit.core.model import Model

Next = Annotated[str | None, Field(description="The cursor of the next page; null: the last one")]


class ProcedureView(Model):
    """A procedure as the dossier was filed under it."""

    code: Annotated[str, Field(description="Mã thủ tục hành chính")]
    name: Annotated[str, Field(description="Its name in that version")]
    version: Annotated[int, Field(description="The version in force at filing")]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is shown with a case: what its caller may do, who works on it, officials' names."""

    permissions: Iterable[Permission]
    names: Mapping[str, str]
    lock: Lock | None = None


class CaseSummary(Model):
    """What stands at the head of a case."""

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
    official: Annotated[
        OfficialView | None, Field(description="The official who has it; null: whoever sits there")
    ]


class CaseView(CaseSummary):
    """A case with its audit entries."""

    form_signed_at: Annotated[
        LocalTime | None,
        Field(
            description="When the applicant's signature of the e-form was verified; the dossier as "
            "filed says whose it is"
        ),
    ]
    accepted_at: Annotated[LocalTime | None, Field(description="When it was accepted")]
    due: Annotated[DueView | None, Field(description="The due date, explained step by step")]
    supplement: Annotated[
        SupplementRequestView | None, Field(description="The request for supplements, once made")
    ]
    approval: Annotated[Approval, Field(description="Who approves what is proposed")]
    proposal: Annotated[
        ProposalView | None, Field(description="The proposal that waits for its approval")
    ]
    consultations: Annotated[
        tuple[ConsultationView, ...], Field(description="The agencies that were consulted")
    ]
    withdrawal_requested_at: Annotated[
        LocalTime | None, Field(description="Since when a request to withdraw waits for a reply")
    ]
    apology: Annotated[
        ApologyView | None,
        Field(description="The draft of an apology, once four fifths of the limit are over"),
    ]
    lock: Annotated[LockView | None, Field(description="Who works on it at this moment")]
    fees: Annotated[tuple[FeeView, ...], Field(description="Its fees, by id")]
    wanted: Annotated[
        tuple[SealWanted, ...], Field(description="The results that the decision gives")
    ]
    results: Annotated[tuple[SealedResult, ...], Field(description="Those that are sealed")]
    correction: Annotated[
        CorrectionView | None, Field(description="The correction whose result is not sealed yet")
    ]
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
        surroundings: Surroundings,
        *,
        personal: bool,
        language: str,
    ) -> Self:
        """`personal`: whether reasons, which may name people, are shown."""
        request, lock = case.supplement, surroundings.lock
        names = surroundings.names
        return cls.model_validate(
            {
                **_summary(case),
                "official": case.official
                and OfficialView(sub=case.official, name=names.get(case.official, "")),
                "apology": case.apology and ApologyView(**dict(case.apology)),
                "lock": lock and LockView.of(lock),
                "form_signed_at": case.form_signed_at,
                "accepted_at": case.accepted_at,
                "due": case.due and DueView(**dict(case.due)),
                "supplement": request and SupplementRequestView.of(request),
                "approval": case.approval,
                "proposal": case.proposal and ProposalView(**dict(case.proposal)),
                "consultations": [ConsultationView(**dict(each)) for each in case.consultations],
                "withdrawal_requested_at": None if case.closed_at else case.withdrawal_requested_at,
                "fees": [FeeView(fee=fee, state=state) for fee, state in sorted(case.fees.items())],
                "wanted": case.wanted,
                "results": case.results,
                "correction": case.correction
                and CorrectionView(**case.correction.model_dump(exclude={"result"})),
                "closed_at": case.closed_at,
                "audit_entries": [
                    AuditEntryView.of(entry, personal=personal, name=names.get(entry.actor))
                    for entry in entries
                ],
                "may": [PermissionView.of(each, language) for each in surroundings.permissions],
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
