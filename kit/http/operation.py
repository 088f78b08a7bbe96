"""One operation of an API: what is declared, enforced and documented from the same annotations."""

import inspect
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any, get_type_hints
from urllib.parse import unquote

from pydantic import BaseModel, TypeAdapter, ValidationError

from kit.core.errors import BadRequest, ServiceError
from kit.http.access import Access
from kit.http.context import RequestContext
from kit.http.idempotency import RETENTION
from kit.http.problem_details import MalformedIdentifier, broken

RESERVED = ("request", "body", "query", "return")
NOT_FINITE = re.compile(rb"NaN|Infinity|[eE]\+?\d{3}|\d{309}")


@dataclass(frozen=True)
class Operation:
    """A method on a path. `creates`: a POST that takes an Idempotency-Key. `headers`: name -> description.

    A `raw` body is left to the door; `takes` is its media type.
    `kept_for` is how long a repeat of its Idempotency-Key is answered as before.
    `let_in` refuses who may not see the object, before an answer that was given once is given again.
    `problems` are the refusals of its own, `codes` those of the rules in its body's model.
    """

    method: str
    path: str
    view: Callable[..., Any]
    access: Access
    answers: type[BaseModel] | None
    status: int
    etag: bool = False
    creates: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[type[ServiceError], ...] = ()
    codes: tuple[str, ...] = ()
    media_type: str = "application/json"
    raw: bool = False
    takes: str = "application/json"
    kept_for: timedelta = RETENTION
    let_in: Callable[..., object] | None = None

    @property
    def name(self) -> str:
        """The operation's id: the door's name."""
        return self.view.__name__

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The door's annotations, with their constraints."""
        return get_type_hints(self.view, include_extras=True)

    @cached_property
    def body(self) -> type[BaseModel] | None:
        """The model of the request body."""
        return self.hints.get("body")

    @cached_property
    def query(self) -> type[BaseModel] | None:
        """The model of the query."""
        return self.hints.get("query")

    @cached_property
    def path_types(self) -> dict[str, TypeAdapter[Any]]:
        """The path parameters and what they must look like."""
        return {n: TypeAdapter(t) for n, t in self.hints.items() if n not in RESERVED}

    @cached_property
    def summary(self) -> str:
        """The first line of the door's docstring."""
        return (inspect.getdoc(self.view) or "").partition("\n")[0]

    def admitted(self, request: RequestContext, values: dict[str, Any]) -> dict[str, Any]:
        """The values, once `let_in` has taken who asks for the object that the path names."""
        if self.let_in:
            self.let_in(request, *(values[name] for name in self.path_types))
        return values

    def path_values(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The path parameters, decoded and checked; raises MalformedIdentifier."""
        values: dict[str, Any] = {}
        for name, kind in self.path_types.items():
            try:
                values[name] = kind.validate_python(unquote(given[name]))
            except ValidationError:
                raise MalformedIdentifier(field=name) from None
        return values

    def body_value(self, raw: bytes) -> dict[str, Any]:
        """The body as its model, under the name `body`; raises BadRequest or BrokenRules."""
        if self.body is None:
            return {}
        try:
            value = self.body.model_validate_json(raw or b"{}")
        except ValidationError as error:
            raise broken(error) from None
        if NOT_FINITE.search(raw):
            _require_finite(raw)
        return {"body": value}

    def query_value(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The query as its model, under the name `query`; raises BrokenRules."""
        if self.query is None:
            return {}
        try:
            return {"query": self.query.model_validate(dict(given))}
        except ValidationError as error:
            raise broken(error) from None


def _require_finite(raw: bytes) -> None:
    """JSON has no NaN and no infinity (RFC 8259), though its readers take them; raises BadRequest."""
    try:
        json.loads(raw, parse_float=_finite, parse_constant=_finite)
    except ValueError:
        raise BadRequest from None


def _finite(number: str) -> float:
    found = float(number)
    if not math.isfinite(found):
        raise ValueError
    return found
