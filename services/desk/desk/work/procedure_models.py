"""A version of a procedure as intake answers it, as far as the pages show it."""

from typing import Any

from pydantic import Field

from desk.work.count_models import Words
from front.api_problem import ApiModel


class Component(ApiModel):
    """A paper that the procedure names."""

    id: str
    name: str


class Result(ApiModel):
    """A kind of result of the procedure."""

    code: str
    name: str


class FormPage(ApiModel):
    """A page of the form."""

    id: str
    title: Words
    fields: tuple[str, ...]


class ProcedureForm(ApiModel):
    """What is declared."""

    answer_schema: dict[str, Any] = Field(alias="schema")
    pages: tuple[FormPage, ...]


class ProcedureVersion(ApiModel):
    """A version of a procedure."""

    documents: tuple[Component, ...] = ()
    results: tuple[Result, ...] = ()
    steps: tuple["Step", ...] = ()
    form: ProcedureForm | None = None


class Step(ApiModel):
    """A step of the procedure."""

    name: str
