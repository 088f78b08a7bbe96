"""What the public sees of a dossier: no personal word."""

from datetime import datetime
from typing import Literal

from contracts.terms import AgencyCode, Dong, DossierCode, LocalizedText, ProcedureCode, Sha256
from kit.core.model import Model

FeeState = Literal["due", "settled", "waived", "voided"]


class ProcedureView(Model):
    """The procedure the dossier is about."""

    code: ProcedureCode
    name: str


class AgencyView(Model):
    """The agency that handles it."""

    code: AgencyCode
    name: str


class CodeView(Model):
    """A national status code with its names and since when it shows."""

    code: int
    vi: str
    en: str
    at: datetime


class DueView(Model):
    """When the result is due and, for the first due moment, how that was found."""

    at: datetime
    provisional: bool
    explanation: tuple[LocalizedText, ...]


class FeeView(Model):
    """A fee; amounts in đồng. `refunded` is what went back."""

    fee: str
    state: FeeState
    amount: Dong | None
    refunded: Dong
    currency: Literal["VND"] = "VND"
    pay_by: datetime | None
    since: datetime


class DocumentView(Model):
    """A sealed document: whoever holds the file can check it by its digest."""

    document: str
    kind: str
    name: str
    sha256: Sha256
    sealed_at: datetime


class DossierView(Model):
    """Where a dossier stands. `result_after_payment`: the result is ready and handed over once the fee is paid."""

    code: DossierCode
    procedure: ProcedureView
    agency: AgencyView
    filed_at: datetime
    status: CodeView
    timeline: tuple[CodeView, ...]
    due: DueView | None
    fees: tuple[FeeView, ...]
    result_after_payment: bool
    documents: tuple[DocumentView, ...]
    updated_at: datetime
