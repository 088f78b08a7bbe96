"""`python -m docs.papers`: docs/papers.md, ten procedures read beside the portal's text, with what
is demanded of whom."""

import gzip
import json
from collections.abc import Iterator
from textwrap import fill
from typing import Any, Final

import yaml

from contracts.required_documents import Component, PaperStatement
from contracts.terms import Channel
from data import shapes
from infra.places import ROOT
from intake.domain.demanded_papers import (
    FilingSituation,
    case_kinds,
    cases_to_choose,
    demands,
    is_conditional,
    is_form_on_pages,
)
from intake.domain.paper_reasons import reason_words
from intake.domain.procedure_content import ProcedureContent

PAGE: Final = ROOT / "docs" / "papers.md"
NOTES: Final = ROOT / "docs" / "papers.yaml"
CATALOGUE: Final = ROOT / "data" / "catalogue" / "procedures.jsonl.gz"
CHANNELS: Final[tuple[Channel, ...]] = ("counter", "post", "online")
LONGEST: Final = 150
HEAD: Final = """# Papers of ten procedures, read beside the portal's text

What the National Portal lists of ten core procedures on 18 July 2026, what a filing here demands,
and why. "Always": no dossier of that channel is filed without it; "in its case": where that case is
chosen; "if stated": where somebody states that its condition applies; "one of": another paper of
the list will do; "mandate": where somebody else files; "held": the State has its data, so it is
demanded of nobody ([0101](decisions/0101-one-rule-says-which-papers-are-demanded.md)); "form": who
files online answers the form on pages, and uploads nothing. The tables come from the catalogue by
the rule that filings go by; the remarks are a reader's (`docs/papers.yaml`). `python -m
docs.papers` writes this page.
"""


def page() -> str:
    """The whole page."""
    notes = yaml.safe_load(NOTES.read_text(encoding="utf-8"))
    contents = _contents({note["code"] for note in notes})
    return HEAD + "".join(
        _section(note["code"], contents[note["code"]], note["read"]) for note in notes
    )


def _contents(codes: set[str]) -> dict[str, ProcedureContent]:
    with gzip.open(CATALOGUE, "rt", encoding="utf-8") as lines:
        entries: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return {
        entry["code"]: _content(entry["code"], entry["content"])
        for entry in entries
        if entry["code"] in codes
    }


def _content(code: str, content: dict[str, Any]) -> ProcedureContent:
    """With the form of its own, where it has one: who files online answers that."""
    return ProcedureContent.model_validate_json(json.dumps(content | {"form": shapes.form(code)}))


def _section(code: str, content: ProcedureContent, read: str) -> str:
    cases = "".join(
        fill(f"- `{case.id}` ({case.kind}) {_short(case.name or 'no heading')}", 100) + "\n"
        for case in content.document_cases
    )
    rows = "".join(_row(content, component) for component in content.documents)
    return (
        f"\n## {code} {content.short_name}\n\n"
        f"{content.field}:\n<{content.source}>\n\n"
        + (f"{cases}\n" if cases else "")
        + f"{fill(read.strip(), 100)}\n\n"
        + f"| paper | the portal says | case | counter | post | online | why |\n{'|---' * 7}|\n"
        + rows
    )


def _row(content: ProcedureContent, component: Component) -> str:
    words = reason_words(component)
    cells = [_demanded(content, component, channel) for channel in CHANNELS]
    why = (words.en or words.vi) if words else ""
    if component.replaced_by:
        why += f" Row {component.replaced_by[0].row}."
    name = _short(component.name)
    return f"| {component.id} | {name} | {component.case or '–'} | {' | '.join(cells)} | {why} |\n"


def _demanded(content: ProcedureContent, component: Component, channel: Channel) -> str:
    if channel not in content.channels:
        return "–"
    if component.replaced_by:
        return "held"
    if is_form_on_pages(content, component, _at(channel)):
        return "form"
    return next(
        (
            words
            for words, situation in _situations(content, component, channel)
            if any(component.id in each.ids for each in demands(content, situation))
        ),
        "held" if _is_beside_held(content, component) else "–",
    )


def _situations(
    content: ProcedureContent, component: Component, channel: Channel
) -> Iterator[tuple[str, FilingSituation]]:
    """The plainest first: of nobody in particular, in its case, on a statement, by a mandate."""
    chosen = tuple(each for each in cases_to_choose(content) if each == component.case)
    applying = {component.id: True}
    kind = case_kinds(content).get(component.case or "", "common")
    is_one = component.requirement == "alternative" or is_conditional(component)
    always = "one of" if is_one else "always"
    inside = "one of, in its case" if component.requirement == "alternative" else "in its case"
    yield always, _at(channel)
    yield inside, _at(channel, PaperStatement(cases=chosen))
    if is_conditional(component):
        stated = PaperStatement(cases=chosen, conditions=applying)
        yield "if stated", _at(channel, stated)
        yield "mandate, if stated", _at(channel, stated, is_delegated=True)
    if kind == "delegation":
        yield f"mandate: {always}", _at(channel, is_delegated=True)


def _at(
    channel: Channel, statement: PaperStatement | None = None, *, is_delegated: bool = False
) -> FilingSituation:
    return FilingSituation(
        channel=channel, is_delegated=is_delegated, statement=statement or PaperStatement()
    )


def _is_beside_held(content: ProcedureContent, component: Component) -> bool:
    return component.requirement == "alternative" and any(
        each.replaced_by and each.case == component.case and each.requirement == "alternative"
        for each in content.documents
    )


def _short(text: str) -> str:
    plain = " ".join(text.split()).replace("|", "/")
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
