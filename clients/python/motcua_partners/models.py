"""The objects that programs of partners send and get.

Made by `python -m tools.partner_models` of docs/api; not written by hand.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class AccountView(TypedDict):
    """Who a program is here, and what it may do."""

    agreement: AgreementView
    """What it may see"""

    id: str
    """The partner's id"""

    last_sequence: int
    """The number of the newest event"""

    name: str
    """The organisation"""

    requests_a_day: int
    """After so many come 429 until midnight"""

    requests_today: int
    """Requests today, this one included"""


class AdvanceBody(TypedDict):
    """Which dossier takes its next step."""

    dossier: str
    """H49.61.01-000101-0001 to H49.61.01-000101-0012, a life each"""

    from_start: NotRequired[bool]
    """Begin anew, wherever it stands"""


class AdvanceView(TypedDict):
    """Where a dossier of the sandbox stands after its step."""

    dossier: ThinDossierView
    """As every dossier is shown"""

    event: PublicEvent
    """As it is in the feed, and is delivered"""

    step: int
    """How many steps it has taken"""

    steps: int
    """How many its life has"""


class AgreementView(TypedDict):
    """What the partner may see, and how often."""

    agencies: list[str]
    """And those below them"""

    number: str
    """Its number in the province's records"""

    plan: Literal["basic", "standard", "bulk"]
    """Requests a day"""

    procedures: list[str]
    """None: every procedure"""

    scopes: list[Literal["events.read", "hooks.manage", "status.read"]]
    """What its programs may do"""

    until: str | None
    """Its last day, Vietnam; null: none"""


class ConsentBody(TypedDict):
    """What for, and how long."""

    purpose: Literal["track", "represent", "credit", "employment", "other"]
    """What the partner needs it for"""

    until: str
    """The last day on which it holds, Vietnam"""


class DeliveriesView(TypedDict):
    """The last tries of an endpoint."""

    items: list[DeliveryView]
    """The newest first; of 30 days"""


class DeliveryView(TypedDict):
    """A try."""

    at: str
    """When"""

    event: str
    """The id of the event"""

    failure: Literal["refused_address", "no_address", "tls", "timeout", "no_answer", "redirect", "status"] | None
    """Why it failed; null: it succeeded"""

    final: bool
    """Whether it was the last try of the event"""

    milliseconds: int
    """How long it took"""

    replay: bool
    """Whether it was delivered again on request"""

    sequence: str
    """The number of the event in the feed"""

    status: int | None
    """Of the answer; null: there was none"""


class DossiersBody(TypedDict):
    """Which dossiers."""

    codes: list[str]
    """Mã hồ sơ"""


class EventsView(TypedDict):
    """A page of the feed."""

    caught_up: bool
    """Whether there are no more now"""

    items: list[PublicEvent]
    """In their order; without `types` there is no gap"""

    next: int
    """What `after` is next; store it with what you did"""


class HookBody(TypedDict):
    """A new endpoint."""

    url: str
    """https:// at a public domain name"""


class HookView(TypedDict):
    """An endpoint and how far its deliveries are."""

    created_at: str
    """When it was registered"""

    cursor: int
    """The number of the newest event that was tried"""

    failures: int
    """Failures in a row; from ten on only probes"""

    id: str
    """Its id"""

    next_at: str | None
    """When the next retry or probe is due; null: none"""

    state: Literal["pending", "active", "disabled"]
    """pending: before a test succeeded; disabled: until one succeeds"""

    url: str
    """Where events go"""

    why: Literal["gone", "failing"] | None
    """gone: it answered 410; failing: for five days; null: not disabled"""


class HooksView(TypedDict):
    """The endpoints of a partner."""

    items: list[HookView]
    """The oldest first, at most five"""


