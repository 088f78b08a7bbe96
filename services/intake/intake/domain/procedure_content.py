"""What one version of a procedure (thủ tục hành chính) says."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from contracts.procedure_terms import (
    USUAL_APPROVAL,
    USUAL_SUPPLEMENTS,
    Approval,
    Component,
    Limit,
    ResultKind,
    Step,
    SupplementTerms,
)
from contracts.terms import Channel, Day, Pay, Quote
from intake.domain import fee_rules
from intake.domain.fee_rules import Basis, FeeRule
from kit.core.model import Body, Model
from kit.core.time import VIETNAM
from kit.core.typed_text import written


def _calendar_day(text: str) -> str:
    date.fromisoformat(text)
    return text


CalendarDay = Annotated[Day, AfterValidator(_calendar_day)]
"""A day that the calendar has."""


def _on_one_line(text: Any) -> Any:
    return written(text) if isinstance(text, str) else text


Text = Annotated[
    str, StringConstraints(min_length=1, max_length=1000), BeforeValidator(_on_one_line)
]
"""On one line, composed, with nothing unseen: it stands in notices and on papers."""


def vietnam_day(at: datetime) -> str:
    """YYYY-MM-DD of the day in Vietnam."""
    return at.astimezone(VIETNAM).strftime("%Y-%m-%d")


class OnlineLevel(Model):
    """Mức độ dịch vụ công trực tuyến (NĐ 42/2022 Điều 11)."""

    value: Annotated[
        Literal["full", "partial"], Field(description="Toàn trình (full) or một phần (partial)")
    ]
    basis: Annotated[Basis, Field(description="What the level is based on")]


class ProcedureContent(Body):
    """What one version of a procedure says, whole."""

    name: Annotated[Text, Field(description="Tên thủ tục")]
    short_name: Annotated[Text, Field(description="The name on a small screen")]
    field: Annotated[Text, Field(description="Lĩnh vực")]
    level: Annotated[Text, Field(description="Cấp thực hiện")]
    competent_agency: Annotated[
        str | None, Field(description="The agency that decides, where one is named")
    ] = None
    applicants: Annotated[tuple[str, ...], Field(description="Who may file it")] = ()
    channels: Annotated[
        tuple[Channel, ...], Field(min_length=1, description="How a dossier may be filed")
    ]
    online_level: Annotated[OnlineLevel, Field(description="How much of it is done online")]
    valid_from: Annotated[CalendarDay, Field(description="The first day in force, Vietnam")]
    limits: Annotated[
        tuple[Limit, ...],
        Field(min_length=1, max_length=30, description="Thời hạn giải quyết, by channel and case"),
    ]
    steps: Annotated[
        tuple[Step, ...], Field(max_length=30, description="The steps inside the agency")
    ] = ()
    pay: Annotated[Pay, Field(description="When the fee is due")]
    pay_basis: Annotated[Basis, Field(description="What `pay` is based on")]
    documents: Annotated[
        tuple[Component, ...], Field(max_length=60, description="Thành phần hồ sơ")
    ] = ()
    results: Annotated[
        tuple[ResultKind, ...], Field(max_length=20, description="What the procedure gives")
    ] = ()
    fee_rules: Annotated[
        tuple[FeeRule, ...], Field(max_length=60, description="Phí, lệ phí by line, case, period")
    ] = ()
    supplements: Annotated[
        SupplementTerms, Field(description="Bổ sung hồ sơ: how long, and what the limit does")
    ] = USUAL_SUPPLEMENTS
    approval: Annotated[
        Approval, Field(description="Phê duyệt: who decides on what an officer proposes")
    ] = USUAL_APPROVAL
    legal_basis: Annotated[tuple[str, ...], Field(description="Căn cứ pháp lý")] = ()
    decision: Annotated[
        str | None, Field(description="The decision that announced the procedure")
    ] = None
    flags: Annotated[tuple[str, ...], Field(description="Remarks about the quality of data")] = ()
    source: Annotated[Text, Field(description="Where the procedure was read")]
    confidence: Annotated[Basis, Field(description="What the version as a whole is based on")]

    @property
    def cases(self) -> frozenset[str]:
        """The cases (trường hợp) that change the fee or the limit, beside the usual one."""
        named = [*(limit.case for limit in self.limits), *(rule.case for rule in self.fee_rules)]
        return frozenset(case for case in named if case)

    def quote(
        self, *, case: str | None, channel: Channel, at: datetime, counts: dict[str, int]
    ) -> Quote:
        """What it costs on the day of `at` in Vietnam; raises FeeLineNotCounted."""
        day = vietnam_day(at)
        rules = [
            rule for rule in self.fee_rules if rule.applies(case=case, channel=channel, day=day)
        ]
        return fee_rules.quote(rules, self.pay, counts)
