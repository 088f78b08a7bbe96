"""Terms that several events share: people, quotes, papers, dues."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from kit.core.model import Model

CODE_PATTERN = r"^(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2}){0,3})-[0-9]{6}-[0-9]{4,7}$"
DossierCode = Annotated[str, StringConstraints(pattern=CODE_PATTERN, max_length=40)]
"""Mã hồ sơ: `<agency>-YYMMDD-NNNN`, the day in Vietnam time (TT 01/2018/TT-VPCP, art. 19)."""
PROCEDURE_PATTERN = r"^[0-9]\.[0-9]{6}(?:\.H[0-9]{2})?$"
ProcedureCode = Annotated[str, StringConstraints(pattern=PROCEDURE_PATTERN, max_length=16)]
"""Mã thủ tục hành chính: `1.001612`, with a province's suffix `1.000948.H38` where it has one."""
AGENCY_PATTERN = r"^[A-Z][0-9]{2}(?:\.[0-9]{2}){0,3}$"
AgencyCode = Annotated[str, StringConstraints(pattern=AGENCY_PATTERN, max_length=16)]
"""Mã định danh cơ quan, province first: `H49.61.01`."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Dong = Annotated[int, Field(ge=0, le=99_999_999_999)]
"""An amount in đồng: a whole number; the currency is always VND."""
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = AwareDatetime
Language = Literal["vi", "en"]
Pay = Literal["before_acceptance", "before_result", "at_counter", "none"]
RefundWhen = Literal["never", "refused", "not_started", "stopped_by_agency"]
Ground = Literal["refused", "not_started", "stopped_by_agency", "unpaid", "none"]
Channel = Literal["online", "counter", "post"]
Unit = Literal["working_hour", "working_day", "calendar_day"]


class LocalizedText(Model):
    """A text in Vietnamese and, where there is one, in English."""

    vi: str
    en: str | None = None


class Owner(Model):
    """Whose dossier it is: the subject of the access token, nothing personal."""

    sub: str


class Applicant(Model):
    """Người nộp hồ sơ, as the dossier states them. Personal: always inside a sealed field."""

    full_name: str
    identity_number: str
    address: str
    organisation: str | None = None


class Contact(Model):
    """Where notices go. `phone` in E.164; `language` of the notices. Personal: always inside a sealed field."""

    phone: str
    email: str
    language: Language = "vi"


class Representative(Model):
    """Somebody who may act for the owner until a day. Personal: always inside a sealed field."""

    sub: str
    scope: Literal["read", "act"]
    until: Day


class ProcedureRef(Model):
    """A procedure in the version in force at filing."""

    code: ProcedureCode
    name: str
    version: int


class FiledPaper(Model):
    """A checked paper in a dossier: `name` is its component's; the flags feed the index of QĐ 766."""

    id: str
    component: str
    name: str = ""
    sha256: Sha256
    digitised: bool = False
    reused: bool = False
    from_registry: bool = False


class QuoteLine(Model):
    """One fee line: `rule` names the rule of the catalogue, `amount` in đồng; no source, no automatic refund."""

    rule: str
    name: str
    amount: Dong
    refund_when: RefundWhen = "never"
    source: str | None = None


class Quote(Model):
    """What the procedure costs and when it is due."""

    lines: tuple[QuoteLine, ...]
    total: Dong
    pay: Pay


class Limit(Model):
    """Thời hạn giải quyết: `value` 0 means the same day; `assumed` where the portal states no unit."""

    value: Annotated[int, Field(ge=0, le=3650)]
    unit: Unit
    channel: Channel | None = None
    case: str | None = None
    assumed: bool = False
    source: str | None = None


class Step(Model):
    """A step of the procedure's inner course, with the share of the limit it may take in working hours."""

    name: str
    hours: Annotated[int, Field(ge=0)] | None = None


class Component(Model):
    """Thành phần hồ sơ: a paper the procedure asks for. `id` is stable within the procedure's version."""

    id: str
    name: str
    required: bool
    originals: int = 0
    copies: int = 0


class ResultKind(Model):
    """Kết quả: what the procedure gives."""

    code: str
    name: str


class Due(Model):
    """Ngày hẹn trả: the due moment and how it was found, a sentence a step."""

    at: Moment
    provisional: bool
    steps: tuple[LocalizedText, ...] = ()


class SealWanted(Model):
    """A result that documents is asked to render and seal."""

    document: str
    name: str


class SealedResult(Model):
    """A result as sealed."""

    document: str
    name: str
    sha256: Sha256


class Payer(Model):
    """Người nộp tiền: `identity` is a personal identity number or tax code. Personal: always inside a sealed field."""

    name: str
    organisation: str | None = None
    identity: str | None = None
    address: str | None = None


class ReceiptFacts(Model):
    """What stands on a receipt (biên lai) beside its payer; `lines` and `total` in đồng.

    `number` is `<form>/<sign>/<seven digits>` and runs without gaps, `id` is payments' own. `collector` is the
    collecting body's name, `agency` its code; a `synthetic` tax code is invented and says so. `desk` is the one that
    took the money, where a desk did.
    """

    number: str
    lines: tuple[QuoteLine, ...]
    collector: str
    id: str | None = None
    form: str | None = None
    sign: str | None = None
    agency: AgencyCode | None = None
    tax_code: str | None = None
    synthetic: bool = False
    total: Dong | None = None
    total_in_words: str | None = None
    at: Moment | None = None
    desk: str | None = None
