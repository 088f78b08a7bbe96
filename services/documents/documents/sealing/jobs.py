"""What an event asks to be made: one job for each form, result or receipt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar

from contracts.casework import (
    CaseAccepted,
    CaseDecided,
    CaseExtended,
    CasePapersRequested,
    CaseRefused,
    CaseStopped,
    CaseWithdrawn,
)
from contracts.payments import FeeSettled
from contracts.result_content import ResultFile
from contracts.result_templates import ResultTemplate, template_of
from contracts.terms import SealWanted
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting, labels, reasoned_forms
from documents.rendering import result as results
from documents.rendering.acceptance_form import acceptance_form
from documents.rendering.contents import Paper
from documents.rendering.file_mark import file_mark
from documents.rendering.pdf import Form, NumberedForm
from documents.rendering.receipt import receipt_contents
from kit.core.events import Envelope

Reasoned = TypeVar("Reasoned")
"""An event of an act with a reason."""
Reasoned_contra = TypeVar("Reasoned_contra", contravariant=True)


class ReasonedForm(Protocol[Reasoned_contra]):
    """Makes the contents of a form of the moment `at`."""

    def __call__(
        self, dossier: Dossier, event: Reasoned_contra, request: DocumentRequest, /, *, at: datetime
    ) -> Paper: ...


@dataclass(frozen=True, slots=True)
class RenderingJob:
    """A form to render: `contents` takes the opened dossier, the file is dated `dated`.

    `number` writes the number that it has in the agency's book; None where it has none. `key` is
    the ARN of a collecting body's own key; without one the system's key signs.
    `official` is the subject of whoever decided, who signs too where the stage has a signing
    service. `file` is an uploaded result: `contents` are those of its mark.
    """

    form: Form
    request: DocumentRequest
    contents: Callable[[Dossier, DocumentRequest], Paper]
    dated: datetime
    number: Callable[[int, Dossier], str] | None = None
    key: str | None = None
    official: str | None = None
    file: ResultFile | None = None

    def valid_until(self, day: str | None) -> "RenderingJob":
        """Of a result that states its last day."""
        return replace(self, request=self.request.evolve(valid_until=day))


def acceptance_job(message: Envelope, accepted: CaseAccepted) -> RenderingJob:
    """Mẫu 01 of an accepted dossier."""
    return _form_job(
        "form-01",
        message,
        lambda opened, request: acceptance_form(opened, accepted, request),
        accepted.at,
    )


def supplement_job(message: Envelope, requested: CasePapersRequested) -> RenderingJob:
    """Mẫu 02 of a request for supplements."""
    return _reasoned_job("form-02", message, requested, reasoned_forms.supplement_form)


def refusal_job(message: Envelope, refused: CaseRefused) -> RenderingJob:
    """Mẫu 03 of a refused dossier."""
    return _reasoned_job("form-03", message, refused, reasoned_forms.refusal_form)


def apology_job(message: Envelope, extended: CaseExtended) -> RenderingJob:
    """Mẫu 04 of an extended case."""
    return _reasoned_job("form-04", message, extended, reasoned_forms.apology_form)


def stop_job(message: Envelope, stopped: CaseStopped) -> RenderingJob:
    """Mẫu 05 of a stopped case."""
    return _reasoned_job("form-05", message, stopped, reasoned_forms.stop_form)


def withdrawal_job(message: Envelope, withdrawn: CaseWithdrawn) -> RenderingJob:
    """Mẫu 05 of a case that its applicant withdrew."""
    return _reasoned_job("form-05", message, withdrawn, reasoned_forms.withdrawal_form)


def result_jobs(message: Envelope, decided: CaseDecided) -> list[RenderingJob]:
    """Every result of a decision."""
    return [_result_job(message, decided, wanted) for wanted in decided.results]


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
        lambda opened, request: receipt_contents(opened, settled, request, at=dated),
        dated,
        key=settled.receipt.key,
    )


def _reasoned_job(
    kind: NumberedForm,
    message: Envelope,
    event: Reasoned_contra,
    form_of: ReasonedForm[Reasoned_contra],
) -> RenderingJob:
    at = message.time
    return _form_job(
        kind, message, lambda opened, request: form_of(opened, event, request, at=at), at
    )


def _form_job(
    kind: NumberedForm,
    message: Envelope,
    contents: Callable[[Dossier, DocumentRequest], Paper],
    dated: datetime,
) -> RenderingJob:
    request = DocumentRequest(cause=message.id, kind=kind, name=labels.FORMS[kind])
    return RenderingJob(
        kind,
        request,
        contents,
        dated,
        number=lambda number, dossier: labels.number(kind, number, dossier.agency_name),
    )


def _result_job(message: Envelope, decided: CaseDecided, wanted: SealWanted) -> RenderingJob:
    template, at = template_of(wanted.code), message.time
    job = numbered_result_job(
        message,
        wanted,
        template,
        lambda opened, request: results.result(opened, decided, template, request, at=at),
        official=decided.signer,
        file=results.file_of(decided, wanted.document),
    )
    return job.valid_until(results.valid_until(decided, wanted.document))


def numbered_result_job(
    message: Envelope,
    wanted: SealWanted,
    template: ResultTemplate,
    contents: Callable[[Dossier, DocumentRequest], Paper],
    *,
    official: str,
    file: ResultFile | None = None,
) -> RenderingJob:
    """`file`: it was uploaded, and `contents` are not asked for."""
    at = message.time
    request = DocumentRequest(
        cause=message.id,
        kind="result",
        name=wanted.name,
        result=wanted.document,
        template=template.id,
        code=wanted.code,
    )
    return RenderingJob(
        "result",
        request,
        contents if file is None else lambda opened, own: file_mark(opened, own, at=at),
        at,
        number=lambda number, _: _result_number(template, number, at),
        official=official,
        file=file,
    )


def _result_number(template: ResultTemplate, number: int, at: datetime) -> str:
    return template.number.format(number=f"{number:02d}", year=formatting.year(at))
