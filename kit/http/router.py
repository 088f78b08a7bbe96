"""The routes of one service, each with what it takes, answers and refuses."""

from collections.abc import Callable, Iterator, Mapping
from threading import RLock
from typing import Any, Concatenate, Generic, NamedTuple, TypeVar, Unpack

from kit.http.dispatcher import Dispatcher
from kit.http.http_message import HttpRequest, HttpResponse
from kit.http.operation import Operation
from kit.http.route_options import GetOptions, PostOptions, PutOptions, RouteOptions

H = TypeVar("H")
Handler = Callable[Concatenate[H, ...], object]


class DeferredRoutes(NamedTuple):
    """Routes whose paths begin with one of `prefixes`; `create` imports and declares them."""

    prefixes: tuple[str, ...]
    create: Callable[[], "Router[Any]"]


class Router(Generic[H]):
    """The HTTP side of one service: a request value in, a response value out.

    Routes name methods of the class `H`; its one instance and the dispatcher are made with the
    first request, so that declaring routes needs no settings.

    What the keywords of a route mean:
    `id`: `<resource>_<verb>`, the operation's stable name. `access`: whom it admits. `answers`: the
    model of a success. `tag`: its group in the document. `problems`: refusals of its own, beside
    those that follow from what it takes. `codes`: problem codes of rules in the body's model.
    `if_match`: the handler refuses where none of the If-Match's ETags holds.
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
        self._deferred: list[DeferredRoutes] = []
        self._declaring = RLock()

    @property
    def operations(self) -> list[Operation]:
        """Every operation, in the order of their declaration."""
        with self._declaring:
            while self._deferred:
                self.include(self._deferred.pop(0).create())
            return list(self._routes.values())

    def operations_at(self, path: str) -> list[Operation]:
        """The operations of one path; only the deferred routes that may hold it are declared."""
        with self._declaring:  # threads of one process may ask for the same routes at once
            while not (declared := list(self._declared_at(path))):
                if not (deferred := self._next_deferred(path)):
                    break
                self._deferred.remove(deferred)
                self.include(deferred.create())
            return declared

    def defer(self, *prefixes: str, create: Callable[[], "Router[Any]"]) -> None:
        """Declare routes with the first request for one of them: each cold start imports only those
        that it serves. All operations of a path belong together.
        """
        self._deferred.append(DeferredRoutes(prefixes, create))

    def include(self, other: "Router[Any]") -> None:
        """Take over another router's routes, served by its own handlers."""
        for operation in other.operations:
            self._add(operation)

    def respond(self, request: HttpRequest) -> HttpResponse:
        """Serve a request to a declared route, or a browser's question before it (OPTIONS)."""
        if request.method == "OPTIONS":
            return self._dispatcher().preflight(request)
        at_path = {each.method: each for each in self.operations_at(request.route)}
        return self._dispatcher().respond(at_path[request.method], request)

    def get(self, path: str, handler: Handler[H], **options: Unpack[GetOptions[H]]) -> None:
        """A read: 200; where it `redirects`, the status by which it leads to another address."""
        status = options.pop("redirects", 200)
        self._declare("GET", status, path, handler, options)

    def post(self, path: str, handler: Handler[H], **options: Unpack[PostOptions[H]]) -> None:
        """A creation (201, with Idempotency-Key), or a question or a webhook (200)."""
        creates = options.setdefault("creates", True)
        self._declare("POST", 201 if creates else 200, path, handler, options)

    def put(self, path: str, handler: Handler[H], **options: Unpack[PutOptions[H]]) -> None:
        """A write that may be repeated as it is: 200."""
        self._declare("PUT", 200, path, handler, options)

    def patch(self, path: str, handler: Handler[H], **options: Unpack[PutOptions[H]]) -> None:
        """A change of a part, which may be repeated as it is: 200."""
        self._declare("PATCH", 200, path, handler, options)

    def delete(self, path: str, handler: Handler[H], **options: Unpack[RouteOptions[H]]) -> None:
        """A removal: 204."""
        self._declare("DELETE", 204, path, handler, options)

    def _declare(
        self, method: str, status: int, path: str, handler: Handler[H], options: Mapping[str, Any]
    ) -> None:
        declared: dict[str, Any] = {"method": method, "status": status, "answers": None, **options}
        self._add(Operation(path=path, handler=handler, owner=self._handlers, **declared))

    def _add(self, operation: Operation) -> None:
        self._routes[operation.method, operation.path] = operation

    def _declared_at(self, path: str) -> Iterator[Operation]:
        return (each for each in self._routes.values() if each.path == path)

    def _next_deferred(self, path: str) -> DeferredRoutes | None:
        return next((each for each in self._deferred if path.startswith(each.prefixes)), None)
