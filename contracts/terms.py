"""Terms that several events share: people, quotes, papers, dues; a procedure's are in
`contracts.procedure_terms`."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints

from kit.core.model import Model
from kit.core.typed_text import dashed

CODE_PATTERN = (
    r"^(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})"
    r"-[0-9]{6}-[0-9]{4,10}$"
)
DossierCode = Annotated[str, StringConstraints(pattern=CODE_PATTERN, max_length=40)]
"""Mã hồ sơ: `<agency>-YYMMDD-NNNN`, the day in Vietnam time (TT 01/2018/TT-VPCP, art. 19).

That of a central system has two digits of its owner before the number, and a group of three digits
(TT 03/2025/TT-VPCP, art. 13.3): `H49.061.01-260301-120001`.
"""


def _dashed(value: Any) -> Any:
    return dashed(value) if isinstance(value, str) else value


TypedDossierCode = Annotated[DossierCode, BeforeValidator(_dashed)]
"""Mã hồ sơ as somebody types or pastes it: in small letters, with other dashes, with spaces."""
PROCEDURE_PATTERN = r"^[0-9]\.[0-9]{6}(?:\.H[0-9]{2})?$"
ProcedureCode = Annotated[str, StringConstraints(pattern=PROCEDURE_PATTERN, max_length=16)]
"""Mã thủ tục hành chính: `1.001612`, with a province's suffix `1.000948.H38` where it has one."""
AGENCY_PATTERN = (
    r"^(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})$"
)
AgencyCode = Annotated[str, StringConstraints(pattern=AGENCY_PATTERN, max_length=16)]
"""Mã định danh cơ quan, province first: `H49.61.01`, `H49.193.01`; in the older order with the
province last: `000.00.01.H49`."""
AgencyKind = Literal[
    "province",
    "department",
    "district",
    "commune",
    "centre",
    "police_province",
    "police_commune",
    "land_registry",
    "land_registry_branch",
    "tax_province",
    "tax_base",
    "social_insurance",
    "social_insurance_base",
    "military_province",
    "military_commune",
    "economic_zone",
    "other",
]
"""What an agency is in the State; police, land registry, tax and insurance are not the province's
own, and citizens file there all the same."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Dong = Annotated[int, Field(ge=0, le=99_999_999_999)]
"""An amount in đồng: a whole number; the currency is always VND."""
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Moment = AwareDatetime
Language = Literal["vi", "en"]
Pay = Literal["before_acceptance", "before_result", "at_counter", "none"]
RefundWhen = Literal["never", "refused", "not_started", "stopped_by_agency"]
Ground = Literal["refused", "not_started", "stopped_by_agency", "unpaid", "none"]
Channel = Literal["online", "counter", "post", "kiosk"]


def channel_of_terms(channel: Channel) -> Channel:
    """The channel whose offer, fees and limits hold: a kiosk stands at a counter and has those of
    the counter (NĐ 118/2025/NĐ-CP Điều 17.2a; that its fees are so too is assumed).
    """
    return "counter" if channel == "kiosk" else channel


Portal = Literal["national"]
"""Where a dossier was filed that was not filed with us: Cổng Dịch vụ công quốc gia."""


class LocalizedText(Model):
    """A text in Vietnamese and, where there is one, in English."""

    vi: Annotated[str, Field(description="In Vietnamese")]
    en: Annotated[str | None, Field(description="In English")] = None


class Owner(Model):
    """Whose dossier it is: a person by the id that intake made, nothing personal."""

    sub: Annotated[str, Field(description="The id of the person; no subject of a token")]


class Applicant(Model):
    """Người nộp hồ sơ, as the dossier states them. Personal: always inside a sealed field.

    A person has an identity number or a passport.
    """

    full_name: Annotated[str, Field(description="Họ và tên")]
    identity_number: Annotated[str | None, Field(description="Số định danh cá nhân")] = None
    passport: Annotated[str | None, Field(description="Số hộ chiếu of a foreigner")] = None
    nationality: Annotated[
        str | None, Field(description="Quốc tịch of a foreigner, by ISO 3166-1 alpha-2")
    ] = None
    address: Annotated[str, Field(description="Nơi cư trú")]
    organisation: Annotated[str | None, Field(description="The organisation that files")] = None
    tax_code: Annotated[str | None, Field(description="Mã số thuế of the organisation")] = None
    authenticated: Annotated[
        bool, Field(description="Whether the issuer of their account verified who they are")
    ] = False


class Contact(Model):
    """Where notices go. `phone` in E.164; `language` of the notices. Personal: always inside a
    sealed field.

    Who has neither a phone nor an address gets notices from the desk.
    """

    phone: Annotated[str | None, Field(description="A mobile number in E.164; null: none")] = None
    phone_verified: Annotated[
        bool, Field(description="Whether its owner proved to hold it; SMS go to such phones only")
    ] = False
    email: Annotated[str | None, Field(description="An e-mail address; null: none")] = None
    language: Annotated[Language, Field(description="The language of notices")] = "vi"


class Representative(Model):
    """Somebody who may act for the owner until a day. Personal: always inside a sealed field.

    One whom a desk entered by an identity paper has no `sub`, and says who they are.
    """

    sub: Annotated[str | None, Field(description="The id of the person, as of an owner")] = None
    scope: Annotated[Literal["read", "act"], Field(description="Read only, or act as well")]
    since: Annotated[Day | None, Field(description="The first day, Vietnam")] = None
    until: Annotated[Day, Field(description="The last day, Vietnam")]
    full_name: Annotated[str | None, Field(description="Họ và tên")] = None
    identity_number: Annotated[str | None, Field(description="Số định danh cá nhân")] = None
    address: Annotated[str | None, Field(description="Nơi cư trú")] = None
    phone: Annotated[str | None, Field(description="A mobile number in E.164")] = None
    paper: Annotated[str | None, Field(description="Văn bản ủy quyền: what proves it")] = None


class HandedPaper(Model):
    """A paper that was handed over at a desk or came by post, and has not been digitised yet."""

    component: Annotated[str, Field(description="The component of the procedure that it is for")]
    name: Annotated[str, Field(description="The name of that component")] = ""
    originals: Annotated[int, Field(ge=0, le=99, description="How many originals")] = 0
    copies: Annotated[int, Field(ge=0, le=99, description="How many copies")] = 0


class ProcedureRef(Model):
    """A procedure in the version in force at filing."""

    code: Annotated[ProcedureCode, Field(description="Mã thủ tục hành chính")]
    name: Annotated[str, Field(description="Tên thủ tục in that version")]
    version: Annotated[int, Field(description="The number of the version")]


SignatureState = Literal[
    "valid", "broken", "foreign", "expired", "revoked", "legacy", "unchecked", "intact", "altered"
]
"""What the worst signature of a file is worth: `foreign` is signed by nobody whom the province
trusts, `legacy` by an algorithm that proves nothing any more; of `unchecked` nobody can say whether
the certificate was revoked. `intact` and `altered` were said before anybody was trusted."""


class FiledPaper(Model):
    """A checked paper in a dossier: `name` is its component's; the flags feed the index of QĐ 766.

    People are shown a copy, which has a digest of its own; a signed file is kept as it came too.
    """

    id: Annotated[str, Field(description="The id of the attachment")]
    component: Annotated[str, Field(description="The component of the procedure that it is for")]
    name: Annotated[str, Field(description="The name of that component")] = ""
    sha256: Annotated[Sha256, Field(description="Of the file as it was uploaded, lower-case hex")]
    shown: Annotated[
        Sha256 | None, Field(description="Of the copy that people are shown; null: before copies")
    ] = None
    signature: Annotated[
        SignatureState | None,
        Field(description="What a PDF's signatures are worth; null: it bears none"),
    ] = None
    scanned: Annotated[bool, Field(description="Whether a scanner of viruses looked at it")] = False
    digitised: Annotated[bool, Field(description="Whether an office digitised it")] = False
    reused: Annotated[bool, Field(description="Whether it comes from an earlier dossier")] = False
    from_registry: Annotated[bool, Field(description="Whether it comes from a registry")] = False


FeeMark = Literal["demo", "unconfirmed"]
"""What people are told of an amount, the strongest first: it is made up for a demonstration (số
liệu minh hoạ), or nobody confirmed it (chưa xác nhận)."""
AssessedBecause = Literal[
    "set_by_provincial_council",
    "stated_by_reference",
    "stated_in_words",
    "amount_doubtful",
    "not_stated",
    "zero_cell_with_other_words",
    "foreign_currency",
    "several_cells",
    "no_cell",
    "period_over",
    "case_not_chosen",
    "group_claimed",
    "no_source",
]
"""Why the agency has to find an amount out (cơ quan xác định)."""


class QuoteLine(Model):
    """One fee line: `rule` names the rule of the catalogue, `amount` in đồng; no source, no
    automatic refund."""

    rule: Annotated[str, Field(description="The id of the fee rule")]
    name: Annotated[str, Field(description="As a receipt states it")]
    amount: Annotated[Dong, Field(description="đồng")]
    refund_when: Annotated[
        RefundWhen, Field(description="The ending of a case on which it goes back")
    ] = "never"
    source: Annotated[str | None, Field(description="The law behind `refund_when`")] = None
    mark: Annotated[
        FeeMark | None,
        Field(description="unconfirmed, or demo: made up; null: as its source states it"),
    ] = None


def strongest_mark(of_parts: Iterable[FeeMark | None]) -> FeeMark | None:
    """What a sum is marked with: made up comes before unconfirmed."""
    present = set(of_parts)
    return next((mark for mark in get_args(FeeMark) if mark in present), None)


class UnassessedFee(Model):
    """Phí, lệ phí do cơ quan xác định: a fee whose amount an official finds out, and which is never
    0 by itself."""

    rule: Annotated[str | None, Field(description="The id of the fee rule, where there is one")]
    name: Annotated[str, Field(description="As a receipt would state it")]
    because: Annotated[AssessedBecause, Field(description="Why nobody can quote it")]


class Quote(Model):
    """What the procedure costs and when it is due."""

    lines: Annotated[tuple[QuoteLine, ...], Field(description="One for each fee")]
    total: Annotated[Dong, Field(description="The sum of the lines, đồng")]
    pay: Annotated[Pay, Field(description="When it is due")]
    unassessed: Annotated[
        tuple[UnassessedFee, ...], Field(description="What the agency assesses later; not in total")
    ] = ()
    mark: Annotated[
        FeeMark | None, Field(description="The strongest mark of its fees, those of 0 đ included")
    ] = None


class Due(Model):
    """Ngày hẹn trả: the due moment and how it was found, a sentence a step."""

    at: Annotated[Moment, Field(description="Ngày hẹn trả")]
    provisional: Annotated[
        bool, Field(description="Whether an official plan of holidays may still move it")
    ]
    steps: Annotated[
        tuple[LocalizedText, ...], Field(description="How it was found, a sentence a step")
    ] = ()


class Capacity(Model):
    """Thẩm quyền ký of a deputy: for whom they sign (NĐ 30/2020/NĐ-CP, Điều 13).

    On paper: "KT. CHỦ TỊCH", below it "PHÓ CHỦ TỊCH".
    """

    kind: Annotated[Literal["KT", "TUQ"], Field(description="KT: ký thay; TUQ: thừa ủy quyền")]
    office: Annotated[str, Field(description="The office of the official who delegated")]
    title: Annotated[str, Field(description="The deputy's own title")]
    official: Annotated[str, Field(description="The subject of the official who delegated")]


class SealWanted(Model):
    """A result that documents is asked to render and seal."""

    document: Annotated[str, Field(description="The id under which it is asked for")]
    name: Annotated[str, Field(description="The name of the result")]
    code: Annotated[
        str | None, Field(description="Of the kind of result; null: the procedure names none")
    ] = None


class SealedResult(Model):
    """A result as sealed."""

    document: Annotated[str, Field(description="The id of the sealed document")]
    name: Annotated[str, Field(description="The name of the result")]
    sha256: Annotated[Sha256, Field(description="Of the sealed file, in lower-case hex")]