class NewHookView(TypedDict):
    """An endpoint with its secret, which is shown this once."""

    created_at: str
    """When it was registered"""

    cursor: int
    """The number of the newest event that was tried"""

    failures: int
    """Failures in a row; from ten on only probes"""

    id: str
    """Its id"""

    next_at: str | None
    """When the next retry or probe is due; null: none"""

    secret: str
    """Signs deliveries, by Standard Webhooks"""

    state: Literal["pending", "active", "disabled"]
    """pending: before a test succeeded; disabled: until one succeeds"""

    url: str
    """Where events go"""

    why: Literal["gone", "failing"] | None
    """gone: it answered 410; failing: for five days; null: not disabled"""


class PartnerConsentView(TypedDict):
    """A consent to one partner for one dossier."""

    consented_at: str
    """When it was given"""

    dossier: str
    """The dossier"""

    ended_at: str | None
    """When it was ended; null: it was not"""

    holds: bool
    """Whether the partner may see the dossier now"""

    name: str
    """The organisation"""

    partner: str
    """The id of the partner"""

    purpose: Literal["track", "represent", "credit", "employment", "other"]
    """What the partner needs it for"""

    until: str
    """The last day on which it holds, Vietnam"""


class PartnerConsentsView(TypedDict):
    """Every consent of a person, the ended ones too."""

    items: list[PartnerConsentView]
    """The newest first"""


class Problem(TypedDict):
    """Problem details (RFC 9457)."""

    code: str
    """The stable name of what is wrong."""

    detail: str
    """What to do, for a person, in the language of Accept-Language."""

    error: NotRequired[str]
    """The OAuth 2.0 error (RFC 6749, 5.2), where it is one."""

    errors: NotRequired[list[dict[str, Any]]]
    """Every broken rule: of the schema 20 at the most, of answers 100."""

    field: NotRequired[str]
    """The first field or header that is wrong."""

    state: NotRequired[str]
    """The present state, where it refuses an act."""

    status: int
    """The HTTP status."""

    title: str
    """The status in words (RFC 9110)."""

    trace: str
    """Names this request in our logs."""

    type: str
    """`urn:motcua:problem:<code>`."""


class PublicEvent(TypedDict):
    """CloudEvents 1.0 in structured JSON; at most 4 KB."""

    data: dict[str, Any]
    """By the schema of its type"""

    datacontenttype: NotRequired[Literal["application/json"]]
    """The media type of `data`"""

    id: str
    """The same in the feed, in a webhook, in a replay"""

    sequence: str
    """Its number in the feed, 12 digits from 000000000001, without a gap"""

    source: str
    """The address of this service"""

    specversion: NotRequired[Literal["1.0"]]
    """Of CloudEvents"""

    subject: str
    """Mã hồ sơ, or the id of an endpoint"""

    time: str
    """When it happened"""

    type: str
    """As vn.motcua.dossier.accepted.v1"""


class RecipientView(TypedDict):
    """A partner to whom consent may be given."""

    id: str
    """Its id"""

    name: str
    """The organisation"""


class RecipientsView(TypedDict):
    """Every partner that is admitted."""

    items: list[RecipientView]
    """By name"""


class ReplayBody(TypedDict):
    """Which events are delivered again."""

    after: int
    """Those behind this number"""

    through: int
    """The last of them"""


class ReplayView(TypedDict):
    """Which events are delivered again."""

    after: int
    """Those behind this number"""

    through: int
    """The last of them"""


class TestView(TypedDict):
    """What became of a test."""

    delivered: bool
    """Whether the answer was 2xx"""

    failure: Literal["refused_address", "no_address", "tls", "timeout", "no_answer", "redirect", "status"] | None
    """Why it does not count; null: it does"""

    milliseconds: int
    """How long it took"""

    status: int | None
    """Of the answer; null: there was none"""


class ThinDossierView(TypedDict):
    """Where a dossier stands; nothing personal."""

    agency: str
    """The agency at which it was filed"""

    code: str
    """Mã hồ sơ"""

    due_at: str | None
    """Ngày hẹn trả; null: none yet"""

    filed_at: str
    """When it was filed"""

    procedure: str
    """Mã thủ tục hành chính"""

    status: int
    """The national status code"""

    status_at: str
    """Since when it has this status"""


