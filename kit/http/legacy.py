"""Routes as they were declared before `create_router`; gone when every service declares its own."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from chalice.app import Chalice, Response
from pydantic import BaseModel

from kit.core import ids
from kit.http.access import Access
from kit.http.authorization import Authorizer
from kit.http.chalice_adapter import request_of
from kit.http.dispatcher import Dispatcher
from kit.http.http_message import HttpRequest, HttpResponse
from kit.http.idempotency import IdempotencyStore
from kit.http.operation import Operation
from kit.platform.settings import Settings, load
from kit.security.access_tokens import Verifier
from kit.security.staff_directory import Directory

V = TypeVar("V", bound=Callable[..., Any])


class Edge:
    """Made from its settings when first used."""

    @cached_property
    def verifier(self) -> Verifier:
        """Verifies tokens of the configured issuers."""
        return Verifier(load(Settings).issuers)

    @cached_property
    def directory(self) -> Directory:
        """Staff and agencies."""
        from kit import bootstrap

        return bootstrap.directory()

    @cached_property
    def once(self) -> IdempotencyStore:
        """Idempotency records."""
        from kit import bootstrap

        return bootstrap.once()

    @cached_property
    def origins(self) -> frozenset[str]:
        """The origins that browsers may call from."""
        return frozenset(filter(None, load(Settings).cors_origins.split(",")))


class _Lazy:
    """Verifier, directory and idempotency store of an edge, each made when it is asked."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def __getattr__(self, name: str) -> Any:
        owner = {"principal": "verifier", "staff": "directory"}.get(name, "once")
        return getattr(getattr(self._edge, owner), name)


class Router:
    """The HTTP side of one service, on its Chalice app."""

    def __init__(self, app: Chalice, edge: Edge | None = None) -> None:
        self._app = app
        self.edge = edge or Edge()
        self.operations: list[Operation] = []

    def get(
        self, path: str, *, access: Access, answers: type[BaseModel] | None, **more: Any
    ) -> Callable[[V], V]:
        """A read."""
        return self._route("GET", path, access=access, answers=answers, status=200, **more)

    def put(
        self, path: str, *, access: Access, answers: type[BaseModel] | None, **more: Any
    ) -> Callable[[V], V]:
        """A write that may be repeated as it is."""
        return self._route("PUT", path, access=access, answers=answers, status=200, **more)

    def delete(self, path: str, *, access: Access, **more: Any) -> Callable[[V], V]:
        """A removal."""
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
        """A creation, or a question or a webhook."""
        status = 201 if creates else 200
        declared = {"access": access, "answers": answers, "creates": creates, **more}
        return self._route("POST", path, status=status, **declared)

    def _route(self, method: str, path: str, **declared: Any) -> Callable[[V], V]:
        renamed = {"let_in": "authorize", "kept_for": "retention"}
        named = {renamed.get(name, name): value for name, value in declared.items()}
        takes = named.pop("takes", "application/json")
        if named.pop("raw", False):
            named["raw"] = takes

        def register(view: V) -> V:
            operation = Operation(method=method, path=path, handler=view, **named)
            if not any(o.path == path for o in self.operations):
                preflight = f"preflight_{len(self.operations)}"
                self._mount("OPTIONS", path, preflight, lambda d, r: d.preflight(r))
            self.operations.append(operation)
            self._mount(method, path, view.__name__, lambda d, r: d.respond(operation, r))
            return view

        return register

    def _mount(
        self,
        method: str,
        path: str,
        name: str,
        respond: Callable[[Dispatcher, HttpRequest], HttpResponse],
    ) -> None:
        def view(**parameters: str) -> Response:
            lazy: Any = _Lazy(self.edge)
            dispatcher = Dispatcher(Authorizer(lazy, lazy), lazy, self.edge.origins, ids.now)
            asked = request_of(self._app.current_request, method, path, parameters)
            response = respond(dispatcher, asked)
            return Response(response.body, dict(response.headers), response.status)

        view.__name__ = name
        self._app.route(path, methods=[method], content_types=["*/*"], name=name)(view)
