"""The parts of a case as casework answers them."""

from typing import Annotated, Self

from pydantic import Field

from casework.domain.acts import Act
from casework.domain.audit_entry import AuditEntry
from casework.domain.fees import FeeState
from casework.domain.lock import Lock
from casework.domain.permissions import Permission
from casework.domain.states import State
from casework.domain.supplement_request import SupplementRequest
from contracts.procedure_terms import SupplementEffect
from contracts.required_documents import RequestGround
from contracts.terms import AgencyCode, LocalizedText
from kit.core.local_time import LocalTime
from kit.core.model import Model


class GroundView(Model):
    """A paper that is requested although the State has its data, and why."""

    component: Annotated[str, Field(description="The component of the procedure")]
    ground: RequestGround
    database: Annotated[str, Field(description="The database")]
    by: Annotated[str, Field(description="The official's subject")]
    at: Annotated[LocalTime, Field(description="When it was recorded")]


class AuditEntryView(Model):
    """An act on a case."""

    act: Annotated[Act, Field(description="What was done")]
    at: Annotated[LocalTime, Field(description="When")]
    happened_at: Annotated[
        LocalTime | None, Field(description="When it happened, of an act that was recorded late")
    ]
    late_because: Annotated[str | None, Field(description="Why it was recorded late, likewise")]
    actor: Annotated[str, Field(description="An official's subject, `system` or `applicant`")]
    acts_for: Annotated[
        str | None, Field(description="For whom a deputy acted; null: in their own right")
    ] = None
    actor_name: Annotated[
        str | None, Field(description="Họ tên of the official; null where the directory has none")
    ]
    state_before: Annotated[State | None, Field(description="null: there was no case yet")]
    state_after: Annotated[State, Field(description="The state that it led to")]
    agency: Annotated[AgencyCode | None, Field(description="The agency that had the case after it")]
    step: Annotated[str | None, Field(description="The step after it")]
    desk: Annotated[str | None, Field(description="The desk after it")]
    reason: Annotated[
        str | None,
        Field(description="Why; null where the act needs none, and for whom it is no business"),
    ]
    grounds: Annotated[
        tuple[GroundView, ...],
        Field(description="Papers that it asks for although the State has their data, and why"),
    ] = ()

    @classmethod
    def of(cls, entry: AuditEntry, *, personal: bool, name: str | None) -> Self:
        hidden = {"seq", "request", "reason", "late_because", "official", "due"}
        fields = entry.model_dump(exclude=hidden)
        reason = entry.reason if personal and isinstance(entry.reason, str) else None
        because = entry.late_because
        late = because if personal and isinstance(because, str) else None
        return cls(**fields, actor_name=name, reason=reason, late_because=late)


class OfficialView(Model):
    """An official of the directory."""

    sub: Annotated[str, Field(description="The official's subject")]
    name: Annotated[str, Field(description="Họ tên; empty where the directory has none")]


class LockView(Model):
    """Who works on the case at this moment."""

    by: Annotated[str, Field(description="The official's subject")]
    name: Annotated[str, Field(description="Họ tên")]
    since: Annotated[LocalTime, Field(description="Since when")]
    until: Annotated[LocalTime, Field(description="Until when, if it is not taken again")]

    @classmethod
    def of(cls, lock: Lock) -> Self:
        return cls(**lock.model_dump(exclude={"version"}))


class ApologyView(Model):
    """Dự thảo xin lỗi và gia hạn: for the head, who sends it as an extension or does not."""

    due: Annotated[LocalTime, Field(description="The new due date that it suggests")]
    reason: Annotated[str, Field(description="The reason to begin with")]


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
    grounds: Annotated[
        tuple[GroundView, ...],
        Field(description="Papers that are requested although the State has their data, and why"),
    ]
    again: Annotated[
        bool, Field(description="Whether it is the second one, which counts as late in series 766")
    ]

    @classmethod
    def of(cls, request: SupplementRequest) -> Self:
        return cls(**request.model_dump(exclude={"id", "first"}), again=request.first is not None)


class ConsultationView(Model):
    """Lấy ý kiến: another agency that is consulted."""

    agency: Annotated[AgencyCode, Field(description="The agency")]
    requested_at: Annotated[LocalTime, Field(description="When it was consulted")]
    due: Annotated[LocalTime, Field(description="Until when it answers")]
    responded_at: Annotated[LocalTime | None, Field(description="When it answered")]


class CorrectionView(Model):
    """Đính chính: a sealed result that is being made anew."""

    document: Annotated[str, Field(description="The sealed result that it replaces")]
    by: Annotated[str, Field(description="The official's subject")]
    at: Annotated[LocalTime, Field(description="When")]


class ProposalView(Model):
    """Đề xuất giải quyết: what an officer proposed."""

    by: Annotated[str, Field(description="The officer's subject")]
    at: Annotated[LocalTime, Field(description="When")]
    results: Annotated[
        tuple[str, ...], Field(description="Codes of results; none: the procedure's first")
    ]
    step: Annotated[str | None, Field(description="The step that it came from")]
    desk: Annotated[str | None, Field(description="The desk that it came from")]


class PermissionView(Model):
    """Whether the caller may perform an act now."""

    act: Annotated[Act, Field(description="What would be done")]
    allowed: Annotated[bool, Field(description="Whether it would be done now")]
    code: Annotated[str | None, Field(description="The stable code of the refusal; null: none")]
    because: Annotated[
        str | None, Field(description="Why not, in the language of the request; null: allowed")
    ]
    acts_for: Annotated[
        str | None, Field(description="Whose delegated right it would be; null: the caller's own")
    ] = None

    @classmethod
    def of(cls, permission: Permission, language: str) -> Self:
        refusal = permission.refusal
        return cls(
            act=permission.act,
            allowed=refusal is None,
            code=refusal.code if refusal else None,
            because=refusal.message(language) if refusal else None,
            acts_for=permission.acts_for,
        )
