"""All six services over memory as a client calls them, with the OIDC provider of citizens and of
officials: no answer is made up, and each is checked against the OpenAPI documents.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from chalice.app import Chalice

from contracts.testing.answers import sample_page
from front.http_client import NoResponse, Request, Response
from infra.places import ROOT
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.procedure_content import ProcedureContent
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app
from kit.platform.settings import Issuer
from kit.security.access_tokens import Verifier
from kit.security.staff_directory import Agency
from local.demo.people import Citizen, citizen
from local.doubles.issuer.accounts import KINDS, LEVEL, Kind
from local.doubles.issuer.authorizations import Refusal
from local.doubles.issuer.provider import Provider
from local.doubles.issuer.tokens import key_set
from local.stage import CLAIMS
from tests.contract.answer_schemas import CHECKED
from tests.contract.gateway import Gateway
from tests.unit.doubles.issuer.visitor import ORIGIN, key
from tests.unit.intake.world import PDF
from tests.world import SERVICES, World

API = "http://api.test"
PORTAL = "https://dichvu.example.vn"
"""Where intake may send a browser back to."""
DESK = "https://canbo.example.vn"
CODE = "1.001612"
AGENCY = "H49.61.01"
FOREIGN = "H49.62.01"
PROVINCE = "H49"
AGENCIES: Final[tuple[tuple[str, str, str | None, str], ...]] = (
    (PROVINCE, "Ủy ban nhân dân tỉnh Quảng Ninh", None, "province"),
    (AGENCY, "Ủy ban nhân dân phường Hồng Gai", PROVINCE, "commune"),
    (FOREIGN, "Ủy ban nhân dân phường Bãi Cháy", PROVINCE, "commune"),
)
SECONDS = 0.02


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """The procedures of the shipped catalogue, by code."""
    listed = json.loads((ROOT / "data" / "catalogue" / "procedures.json").read_text("utf-8"))
    procedures = listed if isinstance(listed, list) else listed["procedures"]
    return {each["code"]: each["content"] for each in procedures}


@cache
def procedure_content(code: str = CODE) -> dict[str, Any]:
    """A procedure of the shipped catalogue, with its form."""
    content = catalogue()[code]
    form = ROOT / "data" / "forms" / f"{code}.form.json"
    return content | ({"form": json.loads(form.read_text("utf-8"))} if form.exists() else {})


def _issuers(addresses: Mapping[Kind, str]) -> list[Issuer]:
    """As the local stage trusts them."""
    citizens, officials = addresses["citizen"], addresses["staff"]
    return [
        Issuer(
            kind="citizen",
            issuer=citizens,
            audience="citizen portal",
            jwks=f"{citizens}/jwks.json",
            claims=CLAIMS,
            levels=(LEVEL,),
        ),
        Issuer(
            kind="staff",
            issuer=officials,
            audience="staff desk",
            jwks=f"{officials}/jwks.json",
            factors=("otp",),
        ),
    ]


@dataclass
class ServicesWorld:
    """It is an HttpClient of clients. `unavailable` is a part of "<method> <path>" whose requests
    get no response; `seconds_passed` counts how long the others took, `processor_seconds` what they
    all took of a processor. The clients are at `portal`
    and `desk`, the provider at `provider_origin`.
    """

    portal: str = PORTAL
    desk: str = DESK
    provider_origin: str = ORIGIN
    unavailable: str = ""
    seconds_passed: float = 0.0
    requests: list[Request] = field(default_factory=list)
    processor_seconds: float = 0.0

    def __post_init__(self) -> None:
        verifier = Verifier(_issuers(self.issuers), lambda _: key_set(key()))
        self.world = World(verifier=verifier, return_origins=(self.portal, self.desk))
        self.provider = Provider(key(), (self.portal, self.desk))
        apps: dict[str, Chalice] = {}
        for name in SERVICES:
            apps[name] = service_app(name)
            mount(apps[name], self.world.services[name].router)
        self.gateway = Gateway(apps)
        self.world.directory.put_agencies(
            Agency(code=code, name=name, parent=parent, valid_from="2025-07-01", kind=kind)
            for code, name, parent, kind in AGENCIES
        )
        content = ProcedureContent.model_validate_json(json.dumps(procedure_content()))
        command = PublishProcedure(code=CODE, content=content)
        publish_procedure(self.world.intake, command, at=self.world.now())
        self.world.settle()

    @property
    def issuer(self) -> str:
        """The issuer of citizens."""
        return self.issuers["citizen"]

    @property
    def issuers(self) -> dict[Kind, str]:
        """The issuers of citizens and of officials."""
        return {kind: f"{self.provider_origin}/{kind}" for kind in KINDS}

    def clock(self) -> datetime:
        """The time of the portal's pages."""
        return self.world.now()

    def file_paid(self) -> str:
        """A citizen files a dossier and pays its fee: it waits at the desk; its code."""
        code = self.world.file()
        self.world.settle()
        self.world.pay_fee()
        self.world.settle()
        return code

    def later(self, **delta: int) -> None:
        """Let time pass."""
        self.world.clock += timedelta(**delta)

    def send(self, request: Request) -> Response:
        """What a service or the provider answers."""
        began = time.thread_time()
        try:
            return self._answer(request)
        finally:
            self.processor_seconds += time.thread_time() - began

    def _answer(self, request: Request) -> Response:
        self.requests.append(request)
        self.seconds_passed += SECONDS
        parts = urlsplit(request.url)
        if self.unavailable and self.unavailable in f"{request.method} {parts.path}":
            raise NoResponse
        if request.url.startswith(self.provider_origin):
            return self._provider_answer(request)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        exchange = self.gateway.ask(request.method, target, request.headers, request.body or None)
        CHECKED.check(request.method, parts.path, exchange.status, exchange.headers, exchange.text)
        headers = {name.lower(): value for name, value in exchange.headers.items()}
        wait = headers.get("retry-after", "")
        return Response(
            exchange.status,
            (exchange.text or "").encode(),
            int(wait) if wait.isdecimal() else None,
            headers.get("etag", ""),
        )

    def arrive(self, key: str, content: bytes = PDF) -> None:
        """A file reaches the store, and is checked."""
        upload = self.world.bucket.upload(key, content)
        self.world.checker.check(upload, at=self.world.now())

    def _provider_answer(self, request: Request) -> Response:
        kind: Kind = "staff" if urlsplit(request.url).path.startswith("/staff/") else "citizen"
        path = urlsplit(request.url).path.removeprefix(f"/{kind}")
        form = dict(parse_qsl(request.body.decode()))
        authorization = request.headers.get("Authorization", "")
        if path == "/.well-known/openid-configuration":
            return _json(200, self.provider.discovery(self.issuers[kind]))
        if path == "/jwks.json":
            return _json(200, key_set(key()))
        try:
            if path == "/revoke":
                self.provider.revoke(kind, authorization, form)
                return _json(200, {})
            now = self.world.now()
            return _json(
                200, self.provider.tokens(kind, self.issuers[kind], authorization, form, now)
            )
        except Refusal as refusal:
            return _json(400, {"error": str(refusal)})


