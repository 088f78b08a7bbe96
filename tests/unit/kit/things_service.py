"""A small service with one route of each kind, called as API Gateway does."""

import json
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from kit.core.errors import Conflicting, NotFound, PreconditionFailed
from kit.core.model import Body, Model
from kit.http.access import CITIZEN, PUBLIC, SIGNED_IN, SIGNED_IN_OR_KEY, Access, staff
from kit.http.authorization import Authorizer
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app
from kit.http.context import RequestContext
from kit.http.dispatcher import Dispatcher
from kit.http.idempotency import IdempotencyStore
from kit.http.responses import Response
from kit.http.router import Router
from kit.security.access_records import AccessRecords
from kit.security.access_tokens import Verifier
from kit.security.staff_directory import Directory, Staff
from kit.testing.clock import NOW
from kit.testing.http_client import ClientResponse
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.memory_vault import memory_vault
from kit.testing.people import NamesakePeople
from tests.unit.kit.thing import NAME
from tests.unit.kit.tokens import CITIZENS, OFFICIALS, Issuers, token

ORIGIN = "https://motcua.example"
Code = Annotated[str, StringConstraints(pattern=r"^H\d{2}(\.\d{2})*-\d{4}$")]


class ThingBody(Body):
    name: str
    amount: int = 0
    answers: dict[str, Any] = Field(default_factory=dict)


class ThingView(Model):
    id: str
    name: str


class ThingQuery(Model):
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class Taken(Conflicting):
    """It is taken."""

    code = "taken"


class Handlers:
    """One handler of each kind; `failures` are raised first by the one that creates."""

    def __init__(self) -> None:
        self.created: list[str] = []
        self.failures: list[BaseException] = []

    def create(self, request: RequestContext, body: ThingBody) -> ThingView:
        if self.failures:
            raise self.failures.pop(0)
        self.created.append(request.seed)
        return ThingView(id=request.seed, name=body.name)

    def replace(self, request: RequestContext, code: Code, body: ThingBody) -> ThingView:
        if request.headers.get("if-match") == '"old"':
            raise PreconditionFailed
        return ThingView(id=code, name=body.name)

    def create_part(self, request: RequestContext, code: Code) -> ThingView:
        return ThingView(id=request.seed, name=code)

    def delete(self, code: Code) -> None:
        return None

    def fail(self, body: ThingBody) -> ThingView:
        raise RuntimeError(f"the answer of {NAME}")

    def get(self, code: Code) -> ThingView:
        if code == "H49-0404":
            raise NotFound
        return ThingView(id=code, name=NAME)

    def search(self, query: ThingQuery) -> Response:
        return Response(json.dumps({"limit": query.limit}), headers={"X-Made": "by hand"})

    def get_due(self, request: RequestContext, code: Code) -> ThingView:
        sub = request.principal.sub if request.principal else ""
        return ThingView(id=sub, name=request.lookup_key)

    def pay_due(self, request: RequestContext, code: Code) -> ThingView:
        self.created.append(request.seed)
        return ThingView(id=request.seed, name=request.lookup_key)

    def get_own(self, request: RequestContext, owner: str, agency: str) -> Response:
        request.require_read_access(owner=owner, agency=agency)
        return Response("{}")


