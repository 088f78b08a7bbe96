"""The portal before all six services over memory, with the OIDC provider: no answer is made up."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from chalice.app import Chalice

from contracts.testing.answers import sample_page
from front.http_client import NoResponse, Request, Response
from infra.places import ROOT
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.procedure_content import ProcedureContent
from kit.http.chalice_adapter import mount, service_app
from kit.platform.settings import Issuer
from kit.security.access_tokens import Verifier
from kit.security.staff_directory import Agency
from local.demo.people import Citizen, citizen
from local.doubles.issuer.accounts import LEVEL
from local.doubles.issuer.authorizations import Refusal
from local.doubles.issuer.provider import Provider
from local.doubles.issuer.tokens import key_set
from local.stage import CLAIMS
from tests.contract.gateway import Gateway
from tests.unit.doubles.issuer.visitor import ORIGIN, key
from tests.unit.intake.world import PDF
from tests.world import SERVICES, World

API = "http://api.test"
PORTAL = "https://dichvu.example.vn"
"""Where intake may send a browser back to."""
CODE = "1.001612"
AGENCY = "H49.61.01"
SECONDS = 0.02


@cache
def procedure_content(code: str = CODE) -> dict[str, Any]:
    """A procedure of the shipped catalogue, with its form."""
    listed = json.loads((ROOT / "data" / "catalogue" / "procedures.json").read_text("utf-8"))
    procedures = listed if isinstance(listed, list) else listed["procedures"]
    content: dict[str, Any] = next(each["content"] for each in procedures if each["code"] == code)
    form = ROOT / "data" / "forms" / f"{code}.form.json"
    return content | ({"form": json.loads(form.read_text("utf-8"))} if form.exists() else {})


def _issuer(address: str) -> Issuer:
    return Issuer(
        kind="citizen",
        issuer=address,
        audience="citizen portal",
        jwks=f"{address}/jwks.json",
        claims=CLAIMS,
        levels=(LEVEL,),
    )


@dataclass
class ServicesWorld:
    """It is an HttpClient of the portal. `unavailable` is a part of "<method> <path>" whose
    requests get no response; `seconds_passed` counts how long the others took. The portal is at
    `portal`, the provider at `provider_origin`.
    """

    portal: str = PORTAL
    provider_origin: str = ORIGIN
    unavailable: str = ""
    seconds_passed: float = 0.0
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        verifier = Verifier([_issuer(self.issuer)], lambda _: key_set(key()))
        self.world = World(verifier=verifier, return_origins=(self.portal,))
        self.provider = Provider(key(), (self.portal,))
        apps: dict[str, Chalice] = {}
        for name in SERVICES:
            apps[name] = service_app(name)
            mount(apps[name], self.world.services[name].router)
        self.gateway = Gateway(apps)
        self.world.directory.put_agency(
            Agency(
                code=AGENCY,
                name="Ủy ban nhân dân phường Hồng Gai",
                valid_from="2025-07-01",
                kind="commune",
            )
        )
        content = ProcedureContent.model_validate_json(json.dumps(procedure_content()))
        command = PublishProcedure(code=CODE, content=content)
        publish_procedure(self.world.intake, command, at=self.world.now())
        self.world.settle()

    @property
    def issuer(self) -> str:
        """The issuer of citizens."""
        return f"{self.provider_origin}/citizen"

    def clock(self) -> datetime:
        """The time of the portal's pages."""
        return self.world.now()

    def later(self, **delta: int) -> None:
        """Let time pass."""
        self.world.clock += timedelta(**delta)

    def send(self, request: Request) -> Response:
        """What a service or the provider answers."""
        self.requests.append(request)
        self.seconds_passed += SECONDS
        parts = urlsplit(request.url)
        if self.unavailable and self.unavailable in f"{request.method} {parts.path}":
            raise NoResponse
        if request.url.startswith(self.provider_origin):
            return self._provider_answer(request)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        exchange = self.gateway.ask(request.method, target, request.headers, request.body or None)
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
        path = urlsplit(request.url).path.removeprefix("/citizen")
        form = dict(parse_qsl(request.body.decode()))
        authorization = request.headers.get("Authorization", "")
        if path == "/.well-known/openid-configuration":
            return _json(200, self.provider.discovery(self.issuer))
        if path == "/jwks.json":
            return _json(200, key_set(key()))
        try:
            if path == "/revoke":
                self.provider.revoke("citizen", authorization, form)
                return _json(200, {})
            now = self.world.now()
            return _json(
                200, self.provider.tokens("citizen", self.issuer, authorization, form, now)
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


def right_values(page: str) -> dict[str, str | list[str]]:
    """What somebody types into a page of the form that intake accepts."""
    form = procedure_content()["form"]
    form_page = next(each for each in form["pages"] if each["id"] == page)
    values = {"established_by": "individual", "owner_name": "Nguyễn Văn An"}
    return typed(sample_page(form, form_page, {}, values), form["schema"]["properties"])
