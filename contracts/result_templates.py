"""Templates of results as data (`data/results/*.json`): fields, layout, which answers prefill them.

A template belongs to kinds of results by their codes; `GENERAL` is for the text of a decision that
has none of its own.
"""

from functools import cache
from importlib.resources import files
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from kit.core.model import Model

FieldKind = Literal[
    "text",
    "long_text",
    "person_name",
    "identity_number",
    "address",
    "phone",
    "email",
    "date",
    "year",
    "time",
    "number",
    "money",
    "choice",
    "list",
]
GENERAL: Final = "decision"
"""The template of a decision's text."""


class Option(Model):
    """An answer to choose."""

    value: Annotated[str, Field(description="What is sent")]
    label: Annotated[str, Field(description="What a person reads, in Vietnamese")]


class TemplateField(Model):
    """A field of a result. `by` says who knows it: the applicant's answers, or the official.

    An answer of the same name in the procedure's form prefills it.
    """

    name: Annotated[str, Field(description="The name in `fields` and in the answers")]
    label: Annotated[str, Field(description="What it is, in Vietnamese")]
    printed: Annotated[
        str | None, Field(description="What stands before it on paper; null: the label")
    ] = None
    kind: Annotated[FieldKind, Field(description="What may be entered")]
    required: Annotated[bool, Field(description="Whether no decision is made without it")]
    by: Annotated[
        Literal["answers", "official"],
        Field(description="answers: prefilled where the applicant answered it; official: added"),
    ] = "answers"
    options: Annotated[
        tuple[Option, ...], Field(description="What can be chosen, of kind choice")
    ] = ()

    @model_validator(mode="after")
    def _has_options(self) -> Self:
        if bool(self.options) != (self.kind == "choice"):
            raise ValueError(f"{self.name}: a choice has options, and nothing else does")
        return self


class Block(Model):
    """A part of the paper: a heading, fields on one line, a sentence with `{fields}`, or a list."""

    section: str | None = None
    line: tuple[str, ...] = ()
    text: str | None = None
    list: str | None = None


class ResultTemplate(Model):
    """Mẫu kết quả. `number` is how the number in the agency's book is written.

    `collective`: a People's Committee issues it as one, and who signs does so on its behalf (TM.).
    """

    id: str
    title: str
    subtitle: str | None = None
    layout: Literal["certificate", "attestation", "licence", "notice", "decision"]
    number: str
    results: tuple[str, ...]
    signer: str
    collective: bool = False
    source: str
    fields: tuple[TemplateField, ...]
    blocks: tuple[Block, ...]

    def field(self, name: str) -> TemplateField | None:
        """A field by its name, or None."""
        return next((field for field in self.fields if field.name == name), None)


def template_of(code: str | None) -> ResultTemplate:
    """The template of a kind of result, else the general one."""
    return _by_code().get(code or "") or _templates()[GENERAL]


def templates() -> tuple[ResultTemplate, ...]:
    """Every template, in the order of their ids."""
    return tuple(_templates().values())


@cache
def _templates() -> dict[str, ResultTemplate]:
    folder = files("data") / "results"
    texts = sorted((each.name, each.read_text("utf-8")) for each in folder.iterdir())
    parsed = (ResultTemplate.model_validate_json(text) for _, text in texts)
    return {template.id: template for template in parsed}


@cache
def _by_code() -> dict[str, ResultTemplate]:
    return {code: template for template in templates() for code in template.results}