class ThingsService:
    """The service on a Chalice app of its own."""

    def __init__(self) -> None:
        self.table = MemoryTransport()
        self.accesses = MemoryTransport()
        self.directory = Directory(memory_table(), lambda: NOW)
        self.people = NamesakePeople(memory_table(), lambda: NOW)
        self.directory.put_staff(Staff(sub="o", roles=("officer",), agencies=("H49.61",)))
        verifier = Verifier((CITIZENS, OFFICIALS), Issuers())
        self.vault = memory_vault()
        self.dispatcher = Dispatcher(
            authorizer=Authorizer(verifier, self.directory, self.people),
            idempotency=IdempotencyStore(memory_table(self.table), self.vault, "things"),
            origins=frozenset({ORIGIN}),
            clock=lambda: NOW,
            access_records=AccessRecords(memory_table(self.accesses), "things"),
        )
        self.handlers = Handlers()
        self.router = self._router()
        self.app = service_app("things")
        mount(self.app, self.router)

    def _router(self) -> Router[Handlers]:
        router = Router(lambda: self.handlers, lambda: self.dispatcher)
        things, thing, due = "/v1/things", "/v1/things/{code}", "/v1/dues/{code}"
        payer, view = Access(("citizen",), or_key=True), ThingView
        router.post(things, Handlers.create, id="things_create", access=CITIZEN, answers=view)
        router.put(thing, Handlers.replace, id="things_replace", access=CITIZEN, answers=view)
        router.post(
            f"{thing}/parts", Handlers.create_part, id="parts_create", access=CITIZEN, answers=view
        )
        router.delete(thing, Handlers.delete, id="things_delete", access=staff("officer", "admin"))
        router.post(
            "/v1/failures",
            Handlers.fail,
            id="failures_create",
            access=PUBLIC,
            answers=view,
            creates=False,
        )
        router.get(thing, Handlers.get, id="things_get", access=PUBLIC, answers=view, etag=True)
        router.get(things, Handlers.search, id="things_list", access=SIGNED_IN, answers=view)
        router.get(
            due, Handlers.get_due, id="dues_get", access=SIGNED_IN_OR_KEY, answers=view, etag=True
        )
        router.post(due, Handlers.pay_due, id="dues_pay", access=payer, answers=view)
        router.get(
            "/v1/mine/{owner}/{agency}",
            Handlers.get_own,
            id="own_get",
            access=SIGNED_IN,
            answers=None,
        )
        return router


def event(
    method: str,
    path: str,
    resource: str,
    path_values: dict[str, str],
    headers: dict[str, str],
    raw: Any,
) -> Any:
    """What API Gateway hands a function (REST API, Lambda proxy)."""
    query: dict[str, str] = dict(p.split("=") for p in path.partition("?")[2].split("&") if p)
    return {
        "httpMethod": method,
        "path": path.partition("?")[0],
        "requestContext": {
            "httpMethod": method,
            "resourcePath": resource,
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "resource": resource,
        "pathParameters": path_values or None,
        "queryStringParameters": query or None,
        "multiValueQueryStringParameters": {k: [v] for k, v in query.items()} or None,
        "stageVariables": None,
        "headers": headers,
        "multiValueHeaders": {k: [v] for k, v in headers.items()},
        "body": raw,
        "isBase64Encoded": False,
    }


def call(
    service: ThingsService,
    method: str,
    path: str,
    *,
    resource: str | None = None,
    path_values: dict[str, str] | None = None,
    body: Any = None,
    **headers: str,
) -> ClientResponse:
    """Send a request; header names with underscores, `body` a JSON value or text as it is."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = body if isinstance(body, str | None) else json.dumps(body, ensure_ascii=False)
    if raw is not None:
        named.setdefault("content-type", "application/json")
    request = event(method, path, resource or path.partition("?")[0], path_values or {}, named, raw)
    response = service.app(request, None)
    return ClientResponse(response["statusCode"], response["headers"], response["body"])


def citizen(sub: str = "an") -> str:
    """The Authorization header of a citizen."""
    return "Bearer " + token(sub=sub, exp=9_999_999_999)


def official(sub: str = "o") -> str:
    """The Authorization header of an official."""
    return "Bearer " + token(
        "k2", iss=OFFICIALS.issuer, client_id="desk", sub=sub, exp=9_999_999_999
    )


def make(
    service: ThingsService, key: str = "key-0001", body: Any = None, **headers: str
) -> ClientResponse:
    """Ask for a new thing."""
    content = {"name": "x"} if body is None else body
    named = {"authorization": citizen(), "idempotency_key": key, **headers}
    sent: Any = {name: value for name, value in named.items() if value}
    return call(service, "POST", "/v1/things", body=content, **sent)


def change(service: ThingsService, body: Any, **headers: str) -> ClientResponse:
    """Change a thing."""
    resource, path_values = "/v1/things/{code}", {"code": "H49-0001"}
    headers = {"authorization": citizen(), **headers}
    return call(
        service,
        "PUT",
        "/v1/things/H49-0001",
        resource=resource,
        path_values=path_values,
        body=body,
        **headers,
    )


def show(service: ThingsService, code: str, **headers: str) -> ClientResponse:
    """Look at a thing."""
    return call(
        service,
        "GET",
        f"/v1/things/{code}",
        resource="/v1/things/{code}",
        path_values={"code": code},
        **headers,
    )
