"""Typed HTTP doors: `Router` turns an annotated function into a route with problems, idempotency, ETags and a log line."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from chalice.app import Chalice, Request, Response
from pydantic import BaseModel

from kit.core import ids
from kit.core.errors import ServiceError, TooLarge, Unavailable
from kit.http import problem_details
from kit.http import responses as answers
from kit.http.access import PUBLIC, Access
from kit.http.authorization import Authorizer
from kit.http.context import RequestContext
from kit.http.idempotency import IdempotencyKeyRequired, IdempotencyLease, StoredResponse
from kit.http.operation import Operation
from kit.http.responses import Answer
from kit.persistence.items import Ambiguous, Busy
from kit.persistence.repository import Conflict
from kit.platform import log, tracing
from kit.security.lookup_key import normalize_key

V = TypeVar("V", bound=Callable[..., Any])
LARGEST_BODY = 256 * 1024
KEY_LENGTHS = range(8, 65)
JSON = "application/json"
TRACE = re.compile(r"[A-Za-z0-9=;:._-]{1,128}")


class Router:
    """The HTTP side of one service."""

    def __init__(self, app: Chalice, edge: Authorizer | None = None) -> None:
        self._app = app
        self.edge = edge or Authorizer()
        self.operations: list[Operation] = []

    def get(
        self, path: str, *, access: Access, answers: type[BaseModel] | None, **more: Any
    ) -> Callable[[V], V]:
        """A read. `etag=True` answers 304 to an If-None-Match that still holds."""
        return self._route("GET", path, access=access, answers=answers, status=200, **more)

    def put(
        self, path: str, *, access: Access, answers: type[BaseModel] | None, **more: Any
    ) -> Callable[[V], V]:
        """A write that may be repeated as it is."""
        return self._route("PUT", path, access=access, answers=answers, status=200, **more)

    def delete(self, path: str, *, access: Access, **more: Any) -> Callable[[V], V]:
        """A removal; answers 204."""
        return self._route("DELETE", path, access=access, answers=None, status=204, **more)

    def post(
        self,
        path: str,
        *,
        access: Access,
        answers: type[BaseModel] | None,
        creates: bool = True,
        **more: Any,
    ) -> Callable[[V], V]:
        """A creation (201, with Idempotency-Key), or with `creates=False` a question or a webhook (200)."""
        return self._route(
            "POST",
            path,
            access=access,
            answers=answers,
            status=201 if creates else 200,
            creates=creates,
            **more,
        )

    def _route(self, method: str, path: str, **declared: Any) -> Callable[[V], V]:
        def register(view: V) -> V:
            operation = Operation(method=method, path=path, view=view, **declared)
            if not any(o.path == path for o in self.operations):
                self._preflight(path)
            self.operations.append(operation)

            def door(**given: str) -> Response:
                return self._answer(operation, given)

            door.__name__ = view.__name__
            self._app.route(path, methods=[method], content_types=["*/*"], name=view.__name__)(door)
            return view

        return register

    def _preflight(self, path: str) -> None:
        def preflight(**_: str) -> Response:
            return _response(
                StoredResponse(204, {}, ""), self.edge.cors(self._header("origin"), preflight=True)
            )

        preflight.__name__ = f"preflight_{len(self.operations)}"
        self._app.route(path, methods=["OPTIONS"], content_types=["*/*"], name=preflight.__name__)(
            preflight
        )

    def _header(self, name: str) -> str:
        return str(self._request.headers.get(name) or "")

    @property
    def _request(self) -> Request:
        request = self._app.current_request
        assert request is not None
        return request

    def _answer(self, operation: Operation, given: Mapping[str, str]) -> Response:
        began = time.perf_counter()
        given_trace = self._header("x-amzn-trace-id")
        tracing.follow(given_trace if TRACE.fullmatch(given_trace) else ids.new_ulid(ids.now()))
        speaks = problem_details.language(self._header("accept-language"))
        try:
            kept = self._performed(operation, given, speaks)
        except ServiceError as error:
            kept = answers.refusal(error, speaks)
        except (Conflict, Busy, Ambiguous) as error:
            log.warning("busy", operation=operation.name, error=type(error).__name__)
            kept = answers.refusal(Unavailable(retry_after=1), speaks)
        except Exception as error:  # noqa: BLE001 - the edge: logged once, answered as 500
            log.failure("unexpected", error, operation=operation.name)
            kept = answers.refusal(ServiceError(), speaks)
        elapsed = round((time.perf_counter() - began) * 1000, 1)
        log.info("answered", operation=operation.name, status=kept.status, ms=elapsed)
        return _response(kept, self.edge.cors(self._header("origin")))

    def _performed(
        self, operation: Operation, given: Mapping[str, str], speaks: str
    ) -> StoredResponse:
        call = self._call(operation, speaks)
        values = operation.admitted(call, self._values(operation, given, call.raw))
        begun = self._begun(operation, call, values)
        if isinstance(begun, StoredResponse):
            return begun
        return self._done(
            operation, replace(call, seed=_seed(operation, begun, call.now)), values, begun
        )

    def _call(self, operation: Operation, speaks: str) -> RequestContext:
        """Who asks, and with what; it has no seed yet. Raises Unauthorised, Forbidden."""
        request, now = self._request, ids.now()
        lookup_key = self._header("x-lookup-key")
        principal, staff = self.edge.admit(
            operation.access, self._header("authorization"), now, lookup_key
        )
        return RequestContext(
            now=now,
            seed="",
            language=speaks,
            principal=principal,
            staff=staff,
            headers=request.headers,
            raw=_bytes(request.raw_body) if operation.method in ("POST", "PUT") else b"",
            address=str(request.context.get("identity", {}).get("sourceIp", "")),
            lookup_key=lookup_key,
        )

    def _begun(
        self, operation: Operation, request: RequestContext, values: Mapping[str, Any]
    ) -> IdempotencyLease | StoredResponse | None:
        """The right to create, or what was answered before; None where nothing is created."""
        if not operation.creates:
            return None
        digest = sha256(request.raw).hexdigest()
        return self.edge.once.begin(
            self._scope(operation, request, values), digest, request.now, operation.kept_for
        )

    def _done(
        self,
        operation: Operation,
        request: RequestContext,
        values: Mapping[str, Any],
        ticket: IdempotencyLease | None,
    ) -> StoredResponse:
        try:
            kept = answers.kept(
                operation, operation.view(request=request, **values), self._header("if-none-match")
            )
            if ticket:
                self.edge.once.finish(ticket, kept, request.now)
        except Exception as error:
            if ticket:
                self.edge.once.give_back(
                    ticket, refused=isinstance(error, ServiceError) and error.status < 500
                )
            raise
        return kept

    def _values(self, operation: Operation, given: Mapping[str, str], raw: bytes) -> dict[str, Any]:
        if len(raw) > LARGEST_BODY:
            raise TooLarge
        media_type = self._header("content-type").partition(";")[0].strip().lower()
        if operation.body is not None and media_type != JSON:
            raise problem_details.UnsupportedMedia
        values = operation.path_values(given)
        values |= operation.query_value(self._request.query_params or {})
        return values | operation.body_value(raw)

    def _scope(
        self, operation: Operation, request: RequestContext, values: Mapping[str, Any]
    ) -> str:
        key = self._header("idempotency-key")
        if len(key) not in KEY_LENGTHS or not key.isascii() or not key.isprintable():
            raise IdempotencyKeyRequired(field="Idempotency-Key")
        return "\0".join(
            (_who(request), operation.name, *(str(values[n]) for n in operation.path_types), key)
        )


def _who(request: RequestContext) -> str:
    """Whose answers are kept apart: a person's, or those of whoever holds a look-up key, however it is typed."""
    if request.principal:
        return f"{request.principal.kind} {request.principal.sub}"
    return f"key {normalize_key(request.lookup_key)}" if request.lookup_key else ""


def _seed(operation: Operation, ticket: IdempotencyLease | None, now: datetime) -> str:
    """A read creates nothing: it needs no id."""
    if ticket:
        return ticket.seed
    return "" if operation.method == "GET" else ids.new_ulid(now)


def _bytes(raw: str | bytes) -> bytes:
    return raw.encode() if isinstance(raw, str) else raw


def _response(kept: StoredResponse, cors: Mapping[str, str]) -> Response:
    return Response(kept.body, {**kept.headers, **cors}, kept.status)


__all__ = ["PUBLIC", "Access", "Answer", "Api", "Call"]
