"""schemathesis against the apps in this process: every generated request is sent as every role, and
the answer checked.

Seeded ids of a lived world take the place of generated path parameters, so that doors open; a
signing hook signs what is sent to the webhook. After every request the world is as it was.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, Literal

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case as AnyCase
from schemathesis import CheckFunction, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from infra.openapi import document_of
from infra.places import SERVICES
from tests.contract.authorisation import OF_STAFF, ROLES, STAFF_ROLES, cells_of
from tests.contract.contract_world import ContractWorld
from tests.contract.gateway import Exchange
from tests.contract.mounted_apps import authorization, opened
from tests.contract.route_requests import RouteRequest, route_requests
from tests.contract.wire import raw_of, response_of, signature, text_of

CHECKS: Final[list[CheckFunction]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
RIGHT: Final = {"citizen": "owner", "catalogue_editor": "above", "accountant": "above"}
WRONG: Final = {"citizen": "another", **dict.fromkeys(STAFF_ROLES, "foreign")}
"""Where a role stands to the seeded objects: where the door opens, and where it must stay shut."""
OFTEN: Final = 12
EXTREMES: Final[list[tuple[dict[str, str], int, int]]] = [
    ({"Content-Type": "text/plain"}, 0, 1),
    ({}, 300_000, 2),  # the second time it is too large
    ({}, 1, 3),  # an Idempotency-Key with another body
    ({}, 0, OFTEN),  # a look-up with the wrong key, too often
]
"""Headers, how many spaces the body grows by each time, and how often it is sent."""
WEBHOOK: Final = "POST /payments/v1/webhooks/{provider}"
Mode = Literal["as generated", "seeded ids", "another stage", "sound"]
TEXT: Final = ("text/csv", "application/x-www-form-urlencoded", "application/pdf")
MODES: Final[tuple[Mode, ...]] = ("as generated", "seeded ids", "another stage")
Case = AnyCase[Any]
Seen = Mapping[str, frozenset[int]]


@schemathesis.serializer("application/pdf")
def _pdf(_: Any, value: Any) -> bytes:
    """A file is whatever bytes its text stands for."""
    return str(value).encode()


@cache
def operations() -> dict[str, APIOperation[Any, Any, Any, Any]]:
    """Every operation of every document, by route."""
    documents = {}
    for service in SERVICES:
        value = json.loads(json.dumps(document_of(service, closed=True)))
        for operation in (o for methods in value["paths"].values() for o in methods.values()):
            operation.pop("security", None)  # tokens are not generated: the roles bring them
        schema = schemathesis.openapi.from_dict(value)
        for result in schema.get_all_operations():
            assert isinstance(result, Ok)
            documents[result.ok().label] = result.ok()
    return documents


def right(route: str) -> dict[str, str]:
    """Where each role stands to the seeded objects so that the door opens, where one does."""
    staff = [c for c in cells_of(route) if c.relation in OF_STAFF and c.status < 400]
    opening: dict[str, list[str]] = {}
    for cell in staff:
        opening.setdefault(cell.role, []).append(cell.relation)
    elsewhere = {
        role: relations[0]
        for role, relations in opening.items()
        if RIGHT.get(role, "agency") not in relations
    }
    return {**RIGHT, **elsewhere}


def explore(
    route: str, *, examples: int, random: bool = False, at_extremes: Iterable[str] = ROLES
) -> Seen:
    """Which statuses each role saw; raises schemathesis' failures for an answer that the document
    doesn't promise."""
    operation = operations()[route]
    with opened() as contract_world:
        how = route_requests(contract_world)[route]
        explorer = Explorer(route, contract_world, how)
        sound = explorer.seeded(operation.Case(), "sound")
        explorer.send(sound, right(route))
        explorer.send(sound, WRONG)
        if entered := how.by_relation.get("desk"):
            desk = replace(explorer, how=replace(how, ids=entered))
            desk.send(desk.seeded(operation.Case(), "sound"), WRONG | {"receptionist": "desk"})
        explorer.go_to_extremes(sound, at_extremes)

        @settings(
            max_examples=examples,
            derandomize=not random,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(_generated(operation), st.sampled_from(MODES), st.integers(0, 11))
        def every_role(case: Case, mode: Mode, place: int) -> None:
            # A body of text is a string on the wire, whatever it was generated from.
            is_negative = mode == "as generated" and case.media_type not in TEXT
            explorer.checks = [*CHECKS, negative_data_rejection] if is_negative else CHECKS
            explorer.send(explorer.seeded(case, mode, place))

        every_role()
        return {role: frozenset(explorer.seen[role]) for role in ROLES}


def nobody_and_one(route: str) -> list[str]:
    """Who has no token, and a role that the route lets in."""
    let_in = [cell.role for cell in cells_of(route) if cell.status < 400]
    return list(dict.fromkeys(["nobody", *let_in[:1]]))


def _generated(operation: APIOperation[Any, Any, Any, Any]) -> st.SearchStrategy[Case]:
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    return st.one_of([operation.as_strategy(generation_mode=mode) for mode in modes])


@dataclass
class Explorer:
    """Sends cases of one route."""

    route: str
    contract_world: ContractWorld
    how: RouteRequest
    checks: list[CheckFunction] = field(default_factory=lambda: CHECKS)
    seen: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def seeded(self, case: Case, mode: Mode, place: int = 0) -> Case:
        """The case with what makes doors open in the place of what was generated."""
        if mode == "as generated":
            return case
        values = dict(self.how.ids).items()
        if mode == "another stage":
            others = self.contract_world.others
            values = {
                name: (kin := others(name, value))[place % len(kin)] for name, value in values
            }.items()
        case.path_parameters = {name: value for name, value in values if not name.startswith("?")}
        case.query = {
            **(case.query or {}),
            **{name[1:]: value for name, value in values if name.startswith("?")},
        }
        case.headers.update({"Idempotency-Key": "seeded-0001", **self.how.proof})
        if mode != "seeded ids":
            case.query = {name[1:]: value for name, value in values if name.startswith("?")}
            case.headers.pop("If-None-Match", None)
            self._say(case)
        return case

    def _say(self, case: Case) -> None:
        """The body that the door is opened by."""
        raw = self.how.instead.get(str(case.path_parameters.get("provider")), self.how.raw)
        if raw is not None and not raw.startswith(b"{"):
            case.body = raw.decode()
            case.media_type = self.how.proof.get("Content-Type", TEXT[0])
        elif raw is not None or self.how.body is not None:
            case.body, case.media_type = (
                json.loads(raw) if raw else self.how.body,
                "application/json",
            )

    def send(self, case: Case, relations: Mapping[str, str] = RIGHT) -> None:
        """Ask as every role; a read that has an ETag is asked for again with it."""
        for role in ROLES:
            headers = authorization(role, relations.get(role, "agency"))
            self.contract_world.restore()
            exchange = self._send(case, headers)
            if exchange is not None:
                self.seen[role].add(exchange.status)
            if case.method == "GET" and exchange and "ETag" in exchange.headers:
                again = self._send(case, {**headers, "If-None-Match": exchange.headers["ETag"]})
                assert again is not None
                assert (again.status, again.text) == (304, "")
                self.seen[role].add(304)

    def go_to_extremes(self, case: Case, roles: Iterable[str]) -> None:
        """What no generator thinks of: a body of another type, one too large, and the same request
        again and again."""
        for role in roles:
            headers = authorization(role, RIGHT.get(role, "agency"))
            for value, padding, times in EXTREMES:
                self.contract_world.restore()
                for turn in range(times if times < OFTEN or self.how.wrong else 1):
                    exchange = self._send(
                        case, {**headers, **self.how.wrong, **value}, " " * padding * turn
                    )
                    assert exchange is not None
                    self.seen[role].add(exchange.status)

    def _send(self, case: Case, headers: Mapping[str, str], padding: str = "") -> Exchange | None:
        request = self._prepared(case, headers, padding)
        if request is None:
            return None
        try:
            exchange = self.contract_world.gateway.ask(
                str(request.method), request.path_url, text_of(request.headers), raw_of(request)
            )
        except KeyError:  # what was generated for the path leads elsewhere: the gateway's answer
            return None
        case.validate_response(response_of(exchange, request), checks=self.checks)
        return exchange

    def _prepared(
        self, case: Case, headers: Mapping[str, str], padding: str
    ) -> requests.PreparedRequest | None:
        value = case.as_transport_kwargs(base_url="http://api.test")
        own = self.how.proof.get("Authorization")  # an application's, whom no role is
        value["headers"] = {
            n: v for n, v in value["headers"].items() if n.lower() != "authorization" or v == own
        } | dict(headers)
        try:
            request = requests.Request(**value).prepare()
        except (requests.exceptions.InvalidHeader, requests.exceptions.InvalidURL, UnicodeError):
            return None
        if padding and request.body:
            request.body = raw_of(request) + padding.encode()
        if self.route == WEBHOOK and "Stripe-Signature" in request.headers and raw_of(request):
            request.headers.update(
                signature(raw_of(request), int(self.contract_world.world.clock.timestamp()))
            )
        return request
