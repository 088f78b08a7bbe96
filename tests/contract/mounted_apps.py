"""The services on a seeded world: their apps share its tables and clock, tokens are
RS256."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from chalice.app import Chalice

from infra.places import SERVICES
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app
from tests.contract.authorisation import OF_MANDATES
from tests.contract.contract_world import AGENCIES, ContractWorld
from tests.contract.gateway import Gateway
from tests.unit.kit.tokens import OFFICIALS, token
from tests.world import CITIZEN, World

FAR = 9_999_999_999


@cache
def _contract_world() -> ContractWorld:
    contract_world = ContractWorld()
    contract_world.gateway = _gateway(contract_world.world)
    return contract_world


@contextmanager
def opened() -> Iterator[ContractWorld]:
    """The world as it was made; everything is put back afterwards."""
    contract_world = _contract_world()
    try:
        yield contract_world
    finally:
        contract_world.restore()


def _gateway(world: World) -> Gateway:
    apps: dict[str, Chalice] = {}
    for name in SERVICES:
        apps[name] = service_app(name)
        mount(apps[name], world.services[name].router)
    return Gateway(apps)


@cache
def authorization(role: str, relation: str) -> dict[str, str]:
    """The Authorization header of somebody of this role who stands in this relation to the
    object."""
    if role == "nobody":
        return {}
    if role == "bad token":
        return _bearer(token("k2", "k1", sub=CITIZEN.sub, exp=FAR))
    if role == "citizen":
        return _bearer(token(sub=_citizen(relation), exp=FAR))
    where = "foreign" if relation == "foreign desk" else relation
    where = where if where in AGENCIES else "agency"
    sub = "unlisted" if role == "unlisted staff" else f"{role}-{where}"
    return official(sub, _contract_world().world.now())


def official(sub: str, signed_in: datetime) -> dict[str, str]:
    """The Authorization header of an official who signed in then."""
    at = int(signed_in.timestamp())
    claims: dict[str, Any] = {"iss": OFFICIALS.issuer, "client_id": "desk", "sub": sub}
    return _bearer(token("k2", **claims, exp=FAR, auth_time=at))


def _citizen(relation: str) -> str:
    if relation in OF_MANDATES:
        return f"rep {relation}"
    return "binh" if relation == "another" else CITIZEN.sub


def _bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}
