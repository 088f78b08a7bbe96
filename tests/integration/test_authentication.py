"""Every protected route refuses callers without a valid token, in a form that a page can read."""

import json
import time
from functools import cache
from typing import Any

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

from infra.openapi import FOLDER
from infra.places import SERVICES
from local.demo.api_client import ApiClient
from local.demo.waiting import wait_for
from tests.integration.world import World, new_citizen, problem

pytestmark = pytest.mark.integration
EXAMPLES = {"code": "H49.60-260101-0001", "sub": "nobody"}
ULID = "01JD00000000000000000000ZZ"


@cache
def openapi(service: str) -> dict[str, Any]:
    """The service's OpenAPI document as it is published, which another test compares with the
    code.
    """
    document: dict[str, Any] = json.loads((FOLDER / f"{service}.json").read_text("utf-8"))
    return document


def protected() -> list[tuple[str, str, str]]:
    """(method, service, path) of every documented operation that takes a person's token."""
    operations_with_security = []
    for service in SERVICES:
        for path, operations in openapi(service)["paths"].items():
            for method, operation in operations.items():
                kinds = {kind for each in operation.get("security", ()) for kind in each}
                if kinds - {"client", "system"}:
                    operations_with_security.append(
                        (method.upper(), service, path.removeprefix(f"/{service}/v1"))
                    )
    return operations_with_security


def filled(path: str) -> str:
    """The path with something in its parameters that has their form."""
    for name in ("code", "sub"):
        path = path.replace("{" + name + "}", EXAMPLES[name])
    parts = path.split("/")
    return "/".join(ULID if part.startswith("{") else part for part in parts)


PROTECTED = protected()
WITH_TOKENS = [service for service in SERVICES if service != "identity"]
"""Identity gives tokens, and takes the secrets of applications."""


def test_every_service_has_protected_routes() -> None:
    assert {service for _, service, _ in PROTECTED} == set(WITH_TOKENS)


@pytest.mark.parametrize("service", WITH_TOKENS)
def test_a_protected_route_answers_401_without_a_valid_token(world: World, service: str) -> None:
    tokens = bad_tokens(world)
    for method, whose, path in PROTECTED:
        if whose != service:
            continue
        for name, (token, code) in tokens.items():
            response = world.sign_in.client_with(token).send(
                method, service, filled(path), {} if method != "GET" else None
            )
            assert response.status_code == 401, (
                f"{method} {path} with {name}: {response.status_code} {response.text[:200]}"
            )
            problem(response, 401, code)


def bad_tokens(world: World) -> dict[str, tuple[str, str]]:
    """Invalid tokens by what is wrong with them, each with the code of its refusal."""
    good = world.sign_in.client("citizen", "khach-qua-duong").token
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
    return tokens | {"an ID token": (id_token(world), "token_invalid")}


def id_token(world: World) -> str:
    """What the issuer signs for the app itself, not for an API."""
    if not world.deployment.has_pools:
        return world.sign_in.verified("khach-qua-duong", {"name": "Khách"})["id_token"]
    world.sign_in.client("citizen", "khach-qua-duong")
    response = world.deployment.client("cognito-idp").initiate_auth(
        ClientId=world.deployment.outputs["CitizensClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={
            "USERNAME": "khach-qua-duong@motcua.example",
            "PASSWORD": world.sign_in.password,
        },
    )
    return str(response["AuthenticationResult"]["IdToken"])


@pytest.mark.parametrize(("method", "service", "path"), PROTECTED)
def test_a_citizens_token_is_refused_by_officials_routes_and_the_other_way_round(
    world: World, method: str, service: str, path: str
) -> None:
    kinds = security(method, service, path)
    wrong = [api for kind, api in callers(world).items() if kind not in kinds]

    for api in wrong:
        response = api.send(method, service, filled(path), {} if method != "GET" else None)
        problem(response, 403, "forbidden")


_callers: dict[str, ApiClient] = {}


def callers(world: World) -> dict[str, ApiClient]:
    """One citizen and one official, signed in once a worker."""
    if not _callers:
        _callers["citizen"] = world.sign_in.client("citizen", "khach-qua-duong")
        _callers["staff"] = world.staff("chuyen-vien")
    return _callers


def security(method: str, service: str, path: str) -> set[str]:
    """Which kinds of token an operation takes."""
    operation = openapi(service)["paths"][f"/{service}/v1{path}"][method.lower()]
    return {kind for wanted in operation["security"] for kind in wanted}


@pytest.mark.alone
def test_a_token_is_good_until_its_second_and_no_longer(world: World) -> None:
    who = new_citizen()
    world.citizen(who)
    api = world.sign_in.client_with(short_lived(world, who.username))

    first = api.send("GET", "intake", "/me")

    def refused() -> requests.Response | None:
        response = api.send("GET", "intake", "/me")
        return response if response.status_code != 200 else None

    over = wait_for(refused, "the token expires")

    assert first.status_code == 200, first.text
    problem(over, 401, "token_expired")


def short_lived(world: World, username: str) -> str:
    """A token that lives for twelve seconds: a busy cloud needs some for its first response."""
    if not world.deployment.has_pools:
        request = {"username": username, "seconds": "12"}
        address = f"{world.deployment.issuer}/citizen/token"
        return str(requests.post(address, data=request, timeout=30).json()["access_token"])
    cognito, outputs = world.deployment.client("cognito-idp"), world.deployment.outputs
    named = {"UserPoolId": outputs["CitizensPool"], "ClientId": outputs["CitizensClientId"]}
    settings = cognito.describe_user_pool_client(**named)["UserPoolClient"]
    lifetime = {name: settings[name] for name in ("AccessTokenValidity", "TokenValidityUnits")}
    units = settings["TokenValidityUnits"] | {"AccessToken": "seconds"}
    cognito.update_user_pool_client(**named, AccessTokenValidity=12, TokenValidityUnits=units)
    try:
        return world.sign_in.client("citizen", username).token
    finally:
        cognito.update_user_pool_client(**named, **lifetime)


@pytest.mark.parametrize("service", WITH_TOKENS)
def test_a_page_may_call_after_a_preflight_request(world: World, service: str) -> None:
    path = next(path for _, whose, path in PROTECTED if whose == service)
    preflight = {"Origin": "http://localhost", "Access-Control-Request-Method": "GET"}

    response = world.public.send("OPTIONS", service, filled(path), None, **preflight)

    assert response.status_code in (200, 204)
    assert response.headers["Access-Control-Allow-Origin"] in ("*", "http://localhost")
    allowed = response.headers["Access-Control-Allow-Headers"].lower()
    assert allowed == "*" or {"authorization", "idempotency-key"} <= {
        h.strip() for h in allowed.split(",")
    }


@pytest.mark.parametrize("service", WITH_TOKENS)
def test_a_page_can_read_a_refusal(world: World, service: str) -> None:
    path = next(path for method, whose, path in PROTECTED if whose == service and method == "GET")

    response = world.public.send("GET", service, filled(path), None, Origin="http://localhost")

    problem(response, 401, "token_required")
    assert response.headers["Access-Control-Allow-Origin"] in ("*", "http://localhost")


def test_an_unknown_route_is_refused_by_the_gateway(world: World) -> None:
    response: requests.Response = world.public.send("GET", "intake", "/nothing-here")

    assert response.status_code in (403, 404)
    assert "Traceback" not in response.text
