"""The public schema of a dossier: no personal data."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import AgencyCode, Dong, DossierCode, LocalizedText, ProcedureCode, Sha256
from kit.core.local_time import LocalTime
from kit.core.model import Model

FeeState = Literal["due", "settled", "waived", "voided"]


class ProcedureView(Model):
    """The procedure of a dossier (thủ tục hành chính)."""

    code: Annotated[ProcedureCode, Field(description="The national code of the procedure.")]
    name: Annotated[str, Field(description="The procedure's Vietnamese name.")]


class AgencyView(Model):
    """The agency that processes a dossier."""

    code: Annotated[AgencyCode, Field(description="The agency's code, province first.")]
    name: Annotated[str, Field(description="The agency's Vietnamese name.")]


class StatusChangeView(Model):
    """A national status code with its names and the time from which it holds."""

    code: Annotated[int, Field(description="The national status code, 1 to 10.")]
    vi: Annotated[str, Field(description="Its Vietnamese name.")]
    en: Annotated[str, Field(description="Its English name.")]
    at: Annotated[LocalTime, Field(description="When the dossier got this status.")]


class DueView(Model):
    """The due date of a dossier (hẹn trả)."""

    at: Annotated[LocalTime, Field(description="When the result is due.")]
    provisional: Annotated[
        bool,
        Field(description="True while the official holidays of the year are not published."),
    ]
    explanation: Annotated[
        tuple[LocalizedText, ...],
        Field(description="How the first due date was calculated; empty after a change."),
    ]


class HandlingView(Model):
    """An official at work on a dossier."""

    at: Annotated[LocalTime, Field(description="Since when.")]
    desk: Annotated[str | None, Field(description="The desk; null: none is named.")]
    official: Annotated[
        str | None, Field(description="The official's name; null: no act names one.")
    ]


class FeeView(Model):
    """A fee of a dossier."""

    fee: Annotated[str, Field(description="The fee's id.")]
    state: Annotated[
        FeeState,
        Field(
            description="due: to be paid; settled: paid; waived: not to be paid; voided: no longer "
            "owed."
        ),
    ]
    amount: Annotated[Dong | None, Field(description="The amount in đồng.")]
    refunded: Annotated[Dong, Field(description="The refunded amount in đồng.")]
    currency: Annotated[Literal["VND"], Field(description="Always VND.")] = "VND"
    pay_by: Annotated[
        date | None, Field(description="The last day to pay, in Vietnam; null: none is set.")
    ]
    since: Annotated[LocalTime, Field(description="When the fee got this state.")]


class DocumentView(Model):
    """A sealed document; whoever has its file can verify it by its digest."""

    document: Annotated[str, Field(description="The document's code.")]
    kind: Annotated[str, Field(description="form-01, result or receipt.")]
    name: Annotated[str, Field(description="The document's Vietnamese name.")]
    sha256: Annotated[Sha256, Field(description="The SHA-256 of the file, in hexadecimal digits.")]
    sealed_at: Annotated[LocalTime, Field(description="When it was sealed.")]
    recalled: Annotated[
        bool, Field(description="Whether its agency recalled it: it holds no more.")
    ] = False
    replaced: Annotated[
        bool, Field(description="Whether a corrected document took its place: that one holds.")
    ] = False


class DossierView(Model):
    """A dossier with its timeline, due date, fees and documents."""

    code: Annotated[DossierCode, Field(description="The dossier code (mã hồ sơ).")]
    procedure: Annotated[ProcedureView, Field(description="The procedure.")]
    agency: Annotated[AgencyView, Field(description="The agency that processes it.")]
    filed_at: Annotated[LocalTime, Field(description="When it was filed.")]
    status: Annotated[StatusChangeView, Field(description="The present status.")]
    timeline: Annotated[
        tuple[StatusChangeView, ...], Field(description="All changes of status, oldest first.")
    ]
    due: Annotated[
        DueView | None,
        Field(
            description="The due date; null before acceptance, and where the dossier ended without "
            "a result."
        ),
    ]
    received: Annotated[
        HandlingView | None, Field(description="Who accepted it; null before acceptance.")
    ]
    processing: Annotated[
        HandlingView | None,
        Field(
            description="The desk or official who has it now; since when it is worked on, or null."
        ),
    ]
    returned: Annotated[
        HandlingView | None, Field(description="Who returned the result; null before.")
    ]
    fees: Annotated[tuple[FeeView, ...], Field(description="The fees, oldest first.")]
    result_after_payment: Annotated[
        bool,
        Field(description="True if the result is ready and is returned once the fee is paid."),
    ]
    documents: Annotated[
        tuple[DocumentView, ...], Field(description="The sealed documents, oldest first.")
    ]
    updated_at: Annotated[LocalTime, Field(description="When the latest event happened.")]
