"""The form of a procedure (biểu mẫu điện tử): a schema of answers, and the pages that ask for them.

The schema is JSON Schema 2020-12 in the subset of `forms.meta_schema`; the pages give order and
conditions. Words: `x-title`, `x-hint`, `x-names` (of enum values), `x-error` (by rule);
`x-from` prefills from the profile, `x-register` locks what the register says.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, StringConstraints

from contracts.terms import LocalizedText
from kit.core.model import Body, JsonDict

Answers = dict[str, Any]
Scalar = str | bool | int
LARGEST_FORM: Final = 48 * 1024
"""Bytes of JSON text: the form lies in the procedure's item."""
DEFINITION: Final = "#/$defs/"
PageId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class FormPage(Body):
    """A page: its fields in order, and the earlier answers under which it is shown."""

    id: Annotated[PageId, Field(description="Stable within the form")]
    title: Annotated[LocalizedText, Field(description="The heading")]
    when: Annotated[
        dict[str, tuple[Scalar, ...]],
        Field(description="Field -> answers of it with which the page is shown; {}: always"),
    ] = Field(default_factory=dict)
    fields: Annotated[
        tuple[str, ...], Field(min_length=1, description="The names of its fields, in order")
    ]

    def is_shown(self, answers: Mapping[str, Any]) -> bool:
        """Whether its questions are to be answered beside these answers."""
        return all(
            any(_same(answers.get(name), value) for value in values)
            for name, values in self.when.items()
        )


class Form(Body):
    """What an applicant declares for a procedure."""

    model_config = ConfigDict(
        serialize_by_alias=True, validate_by_name=True, validate_by_alias=True
    )

    answer_schema: Annotated[
        JsonDict,
        Field(alias="schema", description="Of the answers, in JSON Schema 2020-12"),
    ]
    pages: Annotated[
        tuple[FormPage, ...],
        Field(min_length=1, max_length=30, description="What is asked, in order"),
    ]
    needs_signature: Annotated[
        bool,
        Field(
            description="Whether the application form bears the applicant's signature: the e-form "
            "is signed, or the signed paper is uploaded"
        ),
    ] = False

    @cached_property
    def field_schemas(self) -> Mapping[str, JsonDict]:
        """The schema of each field, definitions included."""
        properties: JsonDict = self.answer_schema["properties"]
        return {name: self.resolved(schema) for name, schema in properties.items()}

    def page(self, id: str) -> FormPage | None:
        """A page by its id."""
        return next((page for page in self.pages if page.id == id), None)

    def page_of(self, field: str) -> FormPage | None:
        """The page that asks for a field."""
        return next((page for page in self.pages if field in page.fields), None)

    def digest_of(self, page: FormPage) -> str:
        """Names what a page asks: another text of it, another rule of a field is another page."""
        questions: JsonDict = {
            "page": page.model_dump(mode="json"),
            "fields": {name: self.field_schemas[name] for name in page.fields},
            "required": sorted(self.required_on(page)),
        }
        text = json.dumps(questions, ensure_ascii=False, sort_keys=True)
        return sha256(text.encode()).hexdigest()[:12]

    def required_on(self, page: FormPage) -> frozenset[str]:
        """The fields of a page that must be answered where it is shown."""
        condition = condition_of(page)
        stated = [c for c in self.answer_schema.get("allOf", []) if c["if"] == condition]
        conditional = (name for c in stated for name in c.get("then", {}).get("required", []))
        names = {*self.answer_schema["required"], *conditional}
        return frozenset(names & set(page.fields))

    def shown_pages(self, answers: Mapping[str, Any]) -> tuple[FormPage, ...]:
        """The pages to be answered, in order."""
        return tuple(page for page in self.pages if page.is_shown(answers))

    def without_hidden(self, answers: Answers) -> Answers:
        """The answers without those of pages that are not shown.

        A page may hang on an answer of one that hangs on another, so it is looked at in order.
        """
        left = dict(answers)
        for page in self.pages:
            if not page.is_shown(left):
                left = {name: value for name, value in left.items() if name not in page.fields}
        return left

    def resolved(self, schema: JsonDict) -> JsonDict:
        """A part of the schema with what it refers to; its own words stand before."""
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return schema
        defined: JsonDict = self.answer_schema["$defs"][reference.removeprefix(DEFINITION)]
        own = {key: value for key, value in schema.items() if key != "$ref"}
        return {**self.resolved(defined), **own}

    def part(self, pointer: tuple[str | int, ...]) -> JsonDict:
        """The schema at a place of the answers; {} where there is none."""
        schema: JsonDict = self.answer_schema
        for step in pointer:
            parts = schema.get("items") if isinstance(step, int) else None
            inner = parts if parts else schema.get("properties", {}).get(step)
            if not isinstance(inner, dict):
                return {}
            schema = self.resolved(inner)
        return schema

    def fields_from(self, source: str = "") -> Iterator[tuple[str, JsonDict]]:
        """The fields that something else fills, each with its schema."""
        for name, schema in self.field_schemas.items():
            if str(schema.get("x-from", "")).startswith(source) and "x-from" in schema:
                yield name, schema


def condition_of(page: FormPage) -> JsonDict:
    """The same as the page's `when`, as `if` of the schema."""
    return {
        "properties": {name: {"enum": list(values)} for name, values in page.when.items()},
        "required": list(page.when),
    }


def _same(answer: Any, value: Scalar) -> bool:
    """As JSON Schema compares: true is not 1."""
    return isinstance(answer, bool) == isinstance(value, bool) and answer == value
