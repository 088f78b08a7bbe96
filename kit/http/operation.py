"""One operation of an API: declared, enforced and documented from the same annotations."""

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

from kit.core.errors import MalformedRequest, ServiceError, Unauthorised
from kit.http.access import Access
from kit.http.context import RequestContext
from kit.http.idempotency import RETENTION
from kit.http.problem_details import MalformedIdentifier, broken

RESERVED = ("request", "body", "query", "return")
NOT_FINITE = re.compile(rb"NaN|Infinity|[eE]\+?\d{3}|\d{309}")
JSON = "application/json"
LARGEST_BODY = 256 * 1024
"""Bytes that a request may have where its route does not say more."""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A method on a path, and the handler that serves it. What each field means: `Router`."""

    method: str
    path: str
    handler: Callable[..., object]
    owner: Callable[[], object] | None = None
    id: str = ""
    access: Access
    answers: type[BaseModel] | None
    status: int
    tag: str = ""
    etag: bool = False
    creates: bool = False
    if_match: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[type[ServiceError], ...] = ()
    codes: tuple[str, ...] = ()
    media_type: str = JSON
    raw: str = ""
    largest_body: int = LARGEST_BODY
    retention: timedelta = RETENTION
    authorize: Callable[..., object] | None = None

    @property
    def name(self) -> str:
        """The operation's id; in logs, and in what an Idempotency-Key is bound to."""
        return self.id or self.handler.__name__

    @property
    def is_for_clients(self) -> bool:
        """Whether applications show who they are by id and secret (RFC 7617), not people."""
        return self._challenges("Basic")

    @property
    def is_for_systems(self) -> bool:
        """Whether other systems show who they are by signing what they send (RFC 9421)."""
        return self._challenges("Signature")

    def _challenges(self, scheme: str) -> bool:
        refusals = (each for each in self.problems if issubclass(each, Unauthorised))
        return any(each.challenge.startswith(scheme) for each in refusals)

    @property
    def changes(self) -> bool:
        """Whether it may change something: everything but a read."""
        return self.method != "GET"

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The handler's annotations, with their constraints."""
        return get_type_hints(self.handler, include_extras=True)

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
    def documentation(self) -> str:
        """The handler's docstring: the summary, and after a blank line the description."""
        return inspect.getdoc(self.handler) or ""

    @property
    def summary(self) -> str:
        """The first line of the handler's docstring."""
        return self.documentation.partition("\n")[0]

    def require_access(self, request: RequestContext, values: Mapping[str, Any]) -> None:
        """Refuse who may not see the object that the path names, whatever `authorize` raises."""
        if self.authorize:
            objects = (values[name] for name in self.path_types)
            self._call(self.authorize, request, *objects)

    def run(self, request: RequestContext, values: Mapping[str, Any]) -> object:
        """Call the handler with what its signature asks for."""
        if "request" in self.hints:
            return self._call(self.handler, request=request, **values)
        return self._call(self.handler, **values)

    def _call(self, function: Callable[..., object], *args: object, **named: object) -> object:
        """A method of the handlers' class is called on the instance, made when first needed."""
        if self.owner is None:
            return function(*args, **named)
        return function(self.owner(), *args, **named)

    def path_values(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """The path parameters, decoded and checked; raises MalformedIdentifier."""
        values: dict[str, Any] = {}
        for name, kind in self.path_types.items():
            try:
                values[name] = kind.validate_python(unquote(texts[name]))
            except ValidationError:
                raise MalformedIdentifier(field=name) from None
        return values

    def body_value(self, raw: bytes) -> dict[str, Any]:
        """The body as its model, under the name `body`; raises MalformedRequest or BrokenSchema."""
        if self.body is None:
            return {}
        try:
            value = self.body.model_validate_json(raw or b"{}")
        except ValidationError as error:
            raise broken(error) from None
        if NOT_FINITE.search(raw):
            _require_finite(raw)
        return {"body": value}

    def query_value(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """The query as its model, under the name `query`; raises BrokenSchema."""
        if self.query is None:
            return {}
        try:
            return {"query": self.query.model_validate(dict(texts))}
        except ValidationError as error:
            raise broken(error) from None


def _require_finite(raw: bytes) -> None:
    """JSON has no NaN and no infinity (RFC 8259), though its readers take them."""
    try:
        json.loads(raw, parse_float=_finite, parse_constant=_finite)
    except ValueError:
        raise MalformedRequest from None


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number
