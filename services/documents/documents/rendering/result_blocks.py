"""The blocks of a result, as they are printed: the layout of its template with the values."""

from collections.abc import Iterator, Mapping
from datetime import date

from contracts.result_content import Value
from contracts.result_templates import Block, ResultTemplate, TemplateField
from documents.domain.dossier import Dossier
from documents.rendering import formatting
from kit.core.amount_in_words import in_words
from kit.core.model import Model


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


def printed_blocks(
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
