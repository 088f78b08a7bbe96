"""The routes of one service, each with what it takes, answers and refuses."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Concatenate, Generic, TypeVar

from pydantic import BaseModel

from kit.core.errors import ServiceError
from kit.http.access import Access
from kit.http.dispatcher import Dispatcher
from kit.http.http_message import HttpRequest, HttpResponse
from kit.http.idempotency import RETENTION
from kit.http.operation import JSON, Operation

H = TypeVar("H")
NO_HEADERS: Mapping[str, str] = {}


class Router(Generic[H]):
    """The HTTP side of one service: a request value in, a response value out.

    Routes name methods of the class `H`; its one instance and the dispatcher are made with the
    first request, so that declaring routes needs no settings.

    What the keywords of a route mean:
    `id`: `<resource>_<verb>`, the operation's stable name. `access`: whom it admits. `answers`: the
    model of a success. `tag`: its group in the document. `problems`: refusals of its own, beside
    those that follow from what it takes. `codes`: problem codes of rules in the body's model.
    `headers`: headers it requires, name -> description. `etag`: 304 to an If-None-Match that still
    holds. `creates`: a POST that takes an Idempotency-Key; a repeat is answered as before for
    `retention`. `authorize`: refuses who may not see the object, before a stored response is
    repeated. `raw`: the media type of a body that is left to the handler as bytes. `media_type`:
    that of the success.
    """

    def __init__(self, handlers: Callable[[], H], dispatcher: Callable[[], Dispatcher]) -> None:
        self._handlers = handlers
        self._dispatcher = dispatcher
        self._routes: dict[tuple[str, str], Operation] = {}

    @property
    def operations(self) -> list[Operation]:
        """What was declared, in that order."""
        return list(self._routes.values())

    def include(self, other: "Router[Any]") -> None:
        """Take over another router's routes, served by its own handlers."""
        for operation in other.operations:
            self._add(operation)

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Serve a request to a declared route, or a browser's question before it (OPTIONS)."""
        if request.method == "OPTIONS":
            return self._dispatcher().preflight(request)
        return self._dispatcher().respond(self._routes[request.method, request.route], request)

    def get(  # noqa: PLR0913 - each keyword is one line of the document
        self,
        path: str,
        handler: Callable[Concatenate[H, ...], object],
        *,
        id: str,
        access: Access,
        answers: type[BaseModel] | None,
        tag: str = "",
        problems: tuple[type[ServiceError], ...] = (),
        headers: Mapping[str, str] = NO_HEADERS,
        etag: bool = False,
        authorize: Callable[Concatenate[H, ...], object] | None = None,
        media_type: str = JSON,
    ) -> None:
        """A read: 200."""
        self._add(
            Operation(
                method="GET",
                path=path,
                handler=handler,
                owner=self._handlers,
                id=id,
                access=access,
                answers=answers,
                status=200,
                tag=tag,
                problems=problems,
                headers=headers,
                etag=etag,
                authorize=authorize,
                media_type=media_type,
            )
        )

    def post(  # noqa: PLR0913 - each keyword is one line of the document
        self,
        path: str,
        handler: Callable[Concatenate[H, ...], object],
        *,
        id: str,
        access: Access,
        answers: type[BaseModel] | None,
        tag: str = "",
        problems: tuple[type[ServiceError], ...] = (),
        codes: tuple[str, ...] = (),
        headers: Mapping[str, str] = NO_HEADERS,
        creates: bool = True,
        retention: timedelta = RETENTION,
        authorize: Callable[Concatenate[H, ...], object] | None = None,
        raw: str = "",
        media_type: str = JSON,
    ) -> None:
        """A creation (201, with Idempotency-Key), or a question or a webhook (200)."""
        self._add(
            Operation(
                method="POST",
                path=path,
                handler=handler,
                owner=self._handlers,
                id=id,
                access=access,
                answers=answers,
                status=201 if creates else 200,
                tag=tag,
                problems=problems,
                codes=codes,
                headers=headers,
                creates=creates,
                retention=retention,
                authorize=authorize,
                raw=raw,
                media_type=media_type,
            )
        )

    def put(  # noqa: PLR0913 - each keyword is one line of the document
        self,
        path: str,
        handler: Callable[Concatenate[H, ...], object],
        *,
        id: str,
        access: Access,
        answers: type[BaseModel] | None,
        tag: str = "",
        problems: tuple[type[ServiceError], ...] = (),
        codes: tuple[str, ...] = (),
        headers: Mapping[str, str] = NO_HEADERS,
        authorize: Callable[Concatenate[H, ...], object] | None = None,
        raw: str = "",
    ) -> None:
        """A write that may be repeated as it is: 200."""
        self._add(
            Operation(
                method="PUT",
                path=path,
                handler=handler,
                owner=self._handlers,
                id=id,
                access=access,
                answers=answers,
                status=200,
                tag=tag,
                problems=problems,
                codes=codes,
                headers=headers,
                authorize=authorize,
                raw=raw,
            )
        )

    def delete(  # noqa: PLR0913 - each keyword is one line of the document
        self,
        path: str,
        handler: Callable[Concatenate[H, ...], object],
        *,
        id: str,
        access: Access,
        tag: str = "",
        problems: tuple[type[ServiceError], ...] = (),
        authorize: Callable[Concatenate[H, ...], object] | None = None,
    ) -> None:
        """A removal: 204."""
        self._add(
            Operation(
                method="DELETE",
                path=path,
                handler=handler,
                owner=self._handlers,
                id=id,
                access=access,
                answers=None,
                status=204,
                tag=tag,
                problems=problems,
                authorize=authorize,
            )
        )

    def _add(self, operation: Operation) -> None:
        self._routes[operation.method, operation.path] = operation