class ThinDossiersView(TypedDict):
    """Where dossiers stand, and the codes of which nothing is known to the partner."""

    items: list[ThinDossierView]
    """In the order of the request"""

    unknown: list[str]
    """There is no such dossier, or the agreement does not cover it"""


class DocumentSealedV1(TypedDict):
    """A result was signed and stored; who has its code can verify it in public."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""

    document: str
    """Its id"""

    sha256: str
    """Of the file, lower-case hexadecimal"""


class DossierAcceptedV1(TypedDict):
    """It was accepted (được tiếp nhận): its time runs."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""

    due_at: str
    """Ngày hẹn trả"""


class DossierCompletedV1(TypedDict):
    """The result is ready (đã xử lý xong)."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""


class DossierDueChangedV1(TypedDict):
    """The due date moved: an extension, papers that came, or a calendar."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""

    due_at: str
    """Ngày hẹn trả from now on"""


class DossierFeeDueV1(TypedDict):
    """A fee is owed (yêu cầu thực hiện nghĩa vụ tài chính)."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""

    amount: int
    """đồng"""

    pay_by: str | None
    """The last moment; null: none"""


class DossierFeeSettledV1(TypedDict):
    """The fee is paid."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""

    amount: int
    """đồng"""


class DossierFiledV1(TypedDict):
    """A dossier was filed (mới đăng ký)."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""

    filed_at: str
    """When it was filed"""


class DossierPapersRequestedV1(TypedDict):
    """The applicant is to add papers (yêu cầu bổ sung)."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""

    respond_by: str | None
    """Until when they may; null: no day is set"""


class DossierRefusedV1(TypedDict):
    """It was not accepted (không được tiếp nhận)."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""


class DossierReopenedV1(TypedDict):
    """An earlier ending no longer holds."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""


class DossierReturnedV1(TypedDict):
    """The applicant has the result (đã trả kết quả)."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""

    how: Literal["online", "counter", "post"]
    """Which way"""


class DossierStoppedV1(TypedDict):
    """Its handling was stopped (dừng xử lý)."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""


class DossierWithdrawnV1(TypedDict):
    """It was withdrawn at the citizen's request (công dân yêu cầu rút hồ sơ)."""

    dossier: str
    """Mã hồ sơ"""

    procedure: str
    """Mã thủ tục hành chính"""

    agency: str
    """The agency at which it was filed"""


class PartnerEndpointDisabledV1(TypedDict):
    """Nothing is delivered to an endpoint any more until a test succeeds."""

    hook: str
    """The id of the endpoint"""

    why: Literal["gone", "failing"]
    """gone: it answered 410; failing: five days of nothing but failures"""


class PartnerTestV1(TypedDict):
    """A test of an endpoint; it is in no feed, and its sequence is 000000000000."""

    hook: str
    """The id of the endpoint"""


DATA: dict[str, type] = {
    "vn.motcua.document.sealed.v1": DocumentSealedV1,
    "vn.motcua.dossier.accepted.v1": DossierAcceptedV1,
    "vn.motcua.dossier.completed.v1": DossierCompletedV1,
    "vn.motcua.dossier.due_changed.v1": DossierDueChangedV1,
    "vn.motcua.dossier.fee_due.v1": DossierFeeDueV1,
    "vn.motcua.dossier.fee_settled.v1": DossierFeeSettledV1,
    "vn.motcua.dossier.filed.v1": DossierFiledV1,
    "vn.motcua.dossier.papers_requested.v1": DossierPapersRequestedV1,
    "vn.motcua.dossier.refused.v1": DossierRefusedV1,
    "vn.motcua.dossier.reopened.v1": DossierReopenedV1,
    "vn.motcua.dossier.returned.v1": DossierReturnedV1,
    "vn.motcua.dossier.stopped.v1": DossierStoppedV1,
    "vn.motcua.dossier.withdrawn.v1": DossierWithdrawnV1,
    "vn.motcua.partner.endpoint_disabled.v1": PartnerEndpointDisabledV1,
    "vn.motcua.partner.test.v1": PartnerTestV1,
}
"""The type of an event -> what its data is."""
