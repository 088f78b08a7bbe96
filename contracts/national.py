"""What exchange publishes of dossiers that citizens file at the National Public Service Portal."""

from typing import Annotated, Any

from pydantic import Field

from contracts.terms import AgencyCode, Applicant, Contact, Dong, Moment, ProcedureCode
from kit.core.model import Event, Model, Sealed


class NationalPaper(Model):
    """A paper as the portal lists it (TaiLieuNop). `id` is the attachment that its file becomes."""

    id: Annotated[str, Field(description="The id of the attachment, made by exchange")]
    code: Annotated[str, Field(description="MaThanhPhanHoSo, as the portal has it")] = ""
    name: Annotated[Sealed[str], Field(description="The name of the file")]
    has_file: Annotated[bool, Field(description="Whether there is a file to fetch")] = True
    digitised: Annotated[bool, Field(description="DuocSoHoa")] = False
    reused: Annotated[bool, Field(description="DuocTaiSuDung")] = False
    from_registry: Annotated[bool, Field(description="DuocLayTuKhoDMQG")] = False


class NationalFee(Model):
    """A fee as the portal lists it (DanhSachLePhi)."""

    code: Annotated[str, Field(description="MaPhiLePhi")] = ""
    name: Annotated[str, Field(description="TenPhiLePhi")]
    amount: Annotated[Dong, Field(description="Gia, đồng")]


class ReportedPayment(Model):
    """What the portal reports as paid there (DuocThanhToanTrucTuyen = 1): nobody has compared it
    with the payment platform's own list yet.

    The portal names no moment of the payment: `reported_at` is when it reported it.
    """

    amount: Annotated[Dong, Field(description="The sum of the fees, đồng")]
    reported_at: Moment


class DossierReceived(Event):
    """A dossier was filed at the National Portal. Its subject is the code that the portal gave it,
    which stays the dossier's only one; its vault is the dossier's for life.

    `filed_at` is NgayNopHoSo, from which the clock of reception runs. Files are fetched afterwards.
    """

    TYPE = "national.dossier_received"

    procedure: ProcedureCode
    agency: AgencyCode
    filed_at: Moment
    applicant: Sealed[Applicant]
    contact: Sealed[Contact | None] = None
    answers: Sealed[dict[str, Any]]
    papers: tuple[NationalPaper, ...] = ()
    fees: tuple[NationalFee, ...] = ()
    payment: ReportedPayment | None = None


class SupplementReceived(Event):
    """The citizen responded to a supplement request at the National Portal: to `request`, which
    casework announced as its event number `request_sequence` of the case.

    `papers` are those that are new, `answers` the texts that changed. Files are fetched afterwards.
    """

    TYPE = "national.supplement_received"

    request: str
    request_sequence: int
    papers: tuple[NationalPaper, ...] = ()
    answers: Sealed[dict[str, Any]]


class QuestionReceived(Event):
    """Somebody asked an agency a question at the National Portal. Its subject is the portal's
    HOIDAPID.

    `feedback` is the id, a ULID, under which voice keeps it, and its vault the key of that
    feedback. Who asked is not in it: the portal knows, and sends them the reply.
    """

    TYPE = "national.question_received"

    feedback: str
    agency: AgencyCode
    text: Sealed[str]


class NationalPaymentReported(Event):
    """The National Portal reports that the fees of a dossier were paid there, after it was received
    unpaid."""

    TYPE = "national.payment_reported"

    payment: ReportedPayment
