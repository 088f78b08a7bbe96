"""The contents of a result (kết quả giải quyết thủ tục hành chính): its template, filled in."""

from collections.abc import Iterator, Mapping
from datetime import date

from contracts.casework import CaseDecided, CaseResultCorrected
from contracts.result_content import ResultContent, Value
from contracts.result_templates import Block, ResultTemplate, TemplateField
from contracts.terms import Moment
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting
from documents.rendering.contents import ApplicantContents, Erased, applicant_fields, opened
from kit.core.amount_in_words import in_words
from kit.core.model import Model, SealedValue


class ContentMissing(Exception):
    """The decision has no content for the result: a retry would fail again."""


class Entry(Model):
    """A label with its value."""

    label: str
    value: str


class PrintedBlock(Model):
    """A block as it is printed: a heading, entries on one line, a sentence, or a list."""

    section: str | None = None
    entries: tuple[Entry, ...] = ()
    text: str | None = None
    label: str | None = None
    name: str | None = None
    items: tuple[str, ...] = ()


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
    signer = opened(decided.signer_name) or dossier.agency_name
    filling = Filling(template=template, fields=fields, signer=signer)
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
        blocks=tuple(_printed(template, filling.fields, dossier)),
        role=template.signer,
        signer=filling.signer,
        decided=formatting.moment(at),
        replaces=filling.replaces,
        draft=filling.draft,
    )


def content_of(decided: CaseDecided, result: str | None) -> ResultContent:
    """The decision's content of a result; raises Erased, ContentMissing."""
    contents: object = decided.contents
    if isinstance(contents, SealedValue):
        raise Erased
    content = decided.contents.get(result or "")
    if content is None:
        raise ContentMissing
    return content


def _printed(
    template: ResultTemplate, fields: Mapping[str, Value], dossier: Dossier
) -> Iterator[PrintedBlock]:
    """The blocks that have something to say."""
    words = _words(template, fields, dossier)
    for block in template.blocks:
        if block.section:
            yield PrintedBlock(section=block.section)
        elif block.text:
            yield PrintedBlock(text=block.text.format_map(words))
        elif block.list:
            yield from _listed(template, block, fields)
        elif entries := tuple(_entries(template, block, fields)):
            yield PrintedBlock(entries=entries)


def _entries(
    template: ResultTemplate, block: Block, fields: Mapping[str, Value]
) -> Iterator[Entry]:
    for name in block.line:
        field, value = template.field(name), fields.get(name)
        if field is not None and value is not None:
            yield Entry(label=field.printed or field.label, value=_written(field, value))


def _listed(
    template: ResultTemplate, block: Block, fields: Mapping[str, Value]
) -> Iterator[PrintedBlock]:
    field, value = template.field(block.list or ""), fields.get(block.list or "")
    if field is not None and isinstance(value, tuple):
        yield PrintedBlock(label=field.label, name=field.name, items=value)


def _words(
    template: ResultTemplate, fields: Mapping[str, Value], dossier: Dossier
) -> dict[str, str]:
    """What stands for each placeholder."""
    written = {
        field.name: _written(field, fields[field.name])
        for field in template.fields
        if field.name in fields
    }
    return {"agency": dossier.agency_name, **written}


def _written(field: TemplateField, value: Value) -> str:
    """A value as papers write it."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, int):
        return _amount(value) if field.kind == "money" else f"{value:,}".replace(",", ".")
    if field.kind == "choice":
        return next(option.label for option in field.options if option.value == value)
    if field.kind == "date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if field.kind == "time":
        return f"{value[:2]} giờ {value[3:]} phút"
    return value


def _amount(dong: int) -> str:
    return f"{formatting.dong(dong)} (bằng chữ: {in_words(dong)})"
