"""The contents of a result (kết quả giải quyết thủ tục hành chính): its template, filled in."""

from contracts.casework import CaseDecided, CaseResultCorrected
from contracts.result_content import ResultContent, ResultFile, Value
from contracts.result_templates import ResultTemplate
from contracts.terms import Capacity, Moment
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting
from documents.rendering.contents import ApplicantContents, applicant_fields, capacity_lines
from documents.rendering.people import Erased, opened
from documents.rendering.result_blocks import PrintedBlock, printed_blocks
from kit.core.model import Model, SealedValue


class ContentMissing(Exception):
    """The decision has no content for the result: a retry would fail again."""


class ResultContents(ApplicantContents):
    """Kết quả. `draft`: a preview, which nobody has signed. `replaces` names the mistaken one."""

    title: str
    subtitle: str | None
    layout: str
    blocks: tuple[PrintedBlock, ...]
    role: str
    signer: str
    decided: str
    replaces: str | None = None
    draft: bool = False


class Filling(Model):
    """A template with its values and who signs; `draft`: nobody has signed it."""

    template: ResultTemplate
    fields: dict[str, Value]
    signer: str
    capacity: Capacity | None = None
    replaces: str | None = None
    draft: bool = False


def result(
    dossier: Dossier,
    decided: CaseDecided,
    template: ResultTemplate,
    request: DocumentRequest,
    *,
    at: Moment,
) -> ResultContents:
    """One result of a decided dossier; raises Erased, ContentMissing."""
    fields = content_of(decided, request.result).fields
    if not fields:
        raise ContentMissing
    filling = Filling(
        template=template,
        fields=fields,
        signer=opened(decided.signer_name) or dossier.agency_name,
        capacity=decided.capacity,
    )
    return filled(dossier, filling, request, at=at)


def corrected_result(
    dossier: Dossier,
    corrected: CaseResultCorrected,
    template: ResultTemplate,
    request: DocumentRequest,
    *,
    replaces: str | None,
    at: Moment,
) -> ResultContents:
    """A result as it reads after its correction; raises Erased."""
    content: object = corrected.content
    if isinstance(content, SealedValue):
        raise Erased
    filling = Filling(
        template=template,
        fields=corrected.content.fields,
        signer=opened(corrected.signer_name) or dossier.agency_name,
        capacity=corrected.capacity,
        replaces=replaces,
    )
    return filled(dossier, filling, request, at=at)


def filled(
    dossier: Dossier, filling: Filling, request: DocumentRequest, *, at: Moment
) -> ResultContents:
    """A template with its values; raises Erased."""
    template = filling.template
    return ResultContents(
        **applicant_fields(dossier, at, request),
        title=template.title or request.name,
        subtitle=template.subtitle,
        layout=template.layout,
        blocks=tuple(printed_blocks(template, filling.fields, dossier)),
        role=template.signer,
        signer=filling.signer,
        capacity=capacity_lines(
            filling.capacity, dossier.agency_name, collective=template.collective
        ),
        decided=formatting.moment(at),
        replaces=filling.replaces,
        draft=filling.draft,
    )


def file_of(decided: CaseDecided, result: str) -> ResultFile | None:
    """The uploaded file that is this result, if it is one and is readable."""
    contents: object = decided.contents
    if isinstance(contents, SealedValue):
        return None
    content = decided.contents.get(result)
    return content.file if content else None


def corrected_file(corrected: CaseResultCorrected) -> ResultFile | None:
    """The uploaded file that is the corrected result, if it is one and is readable."""
    content: object = corrected.content
    return None if isinstance(content, SealedValue) else corrected.content.file


def valid_until(decided: CaseDecided, result: str) -> str | None:
    """The last day that a result states, if it states one and is readable."""
    contents: object = decided.contents
    return None if isinstance(contents, SealedValue) else _until(decided.contents.get(result))


def corrected_until(corrected: CaseResultCorrected) -> str | None:
    """The last day that the corrected result states, if it states one and is readable."""
    content: object = corrected.content
    return None if isinstance(content, SealedValue) else _until(corrected.content)


def _until(content: ResultContent | None) -> str | None:
    value = content.fields.get("valid_until") if content else None
    return value if isinstance(value, str) else None


def content_of(decided: CaseDecided, result: str | None) -> ResultContent:
    """The decision's content of a result; raises Erased, ContentMissing."""
    contents: object = decided.contents
    if isinstance(contents, SealedValue):
        raise Erased
    content = decided.contents.get(result or "")
    if content is None:
        raise ContentMissing
    return content
