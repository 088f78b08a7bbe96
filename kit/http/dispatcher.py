"""The way of a request through one operation: caller, values, idempotency, handler, response."""

import time
from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from kit.core import ids
from kit.core.errors import ServiceError, TooLarge, Unavailable
from kit.core.time import Clock
from kit.http import problem_details
from kit.http.accept_language import language as language_of
from kit.http.authorization import Authorizer
from kit.http.context import RequestContext
from kit.http.cors import cors_headers
from kit.http.http_message import HttpRequest, HttpResponse
from kit.http.idempotency import IdempotencyKeyRequired, IdempotencyLease, IdempotencyStore
from kit.http.operation import JSON, Operation
from kit.http.responses import problem_response, response_of
from kit.persistence.items import Ambiguous, Busy
from kit.persistence.repository import Conflict
from kit.platform import log, tracing
from kit.security.access_records import AccessRecords
from kit.security.lookup_key import normalize_key

KEY_LENGTHS = range(8, 65)


class Dispatcher(NamedTuple):
    """Carries requests through operations; `origins` are those that browsers may call from."""

    authorizer: Authorizer
    idempotency: IdempotencyStore
    origins: Set[str]
    clock: Clock
    access_records: AccessRecords

    def preflight(self, request: HttpRequest) -> HttpResponse:
        """What a browser asks before it calls from another origin."""
        return HttpResponse(
            204, cors_headers(request.header("origin"), self.origins, preflight=True), ""
        )

    def respond(self, operation: Operation, request: HttpRequest) -> HttpResponse:
        """The response, whatever happens: an error that nobody expected is logged once, here."""
        began = time.perf_counter()
        trace = request.header("x-amzn-trace-id")
        tracing.follow(trace if tracing.FORM.fullmatch(trace) else ids.new_ulid(self.clock()))
        language = language_of(request.header("accept-language"))
        try:
            response = self._perform(operation, request, language)
        except ServiceError as error:
            response = problem_response(error, language)
        except (Conflict, Busy, Ambiguous) as error:
            log.warning("busy", operation=operation.name, error=type(error).__name__)
            response = problem_response(Unavailable(retry_after=1), language)
        except Exception as error:  # noqa: BLE001 - the edge: logged once, answered as 500
            log.failure("unexpected", error, operation=operation.name)
            response = problem_response(ServiceError(), language)
        elapsed = round((time.perf_counter() - began) * 1000, 1)
        log.info("answered", operation=operation.name, status=response.status, ms=elapsed)
        cors = cors_headers(request.header("origin"), self.origins)
        return response._replace(headers=_with_origin(response.headers, cors))

    def _perform(self, operation: Operation, request: HttpRequest, language: str) -> HttpResponse:
        context = self._context(operation, request, language)
        values = _values(operation, request)
        operation.require_access(context, values)
        if not operation.creates:
            seed = "" if operation.method == "GET" else ids.new_ulid(context.now)
            returned = operation.run(replace(context, seed=seed), values)
            self._record(operation, context)
            seen = "" if operation.changes else request.header("if-none-match")
            return response_of(operation, returned, seen)
        scope = _scope(operation, request, context, values)
        digest = sha256(request.body).hexdigest()
        begun = self.idempotency.begin(scope, digest, context.now, operation.retention)
        if isinstance(begun, HttpResponse):
            return begun
        return self._create(operation, replace(context, seed=begun.seed), values, begun)

    def _create(
        self,
        operation: Operation,
        context: RequestContext,
        values: Mapping[str, Any],
        lease: IdempotencyLease,
    ) -> HttpResponse:
        try:
            response = response_of(operation, operation.run(context, values), "")
            self._record(operation, context)
            self.idempotency.finish(lease, response, context.now)
        except Exception as error:
            refused = isinstance(error, ServiceError) and error.status < 500
            self.idempotency.release(lease, refused=refused)
            raise
        return response

    def _record(self, operation: Operation, context: RequestContext) -> None:
        """No record, no answer. A stored response goes to the same caller again, unrecorded."""
        for disclosure in context.disclosures:
            reader = disclosure.reader or context.principal
            assert reader is not None  # `disclose` refuses others
            self.access_records.write(
                reader,
                context.staff,
                disclosure,
                operation=operation.name,
                at=context.now,
            )

    def _context(self, operation: Operation, request: HttpRequest, language: str) -> RequestContext:
        """Who asks, and with what; it has no seed yet. Raises Unauthorised, Forbidden."""
        now: datetime = self.clock()
        lookup_key = request.header("x-lookup-key")
        caller = self.authorizer.authenticate(
            operation.access,
            request.header("authorization"),
            now,
            lookup_key,
            api_key=request.header("x-api-key"),
            changes=operation.changes,
        )
        return RequestContext(
            now=now,
            seed="",
            language=language,
            principal=caller.principal,
            staff=caller.staff,
            person=caller.person,
            mandates=self.authorizer.people.mandates if caller.person else None,
            headers=request.headers,
            raw=request.body,
            address=request.address,
            lookup_key=lookup_key,
        )


def _with_origin(headers: Mapping[str, str], cors: Mapping[str, str]) -> Mapping[str, str]:
    """A response to one origin is no other's, whether the origin is on the list or not."""
    varies = ", ".join(filter(None, (headers.get("Vary"), "Origin")))
    return {**headers, **cors, "Vary": varies}


def _values(operation: Operation, request: HttpRequest) -> dict[str, Any]:
    """What the handler gets by name; raises TooLarge, UnsupportedMediaType, BrokenSchema."""
    if len(request.body) > operation.largest_body:
        raise TooLarge
    media_type = request.header("content-type").partition(";")[0].strip().lower()
    if operation.body is not None and media_type != JSON:
        raise problem_details.UnsupportedMediaType
    values = operation.path_values(request.path)
    values |= operation.query_value(request.query)
    return values | operation.body_value(request.body)


def _scope(
    operation: Operation, request: HttpRequest, context: RequestContext, values: Mapping[str, Any]
) -> str:
    """What an Idempotency-Key is bound to: caller, operation and object."""
    key = request.header("idempotency-key")
    if len(key) not in KEY_LENGTHS or not key.isascii() or not key.isprintable():
        raise IdempotencyKeyRequired(field="Idempotency-Key")
    objects = (str(values[name]) for name in operation.path_types)
    return "\0".join((_caller(context), operation.name, *objects, key))


def _caller(context: RequestContext) -> str:
    """A person, or whoever holds a look-up key, however it is typed."""
    if context.principal:
        return f"{context.principal.kind} {context.principal.sub}"
    return f"key {normalize_key(context.lookup_key)}" if context.lookup_key else ""
