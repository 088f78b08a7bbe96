"""A small API with one door of each kind, and a caller that speaks to it as API Gateway does."""

import json
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from kit.core.errors import Conflicting, NotFound, PreconditionFailed
from kit.core.model import Body, Model
from kit.http.access import CITIZEN, PUBLIC, SIGNED_IN, SIGNED_IN_OR_KEY, Access, staff
from kit.http.authorization import Authorizer
from kit.http.chalice_adapter import service_app
from kit.http.context import RequestContext
from kit.http.idempotency import IdempotencyStore
from kit.http.responses import Answer
from kit.http.router import Router
from kit.security.access_tokens import Verifier
from kit.security.staff_directory import Directory, Staff
from tests.fakes import NOW, MemoryTransport, memory_table, memory_vault
from tests.unit.kit.thing import NAME
from tests.unit.kit.tokens import CITIZENS, OFFICIALS, Issuers, token

ORIGIN = "https://motcua.example"
Code = Annotated[str, StringConstraints(pattern=r"^H\d{2}(\.\d{2})*-\d{4}$")]


class Wish(Body):
    name: str
    amount: int = 0
    answers: dict[str, Any] = Field(default_factory=dict)


class Shown(Model):
    id: str
    name: str


class Filter(Model):
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class Taken(Conflicting):
    """It is taken."""

    code = "taken"


class Doors:
    """The service behind the doors; `before` is run by the creating door."""

    def __init__(self) -> None:
        self.app = service_app("things")
        self.table = MemoryTransport()
        self.edge = Authorizer()
        self.directory = Directory(memory_table(), lambda: NOW)
        self.directory.put_staff(Staff(sub="o", roles=("officer",), agencies=("H49.61",)))
        vars(self.edge).update(
            verifier=Verifier((CITIZENS, OFFICIALS), Issuers()),
            directory=self.directory,
            once=IdempotencyStore(memory_table(self.table), memory_vault(), "things"),
            origins=frozenset({ORIGIN}),
        )
        self.api = Router(self.app, self.edge)
        self.made: list[str] = []
        self.fails: list[BaseException] = []
        self._writes()
        self._reads()

    def _writes(self) -> None:
        api = self.api

        @api.post("/v1/things", access=CITIZEN, answers=Shown)
        def make(request: RequestContext, body: Wish) -> Shown:
            if self.fails:
                raise self.fails.pop(0)
            self.made.append(request.seed)
            return Shown(id=request.seed, name=body.name)

        @api.put("/v1/things/{code}", access=CITIZEN, answers=Shown)
        def change(request: RequestContext, code: Code, body: Wish) -> Shown:
            if request.headers.get("if-match") == '"old"':
                raise PreconditionFailed
            return Shown(id=code, name=body.name)

        @api.post("/v1/things/{code}/parts", access=CITIZEN, answers=Shown)
        def part(request: RequestContext, code: Code) -> Shown:
            return Shown(id=request.seed, name=code)

        @api.delete("/v1/things/{code}", access=staff("officer", "admin"))
        def remove(request: RequestContext, code: Code) -> None:
            return None

        @api.post("/v1/asked", access=PUBLIC, answers=Shown, creates=False)
        def ask(request: RequestContext, body: Wish) -> Shown:
            raise RuntimeError(f"the answer of {NAME}")

    def _reads(self) -> None:
        api = self.api

        @api.get("/v1/things/{code}", access=PUBLIC, answers=Shown, etag=True)
        def show(request: RequestContext, code: Code) -> Shown:
            if code == "H49-0404":
                raise NotFound
            return Shown(id=code, name=NAME)

        @api.get("/v1/things", access=SIGNED_IN, answers=Shown)
        def search(request: RequestContext, query: Filter) -> Answer:
            return Answer(json.dumps({"limit": query.limit}), headers={"X-Made": "by hand"})

        @api.get("/v1/dues/{code}", access=SIGNED_IN_OR_KEY, answers=Shown, etag=True)
        def dues(request: RequestContext, code: Code) -> Shown:
            return Shown(
                id=request.principal.sub if request.principal else "", name=request.lookup_key
            )

        @api.post("/v1/dues/{code}", access=Access(("citizen",), or_key=True), answers=Shown)
        def pay(request: RequestContext, code: Code) -> Shown:
            self.made.append(request.seed)
            return Shown(id=request.seed, name=request.lookup_key)

        @api.get("/v1/mine/{owner}/{agency}", access=SIGNED_IN, answers=None)
        def mine(request: RequestContext, owner: str, agency: str) -> Answer:
            request.require_sight(owner=owner, agency=agency)
            return Answer("{}")


@dataclass
class Heard:
    """An answer as the gateway gets it."""

    status: int
    headers: dict[str, str]
    text: str = field(repr=False)

    @property
    def body(self) -> Any:
        """The JSON document."""
        return json.loads(self.text)

    @property
    def code(self) -> str:
        """The stable code of a problem."""
        assert self.headers["Content-Type"] == "application/problem+json"
        return str(self.body["code"])


def event(
    method: str, path: str, resource: str, given: dict[str, str], headers: dict[str, str], raw: Any
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
        "pathParameters": given or None,
        "queryStringParameters": query or None,
        "multiValueQueryStringParameters": {k: [v] for k, v in query.items()} or None,
        "stageVariables": None,
        "headers": headers,
        "multiValueHeaders": {k: [v] for k, v in headers.items()},
        "body": raw,
        "isBase64Encoded": False,
    }


def call(
    doors: Doors,
    method: str,
    path: str,
    *,
    resource: str | None = None,
    given: dict[str, str] | None = None,
    body: Any = None,
    **headers: str,
) -> Heard:
    """Send a request; header names with underscores, `body` a JSON value or text as it is."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    raw = body if isinstance(body, str | None) else json.dumps(body, ensure_ascii=False)
    if raw is not None:
        named.setdefault("content-type", "application/json")
    asked = event(method, path, resource or path.partition("?")[0], given or {}, named, raw)
    answered = doors.app(asked, None)
    return Heard(answered["statusCode"], answered["headers"], answered["body"])


def citizen(sub: str = "an") -> str:
    """The Authorization header of a citizen."""
    return "Bearer " + token(sub=sub, exp=9_999_999_999)


def official(sub: str = "o") -> str:
    """The Authorization header of an official."""
    return "Bearer " + token(
        "k2", iss=OFFICIALS.issuer, client_id="desk", sub=sub, exp=9_999_999_999
    )


def make(doors: Doors, key: str = "key-0001", body: Any = None, **headers: str) -> Heard:
    """Ask for a new thing."""
    wish = {"name": "x"} if body is None else body
    given = {"authorization": citizen(), "idempotency_key": key, **headers}
    return call(doors, "POST", "/v1/things", body=wish, **{k: v for k, v in given.items() if v})  # type: ignore[arg-type]


def change(doors: Doors, body: Any, **headers: str) -> Heard:
    """Change a thing."""
    resource, given = "/v1/things/{code}", {"code": "H49-0001"}
    headers = {"authorization": citizen(), **headers}
    return call(
        doors, "PUT", "/v1/things/H49-0001", resource=resource, given=given, body=body, **headers
    )


def show(doors: Doors, code: str, **headers: str) -> Heard:
    """Look at a thing."""
    return call(
        doors,
        "GET",
        f"/v1/things/{code}",
        resource="/v1/things/{code}",
        given={"code": code},
        **headers,
    )
