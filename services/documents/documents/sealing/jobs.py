"""What an event asks to be rendered: one job for each form, result or receipt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracts.casework import (
    CaseAccepted,
    CaseDecided,
    CaseExtended,
    CasePapersRequested,
    CaseRefused,
    CaseStopped,
)
from contracts.documents import Kind
from contracts.payments import FeeSettled
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import labels, reasoned_forms
from documents.rendering.acceptance_form import acceptance_form
from documents.rendering.contents import Contents
from documents.rendering.pdf import Form
from documents.rendering.receipt import receipt_contents
from documents.rendering.result import result
from kit.core.events import Envelope


@dataclass(frozen=True, slots=True)
class RenderingJob:
    """A form to render: `contents` takes the opened dossier, the file is dated `dated`.

    `key` is the ARN of a collecting body's own key; without one the system's key signs.
    """

    form: Form
    request: DocumentRequest
    contents: Callable[[Dossier], Contents]
    dated: datetime
    key: str | None = None

    @property
    def numbered(self) -> bool:
        """Whether it has a number in the agency's book."""
        return self.request.kind in labels.SIGNS


def acceptance_job(message: Envelope, accepted: CaseAccepted) -> RenderingJob:
    """Mẫu 01 of an accepted dossier."""
    request = _form("form-01", message)
    return RenderingJob(
        "form-01", request, lambda opened: acceptance_form(opened, accepted, request), accepted.at
    )


def supplement_job(message: Envelope, requested: CasePapersRequested) -> RenderingJob:
    """Mẫu 02 of a request for supplements."""
    request, at = _form("form-02", message), message.time
    return RenderingJob(
        "form-02",
        request,
        lambda opened: reasoned_forms.supplement_form(opened, requested, request, at=at),
        at,
    )


def refusal_job(message: Envelope, refused: CaseRefused) -> RenderingJob:
    """Mẫu 03 of a refused dossier."""
    request, at = _form("form-03", message), message.time
    return RenderingJob(
        "form-03",
        request,
        lambda opened: reasoned_forms.refusal_form(opened, refused, request, at=at),
        at,
    )


def apology_job(message: Envelope, extended: CaseExtended) -> RenderingJob:
    """Mẫu 04 of an extended case."""
    request, at = _form("form-04", message), message.time
    return RenderingJob(
        "form-04",
        request,
        lambda opened: reasoned_forms.apology_form(opened, extended, request, at=at),
        at,
    )


def stop_job(message: Envelope, stopped: CaseStopped) -> RenderingJob:
    """Mẫu 05 of a stopped case."""
    request, at = _form("form-05", message), message.time
    return RenderingJob(
        "form-05",
        request,
        lambda opened: reasoned_forms.stop_form(opened, stopped, request, at=at),
        at,
    )


def result_jobs(message: Envelope, decided: CaseDecided) -> list[RenderingJob]:
    """Every result of a decision."""
    requests = [
        DocumentRequest(cause=message.id, kind="result", name=wanted.name, result=wanted.document)
        for wanted in decided.results
    ]
    return [_result_job(decided, request, message.time) for request in requests]


def receipt_job(message: Envelope, settled: FeeSettled) -> RenderingJob:
    """The receipt of a settled fee, dated as its number was."""
    dated = settled.receipt.at or message.time
    request = DocumentRequest(
        cause=message.id,
        kind="receipt",
        name=labels.receipt_name(settled.receipt),
        fee=message.subject,
        receipt=settled.receipt.number if settled.receipt.replaces else None,
    )
    return RenderingJob(
        "receipt",
        request,
        lambda opened: receipt_contents(opened, settled, request, at=dated),
        dated,
        settled.receipt.key,
    )


def _form(kind: Kind, message: Envelope) -> DocumentRequest:
    return DocumentRequest(cause=message.id, kind=kind, name=labels.FORMS[kind])


def _result_job(decided: CaseDecided, request: DocumentRequest, dated: datetime) -> RenderingJob:
    return RenderingJob(
        "result", request, lambda opened: result(opened, decided, request, at=dated), dated
    )
