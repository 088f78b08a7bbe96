"""Terms of a procedure: its time limits, steps, required documents and results."""

from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.terms import Channel
from kit.core.model import Model

Unit = Literal["working_hour", "working_day", "calendar_day"]


class Limit(Model):
    """Thời hạn giải quyết: `value` 0 means the same day; `assumed` where the portal states no
    unit."""

    value: Annotated[int, Field(ge=0, le=3650, description="How many units; 0: the same day")]
    unit: Annotated[Unit, Field(description="What is counted")]
    channel: Annotated[
        Channel | None, Field(description="The channel it holds for; null: every channel")
    ] = None
    case: Annotated[str | None, Field(description="The case it holds for; null: every case")] = None
    assumed: Annotated[bool, Field(description="Whether the unit is assumed")] = False
    source: Annotated[str | None, Field(description="Where the limit was read")] = None


SupplementEffect = Literal["restart", "pause"]


class SupplementTerms(Model):
    """Bổ sung hồ sơ: what a request for supplements does to the time limit, and how long the
    applicant has. null: what the rules of law say of every procedure."""

    effect: Annotated[
        SupplementEffect | None,
        Field(description="restart: the limit starts anew when all is there; pause: it goes on"),
    ] = None
    within: Annotated[
        Limit | None, Field(description="Time for the supplements; then the dossier is stopped")
    ] = None
    source: Annotated[str | None, Field(description="Where both were read")] = None


USUAL_SUPPLEMENTS: Final = SupplementTerms()


StepRole = Literal["receptionist", "officer", "approver", "clerk", "head"]


class Step(Model):
    """A step of the procedure's inner course: who takes it, and how much of the time limit it may
    take."""

    name: Annotated[str, Field(description="The name of the step")]
    hours: Annotated[
        Annotated[int, Field(ge=0)] | None,
        Field(description="Working hours; null: no limit of its own"),
    ] = None
    share: Annotated[
        Annotated[int, Field(ge=0, le=100)] | None,
        Field(description="Percent of the time limit; null: not stated"),
    ] = None
    role: Annotated[
        StepRole | None, Field(description="The role that takes it; null: not stated")
    ] = None


class Approval(Model):
    """Phê duyệt: who decides on what an officer proposes. `same_official`: "4 tại chỗ", where one
    desk receives, assesses, approves and returns, by four recorded acts."""

    by: Annotated[
        Literal["approver", "head"], Field(description="The role that approves; a head always may")
    ] = "approver"
    same_official: Annotated[
        bool, Field(description="Whether who proposed may also approve (4 tại chỗ)")
    ] = False
    source: Annotated[str | None, Field(description="Where it was read")] = None


USUAL_APPROVAL: Final = Approval()


class ResultKind(Model):
    """Kết quả: what the procedure gives."""

    code: Annotated[str, Field(description="Names the result in a decision")]
    name: Annotated[str, Field(description="The name of the document")]
