"""The catalogue of procedures: what a version says, and how a new one is published."""

from datetime import date, datetime, timedelta, timezone
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from contracts.intake import ProcedurePublished
from contracts.terms import (
    Channel,
    Component,
    Day,
    Limit,
    Moment,
    Pay,
    ProcedureRef,
    Quote,
    ResultKind,
    Step,
)
from intake.domain.fee_rules import Basis, FeeRule, quote
from kit.core.model import Aggregate, Body, Model

VIETNAM = timezone(timedelta(hours=7))


def real_day(text: str) -> str:
    """The day as it is, if the calendar has it; raises ValueError."""
    date.fromisoformat(text)
    return text


RealDay = Annotated[Day, AfterValidator(real_day)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


def vietnam_day(at: datetime) -> str:
    """The calendar day (YYYY-MM-DD) of a moment in Vietnam."""
    return at.astimezone(VIETNAM).strftime("%Y-%m-%d")


class OnlineLevel(Model):
    """Dịch vụ công trực tuyến: toàn trình (full) or một phần (partial), NĐ 42/2022 Điều 11."""

    value: Literal["full", "partial"]
    basis: Basis


class ProcedureContent(Body):
    """What one version of a procedure says: `PUT /v1/procedures/{code}` takes it whole."""

    name: Text
    short_name: Text
    field: Text
    level: Text
    competent_agency: str | None = None
    applicants: tuple[str, ...] = ()
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    online_level: OnlineLevel
    valid_from: RealDay
    limits: Annotated[tuple[Limit, ...], Field(min_length=1, max_length=30)]
    steps: Annotated[tuple[Step, ...], Field(max_length=30)] = ()
    pay: Pay
    pay_basis: Basis
    documents: Annotated[tuple[Component, ...], Field(max_length=60)] = ()
    results: Annotated[tuple[ResultKind, ...], Field(max_length=20)] = ()
    fee_rules: Annotated[tuple[FeeRule, ...], Field(max_length=60)] = ()
    legal_basis: tuple[str, ...] = ()
    decision: str | None = None
    flags: tuple[str, ...] = ()
    source: Text
    confidence: Basis

    @property
    def cases(self) -> frozenset[str]:
        """The cases that change the fee or the limit, beside the usual one."""
        named = [*(limit.case for limit in self.limits), *(rule.case for rule in self.fee_rules)]
        return frozenset(case for case in named if case)

    def quoted(
        self, *, case: str | None, channel: Channel, at: datetime, counts: dict[str, int]
    ) -> Quote:
        """What it costs at a moment (its day in Vietnam); raises fees.CountRefused."""
        return quote(
            self.fee_rules, self.pay, case=case, channel=channel, day=vietnam_day(at), counts=counts
        )


class Listed(Model):
    """A procedure as the list shows it."""

    code: str
    version: int
    name: str
    field: str
    level: str
    online_level: str
    pay: str


class Row(Listed):
    """The line of the version published last, with what tells whether it is in force."""

    valid_from: str = ""
    begins_last: str = ""

    def is_surely_in_force(self, day: str) -> bool:
        """As `Procedure.is_surely_in_force`."""
        return self.begins_last <= self.valid_from <= day


class Procedure(Aggregate):
    """Thủ tục hành chính in one version; the one published last is stored. Its version is the aggregate's."""

    KIND: ClassVar[str] = "PROC"

    content: ProcedureContent
    published_at: Moment
    begins_last: str = ""
    """The latest `valid_from` of the versions before; "" where there is none."""

    def is_surely_in_force(self, day: str) -> bool:
        """Whether it is the one in force on a day, whatever the other versions say."""
        return self.begins_last <= self.content.valid_from <= day

    @property
    def reference(self) -> ProcedureRef:
        """How events name it."""
        return ProcedureRef(code=self.id, name=self.content.name, version=self.version)

    @property
    def listed(self) -> Listed:
        """How the list shows it."""
        content = self.content
        return Listed(
            code=self.id,
            version=self.version,
            name=content.name,
            field=content.field,
            level=content.level,
            online_level=content.online_level.value,
            pay=content.pay,
        )


Published = tuple[Procedure, ProcedurePublished]


def publish(
    present: Procedure | None, code: str, content: ProcedureContent, *, at: datetime
) -> Published | None:
    """The next version with its event; None where the present one says the same already."""
    if present and present.content == content:
        return None
    version = present.version if present else 0
    begins_last = max(present.begins_last, present.content.valid_from) if present else ""
    state = Procedure(
        id=code, version=version, content=content, published_at=at, begins_last=begins_last
    )
    event = ProcedurePublished(
        procedure=ProcedureRef(code=code, name=content.name, version=version + 1),
        valid_from=datetime.fromisoformat(content.valid_from).replace(tzinfo=VIETNAM),
        limits=content.limits,
        steps=content.steps,
        pay=content.pay,
        documents=content.documents,
        results=content.results,
    )
    return state, event