def _json(status: int, content: dict[str, Any]) -> Response:
    return Response(status, json.dumps(content).encode())


def typed(answers: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, str | list[str]]:
    """What somebody types who gives these answers; `fields` are the form's properties."""
    values: dict[str, str | list[str]] = {}
    for name, answer in answers.items():
        if isinstance(answer, str) and "date" in json.dumps(fields[name]):
            year, month, day = answer.split("-")
            values |= {f"a.{name}.d": day, f"a.{name}.m": month, f"a.{name}.y": year}
        elif isinstance(answer, list):
            values[f"a.{name}"] = [str(each) for each in answer]
        else:
            values[f"a.{name}"] = str(answer)
    return values


@cache
def shared_world() -> ServicesWorld:
    """One for the tests of a process: each of its people is somebody else's."""
    return ServicesWorld()


NUMBERS = count(100)


def somebody() -> Citizen:
    """A citizen whom no other test knows."""
    return citizen(next(NUMBERS))


def right_values(page: str, code: str = CODE) -> dict[str, str | list[str]]:
    """What somebody types into a page of a procedure's form that intake accepts."""
    form = procedure_content(code)["form"]
    form_page = next(each for each in form["pages"] if each["id"] == page)
    values = {"established_by": "individual", "owner_name": "Nguyễn Văn An"}
    return typed(sample_page(form, form_page, {}, values), form["schema"]["properties"])
