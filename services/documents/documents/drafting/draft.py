"""The draft of a result (dự thảo kết quả): its template with what the applicant answered."""

from datetime import datetime
from typing import Any

from contracts.result_content import Value, is_acceptable, require_fields
from contracts.result_templates import ResultTemplate, TemplateField, template_of
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering.people import Erased
from documents.rendering.result import Filling, filled
from kit.core.errors import Conflicting
from kit.core.model import Model, SealedValue


class DossierErased(Conflicting):
    """The dossier's personal data was erased: no result can be made of it."""

    code = "dossier_erased"
    vi = "Dữ liệu cá nhân của hồ sơ đã được xóa nên không lập được kết quả."
    en = "The personal data of this dossier was erased, so no result can be made."


class ResultDraft(Model):
    """A template, and the values that are known already."""

    template: ResultTemplate
    values: dict[str, Value]


class PreviewResult(Model):
    """What is to be seen: the kind of result, its name where it has no template, its fields."""

    code: str | None
    name: str
    fields: dict[str, Value]
    official: str
    request: str


def draft_result(dossier: Dossier, code: str | None) -> ResultDraft:
    """The template of a kind of result with the answers of an opened dossier.

    Raises DossierErased.
    """
    answers = _answers(dossier)
    template = template_of(code)
    prefilled = {field.name: _value(field, answers.get(field.name)) for field in template.fields}
    values = {name: value for name, value in prefilled.items() if value is not None}
    return ResultDraft(template=template, values=values)


def preview_result(dossier: Dossier, preview: PreviewResult, *, at: datetime) -> bytes:
    """The result as it would be sealed, marked as a preview and without a number.

    Raises DossierErased, and the refusals of `require_fields`.
    """
    from documents.rendering.pdf import render_pdf

    template = template_of(preview.code)
    require_fields(template, preview.fields, at="fields")
    request = DocumentRequest(cause=preview.request, kind="result", name=preview.name)
    filling = Filling(template=template, fields=preview.fields, signer=preview.official, draft=True)
    try:
        return render_pdf("result", filled(dossier, filling, request, at=at), at=at)
    except Erased:
        raise DossierErased from None


def _answers(dossier: Dossier) -> dict[str, Any]:
    answers: object = dossier.answers
    if isinstance(answers, SealedValue):
        raise DossierErased
    return dossier.answers


def _value(field: TemplateField, answer: object) -> Value | None:
    """An answer that its field takes; None of anything else."""
    if isinstance(answer, list):
        answer = tuple(answer)
    if not isinstance(answer, str | int | tuple) or not is_acceptable(field, answer):
        return None
    return answer
