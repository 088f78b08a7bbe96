"""The events that intake publishes."""

from typing import Any, Literal

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
from contracts.terms import (
    AgencyCode,
    Applicant,
    Channel,
    Contact,
    Day,
    FiledPaper,
    Moment,
    Owner,
    Pay,
    ProcedureRef,
    Quote,
    Representative,
    Sha256,
    SignatureState,
)
from kit.core.model import Event, Sealed


class ProcedurePublished(Event):
    """A version of a procedure is in the catalogue."""

    TYPE = "procedure.published"

    procedure: ProcedureRef
    valid_from: Moment
    limits: tuple[Limit, ...]
    steps: tuple[Step, ...]
    pay: Pay
    documents: tuple[Component, ...]
    results: tuple[ResultKind, ...]
    supplements: SupplementTerms = USUAL_SUPPLEMENTS
    approval: Approval = USUAL_APPROVAL


class PaperChecked(Event):
    """An upload passed its checks; `shown` is the digest of the copy that people are shown."""

    TYPE = "paper.checked"

    draft: str
    sha256: Sha256
    media_type: str
    pages: int | None = None
    shown: Sha256 | None = None
    signature: SignatureState | None = None
    scanned: bool = False


class PaperRejected(Event):
    """An upload failed its checks. `why` is a stable code such as `wrong_digest`."""

    TYPE = "paper.rejected"

    draft: str
    sha256: Sha256 | None = None
    media_type: str | None = None
    why: str


class ResultFileChecked(Event):
    """An official's upload, which is to be a result of the dossier, passed its check as any file.

    `sha256` is the digest of the checked copy, which a proposal names and the agency signs.
    """

    TYPE = "paper.result_checked"

    draft: str
    sha256: Sha256
    pages: int | None = None
    signature: SignatureState | None = None
    scanned: bool = False


class CopyConfirmed(Event):
    """An official compared an original with its scan and described it: the copy awaits the agency's
    signature. `sha256` is the digest of the copy, `paper` the attachment that it is of.
    """

    TYPE = "paper.copy_confirmed"

    paper: str
    draft: str
    sha256: Sha256
    pages: int
    component: str
    kind: str
    number: Sealed[str]
    issuer: str
    issued_on: Day
    valid_until: Day | None = None
    by: str
    by_name: Sealed[str | None] = None
    component_name: str = ""


class PaperDigitised(Event):
    """The signed copy of an original is stored: `document` with digest `sha256`.

    `reusable` (DuocTaiSuDung): another dossier may use it, until `valid_until` where there is one.
    """

    TYPE = "paper.digitised"

    paper: FiledPaper
    document: str
    sha256: Sha256
    reusable: bool
    valid_until: Day | None = None


class DraftExpiring(Event):
    """A draft will be deleted soon."""

    TYPE = "dossier.draft_expiring"

    expires: Moment
    contact: Sealed[Contact]


class DossierFiled(Event):
    """A dossier was filed: all that hearers need of it; `case` (trường hợp) chooses the limit."""

    TYPE = "dossier.filed"

    procedure: ProcedureRef
    agency: AgencyCode
    agency_name: str
    owner: Owner
    applicant: Sealed[Applicant]
    contact: Sealed[Contact]
    representative: Sealed[Representative | None] = None
    channel: Channel
    papers: tuple[FiledPaper, ...]
    answers: Sealed[dict[str, Any]]
    quote: Quote
    lookup_key: Sealed[str]
    case: str | None = None


class DossierSupplemented(Event):
    """The citizen sent what was asked for."""

    TYPE = "dossier.supplemented"

    request: str
    papers: tuple[FiledPaper, ...]
    answers: Sealed[dict[str, Any]]


class WithdrawalRequested(Event):
    """The citizen asks to withdraw the dossier."""

    TYPE = "dossier.withdrawal_requested"

    reason: Sealed[str]


class AccessChanged(Event):
    """Who may see the dossier has changed."""

    TYPE = "dossier.access_changed"

    owner: Owner
    representatives: Sealed[tuple[Representative, ...]]


class KeyReplaced(Event):
    """The look-up key was replaced."""

    TYPE = "dossier.key_replaced"

    lookup_key: Sealed[str]


AttachmentState = Literal["awaiting_upload", "checked", "rejected"]
EVENTS: tuple[type[Event], ...] = (
    ProcedurePublished,
    PaperChecked,
    PaperRejected,
    ResultFileChecked,
    CopyConfirmed,
    PaperDigitised,
    DraftExpiring,
    DossierFiled,
    DossierSupplemented,
    WithdrawalRequested,
    AccessChanged,
    KeyReplaced,
)
