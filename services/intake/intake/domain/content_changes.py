"""What another content changes of a procedure's version, and what of it breaks drafts."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from intake.domain.form import Form
from intake.domain.procedure_content import ProcedureContent
from kit.core.model import Model

LONGEST: Final = 2000
"""Letters of a value that a change shows."""
Part = Literal[
    "field",
    "document",
    "document_case",
    "fee_rule",
    "result",
    "limit",
    "step",
    "form_page",
    "form_field",
]
PARTS: Final[dict[Part, tuple[str, Callable[[Any], str]]]] = {
    "document": ("documents", lambda each: each.id),
    "document_case": ("document_cases", lambda each: each.id),
    "fee_rule": ("fee_rules", lambda each: each.id),
    "result": ("results", lambda each: each.code),
    "limit": ("limits", lambda each: f"{each.channel or '*'} {each.case or '*'}"),
    "step": ("steps", lambda each: each.name),
}
"""Lists of a content, and what names an entry within one."""


class ContentChange(Model):
    """One difference: `before` and `after` as they are stored, cut after 2,000 letters."""

    part: Annotated[Part, Field(description="Of what")]
    id: Annotated[str, Field(description="Which one: a field's name, the id of a paper or rule")]
    change: Annotated[Literal["added", "removed", "changed"], Field(description="How")]
    before: Annotated[str | None, Field(description="In the version in force; null: none")] = None
    after: Annotated[str | None, Field(description="In the new content; null: none")] = None


class Break(Model):
    """What drafts and clients may rely on, and the new content has not, or asks for in addition."""

    kind: Annotated[
        Literal[
            "channel_removed",
            "online_filing_ended",
            "case_removed",
            "group_removed",
            "document_removed",
            "document_required",
            "form_field_removed",
            "form_field_required",
        ],
        Field(description="What happens"),
    ]
    id: Annotated[str, Field(description="Of which channel, case, paper or field")]


def content_changes(
    before: ProcedureContent | None, after: ProcedureContent, forms: tuple[Form | None, Form]
) -> Iterator[ContentChange]:
    """Field by field and paper by paper; `forms` are what the two ask, the general form too."""
    lists = {attribute for attribute, _ in PARTS.values()} | {"form"}
    for name in ProcedureContent.model_fields:
        if name not in lists:
            yield from _changed("field", _field(before, name), _field(after, name))
    for part, (attribute, id_of) in PARTS.items():
        yield from _changed(
            part, _entries(before, attribute, id_of), _entries(after, attribute, id_of)
        )
    old, new = forms
    yield from _changed("form_page", _pages(old), _pages(new))
    yield from _changed("form_field", old.field_schemas if old else {}, new.field_schemas)


def breaks(
    before: ProcedureContent, after: ProcedureContent, forms: tuple[Form, Form]
) -> Iterator[Break]:
    """In the order of their weight."""
    for channel in sorted(set(before.channels) - set(after.channels)):
        yield Break(kind="channel_removed", id=channel)
    if (before.online_filing, after.online_filing) == ("own", "central"):
        yield Break(kind="online_filing_ended", id="online")
    for case in sorted(before.cases - after.cases):
        yield Break(kind="case_removed", id=case)
    for group in sorted(before.groups - after.groups):
        yield Break(kind="group_removed", id=group)
    papers = {paper.id for paper in after.documents}
    yield from (
        Break(kind="document_removed", id=each.id)
        for each in before.documents
        if each.id not in papers
    )
    demanded = {paper.id for paper in before.documents if paper.required}
    yield from (
        Break(kind="document_required", id=each.id)
        for each in after.documents
        if each.required and each.id not in demanded
    )
    yield from _form_breaks(*forms)


def _form_breaks(before: Form, after: Form) -> Iterator[Break]:
    for field in before.field_schemas:
        if field not in after.field_schemas:
            yield Break(kind="form_field_removed", id=field)
    demanded = _required(before)
    for field in sorted(_required(after) - demanded):
        yield Break(kind="form_field_required", id=field)


def _required(form: Form) -> set[str]:
    return {field for page in form.pages for field in form.required_on(page)}


def _field(content: ProcedureContent | None, name: str) -> Mapping[str, Any]:
    return {} if content is None else {name: getattr(content, name)}


def _entries(
    content: ProcedureContent | None, attribute: str, id_of: Callable[[Any], str]
) -> dict[str, Any]:
    """The entries by what names them; of several of one name the later with a number."""
    entries: dict[str, Any] = {}
    for entry in getattr(content, attribute) if content else ():
        name, again = id_of(entry), 1
        while name in entries:
            again += 1
            name = f"{id_of(entry)} {again}"
        entries[name] = entry
    return entries


def _pages(form: Form | None) -> dict[str, Any]:
    return {page.id: page for page in form.pages} if form else {}


def _changed(
    part: Part, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[ContentChange]:
    for name in dict.fromkeys((*before, *after)):
        old, new = (_text(each[name]) if name in each else None for each in (before, after))
        if old == new:
            continue
        change = "added" if old is None else "removed" if new is None else "changed"
        yield ContentChange(
            part=part,
            id=name,
            change=change,
            before=old and old[:LONGEST],
            after=new and new[:LONGEST],
        )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Model) -> Any:
    return value.model_dump(mode="json", exclude_defaults=True)
