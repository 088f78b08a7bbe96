"""Every protected route of every document refuses who has no valid token, in a form that a page can read."""

import json
import time
from typing import Any

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

from infra.openapi import rendered
from infra.places import SERVICES
from local.demo.api import Api, eventually
from tests.integration.cloud import Town, new_citizen, problem

pytestmark = pytest.mark.integration
EXAMPLES = {"code": "H49.60-260101-0001", "sub": "nobody"}
ULID = "01JD00000000000000000000ZZ"


def protected() -> list[tuple[str, str, str]]:
    """(method, service, path) of every operation with security, from the documents."""
    found = []
    for service in SERVICES:
        for path, operations in json.loads(rendered(service))["paths"].items():
            for method, operation in operations.items():
                if operation.get("security"):
                    found.append((method.upper(), service, path.removeprefix(f"/{service}/v1")))
    return found


def filled(path: str) -> str:
    """The path with something in its parameters that has their form."""
    for name in ("code", "sub"):
        path = path.replace("{" + name + "}", EXAMPLES[name])
    parts = path.split("/")
    return "/".join(ULID if part.startswith("{") else part for part in parts)


PROTECTED = protected()


def test_there_are_protected_routes_in_every_service_but_none_is_forgotten() -> None:
    assert {service for _, service, _ in PROTECTED} == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_a_protected_route_answers_401_without_a_valid_token(town: Town, service: str) -> None:
    tokens = bad_tokens(town)
    for method, whose, path in PROTECTED:
        if whose != service:
            continue
        for name, (token, code) in tokens.items():
            answer = Api(town.place, token).send(
                method, service, filled(path), {} if method != "GET" else None
            )
            assert answer.status_code == 401, (
                f"{method} {path} with {name}: {answer.status_code} {answer.text[:200]}"
            )
            problem(answer, 401, code)


def bad_tokens(town: Town) -> dict[str, tuple[str, str]]:
    """Tokens that must open no door, each with the code of its refusal."""
    good = town.entrance.enter("citizen", "khach-qua-duong").token
    claims: dict[str, Any] = jwt.decode(good, options={"verify_signature": False})
    head = jwt.get_unverified_header(good)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def forged(**changed: Any) -> str:
        return jwt.encode(
            {**claims, **changed}, key, algorithm="RS256", headers={"kid": head["kid"]}
        )

    unsigned = jwt.encode(claims, "", algorithm="none", headers={"kid": head["kid"]})
    tokens = {
        "no token": ("", "token_required"),
        "garbage": ("garbage", "token_invalid"),
        "an altered signature": (good[:-8] + "AAAAAAAA", "token_invalid"),
        "another's signature": (forged(), "token_invalid"),
        "another's expired": (forged(exp=int(time.time()) - 60), "token_invalid"),
        "another issuer": (forged(iss="https://elsewhere.example"), "token_invalid"),
        "no signature": (unsigned, "token_invalid"),
    }
    return tokens | (
        {"an ID token": (id_token(town), "token_invalid")} if town.place.has_pools else {}
    )


def id_token(town: Town) -> str:
    """What Cognito signs for the app itself, not for an API."""
    town.entrance.enter("citizen", "khach-qua-duong")
    answer = town.place.client("cognito-idp").initiate_auth(
        ClientId=town.place.outputs["CitizensClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "khach-qua-duong", "PASSWORD": town.entrance.password},
    )
    return str(answer["AuthenticationResult"]["IdToken"])


@pytest.mark.parametrize(("method", "service", "path"), PROTECTED)
def test_a_citizens_token_opens_no_officials_door_and_the_other_way_round(
    town: Town, method: str, service: str, path: str
) -> None:
    kinds = security(method, service, path)
    wrong = [api for kind, api in callers(town).items() if kind not in kinds]

    for api in wrong:
        answer = api.send(method, service, filled(path), {} if method != "GET" else None)
        problem(answer, 403, "forbidden")


_callers: dict[str, Api] = {}


def callers(town: Town) -> dict[str, Api]:
    """One citizen and one official, signed in once a worker."""
    if not _callers:
        _callers["citizen"] = town.entrance.enter("citizen", "khach-qua-duong")
        _callers["staff"] = town.staff("chuyen-vien")
    return _callers


def security(method: str, service: str, path: str) -> set[str]:
    """Which kinds of token an operation takes."""
    operation = json.loads(rendered(service))["paths"][f"/{service}/v1{path}"][method.lower()]
    return {kind for wanted in operation["security"] for kind in wanted}


@pytest.mark.alone
def test_a_token_is_good_until_its_second_and_no_longer(town: Town) -> None:
    who = new_citizen()
    town.citizen(who)
    api = Api(town.place, short_lived(town, who.username))

    first = api.send("GET", "intake", "/me")
    over = eventually(
        lambda: answer if (answer := api.send("GET", "intake", "/me")).status_code != 200 else None,
        "",
    )

    assert first.status_code == 200, first.text
    problem(over, 401, "token_expired")


def short_lived(town: Town, username: str) -> str:
    """A token of the issuer itself that lives for twelve seconds: a busy cloud needs some for its first answer."""
    if not town.place.has_pools:
        asked = {"username": username, "seconds": "12"}
        return str(
            requests.post(f"{town.place.issuer}/citizen/token", data=asked, timeout=10).json()[
                "access_token"
            ]
        )
    cognito, outputs = town.place.client("cognito-idp"), town.place.outputs
    named = {"UserPoolId": outputs["CitizensPool"], "ClientId": outputs["CitizensClientId"]}
    known = cognito.describe_user_pool_client(**named)["UserPoolClient"]
    kept = {name: known[name] for name in ("AccessTokenValidity", "TokenValidityUnits")}
    units = known["TokenValidityUnits"] | {"AccessToken": "seconds"}
    cognito.update_user_pool_client(**named, AccessTokenValidity=12, TokenValidityUnits=units)
    try:
        return town.entrance.enter("citizen", username).token
    finally:
        cognito.update_user_pool_client(**named, **kept)


@pytest.mark.parametrize("service", SERVICES)
def test_a_page_may_call_after_asking(town: Town, service: str) -> None:
    path = next(path for _, whose, path in PROTECTED if whose == service)
    asked = {"Origin": "http://localhost", "Access-Control-Request-Method": "GET"}

    answer = town.public.send("OPTIONS", service, filled(path), None, **asked)

    assert answer.status_code in (200, 204)
    assert answer.headers["Access-Control-Allow-Origin"] in ("*", "http://localhost")
    allowed = answer.headers["Access-Control-Allow-Headers"].lower()
    assert allowed == "*" or {"authorization", "idempotency-key"} <= {
        h.strip() for h in allowed.split(",")
    }


@pytest.mark.parametrize("service", SERVICES)
def test_a_refusal_can_be_read_by_a_page(town: Town, service: str) -> None:
    path = next(path for method, whose, path in PROTECTED if whose == service and method == "GET")

    answer = town.public.send("GET", service, filled(path), None, Origin="http://localhost")

    problem(answer, 401, "token_required")
    assert answer.headers["Access-Control-Allow-Origin"] in ("*", "http://localhost")


def test_a_route_that_is_not_there_is_refused_by_the_gateway(town: Town) -> None:
    answer: requests.Response = town.public.send("GET", "intake", "/nothing-here")

    assert answer.status_code in (403, 404)
    assert "Traceback" not in answer.text
