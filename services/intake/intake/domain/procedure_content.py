"""What one version of a procedure (thủ tục hành chính) says."""

from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from contracts.procedure_terms import (
    USUAL_APPROVAL,
    USUAL_SUPPLEMENTS,
    Approval,
    Limit,
    ResultKind,
    Step,
    SupplementTerms,
)
from contracts.required_documents import Component, DocumentCase
from contracts.terms import AccountLevel, AgencyCode, AgencyKind, Channel, Day, Pay
from intake.domain import quotation
from intake.domain.fee_rules import Basis, FeeRule
from intake.domain.form import Form
from intake.domain.quotation import Quotation, QuoteTerms
from kit.core.model import Body, Model
from kit.core.time import vietnam_day
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
LongName = Annotated[
    str, StringConstraints(min_length=1, max_length=1200), BeforeValidator(_on_one_line)
]
"""As a Text; the longest name of the National Portal has 1,094 letters."""
Level = Literal["commune", "province", "ministry", "other"]


class OnlineLevel(Model):
    """Mức độ dịch vụ công trực tuyến (NĐ 224/2026 Điều 14; before NĐ 42/2022 Điều 11)."""

    value: Annotated[
        Literal["full", "partial", "information"],
        Field(description="Toàn trình (full), một phần (partial), or nothing but information"),
    ]
    basis: Annotated[Basis, Field(description="What the level is based on")]


class Offer(Model):
    """Who offers the procedure: every agency of a kind, or the one that is named."""

    kind: Annotated[AgencyKind, Field(description="The kind of agency")]
    agency: Annotated[
        AgencyCode | None, Field(description="The one agency; null: each of the kind")
    ] = None


class Closure(Model):
    """Tạm ngừng tiếp nhận: from which day to which no dossier is taken, and why."""

    first: Annotated[CalendarDay, Field(description="The first day, Vietnam")]
    last: Annotated[CalendarDay, Field(description="The last day, Vietnam")]
    reason: Annotated[Text, Field(description="Why, as people are shown")]


class ProcedureContent(Body):
    """What one version of a procedure says, whole."""

    name: Annotated[LongName, Field(description="Tên thủ tục")]
    short_name: Annotated[LongName, Field(description="The name on a small screen")]
    synonyms: Annotated[
        tuple[Text, ...], Field(max_length=30, description="What people call it")
    ] = ()
    demand: Annotated[
        int, Field(ge=0, le=100, description="How much it is asked for; 0: not known")
    ] = 0
    field: Annotated[Text, Field(description="Lĩnh vực")]
    field_code: Annotated[str | None, Field(description="Mã lĩnh vực, the national code")] = None
    ministry: Annotated[str | None, Field(description="Bộ, ngành whose field it is")] = None
    level: Annotated[Text, Field(description="Cấp thực hiện, in words")]
    levels: Annotated[tuple[Level, ...], Field(description="Cấp thực hiện")] = ()
    authorities: Annotated[
        tuple[str, ...], Field(description="Cơ quan thực hiện, as the National Portal names them")
    ] = ()
    offered_by: Annotated[
        tuple[Offer, ...], Field(max_length=20, description="Who offers it; empty: not known")
    ] = ()
    competent_agency: Annotated[
        str | None, Field(description="The agency that decides, where one is named")
    ] = None
    applicants: Annotated[tuple[str, ...], Field(description="Who may file it")] = ()
    channels: Annotated[
        tuple[Channel, ...], Field(min_length=1, description="How a dossier may be filed")
    ]
    online_level: Annotated[OnlineLevel, Field(description="How much of it is done online")]
    online_filing: Annotated[
        Literal["own", "central"],
        Field(description="Where it is filed online: our own routes, or the National Portal alone"),
    ] = "own"
    account_level: Annotated[
        AccountLevel | None,
        Field(description="The lowest level of an account that files it; null: any"),
    ] = None
    valid_from: Annotated[CalendarDay, Field(description="The first day in force, Vietnam")]
    closures: Annotated[
        tuple[Closure, ...], Field(max_length=20, description="When no dossier is taken, and why")
    ] = ()
    limits: Annotated[
        tuple[Limit, ...],
        Field(
            max_length=30, description="Thời hạn giải quyết, by channel and case; may be unstated"
        ),
    ]
    steps: Annotated[
        tuple[Step, ...], Field(max_length=30, description="The steps inside the agency")
    ] = ()
    pay: Annotated[Pay, Field(description="When the fee is due")]
    pay_basis: Annotated[Basis, Field(description="What `pay` is based on")]
    document_cases: Annotated[
        tuple[DocumentCase, ...], Field(max_length=60, description="Trường hợp of the papers")
    ] = ()
    documents: Annotated[
        tuple[Component, ...], Field(max_length=250, description="Thành phần hồ sơ")
    ] = ()
    document_notes: Annotated[
        tuple[str, ...], Field(max_length=100, description="What the portal remarks on the papers")
    ] = ()
    conditions: Annotated[
        str | None, Field(description="Yêu cầu, điều kiện, where they are short")
    ] = None
    results: Annotated[
        tuple[ResultKind, ...], Field(max_length=20, description="What the procedure gives")
    ] = ()
    fee_rules: Annotated[
        tuple[FeeRule, ...], Field(max_length=120, description="Phí, lệ phí by line, case, period")
    ] = ()
    supplements: Annotated[
        SupplementTerms, Field(description="Bổ sung hồ sơ: how long, and what the limit does")
    ] = USUAL_SUPPLEMENTS
    approval: Annotated[
        Approval, Field(description="Phê duyệt: who decides on what an officer proposes")
    ] = USUAL_APPROVAL
    form: Annotated[
        Form | None, Field(description="What an applicant declares; null: the general form")
    ] = None
    legal_basis: Annotated[tuple[str, ...], Field(description="Căn cứ pháp lý")] = ()
    decision: Annotated[
        str | None, Field(description="The decision that announced the procedure")
    ] = None
    flags: Annotated[tuple[str, ...], Field(description="Remarks about the quality of data")] = ()
    source: Annotated[Text, Field(description="Where the procedure was read")]
    confidence: Annotated[Basis, Field(description="What the version as a whole is based on")]

    @property
    def text(self) -> str:
        """The version as JSON text: what is stored, and what its digest is of."""
        return self.model_dump_json()

    @property
    def digest(self) -> str:
        """SHA-256 of the text: the reference that the event of the publication carries."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def cases(self) -> frozenset[str]:
        """The cases (trường hợp) that change the fee or the limit, beside the usual one."""
        named = [*(limit.case for limit in self.limits), *(rule.case for rule in self.fee_rules)]
        return frozenset(case for case in named if case)

    @property
    def groups(self) -> frozenset[str]:
        """The groups that pay less, with proof."""
        return frozenset(rule.group for rule in self.fee_rules if rule.group)

    @property
    def without_invented_amounts(self) -> "ProcedureContent":
        """As a stage that is no demonstration states it: no amount without a source."""
        rules = tuple(rule.without_invented_amount for rule in self.fee_rules)
        return self if rules == self.fee_rules else self.evolve(fee_rules=rules)

    def quotation(self, terms: QuoteTerms, *, at: datetime) -> Quotation:
        """What it costs on the day of `at` in Vietnam; raises FeeLineNotCounted."""
        return quotation.quotation(self.fee_rules, self.pay, terms, vietnam_day(at))
