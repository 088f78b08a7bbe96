"""The six apps with their doors open on an estate: they get its stores and clock, and verify real RS256 tokens."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest
from chalice.app import Chalice

from infra.apps import app_module
from infra.places import SERVICES
from kit import bootstrap
from kit.core import ids
from kit.http.chalice_adapter import mount, service_app
from kit.http.idempotency import IdempotencyStore
from kit.http.legacy import Edge
from kit.http.pagination import Cursors
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
    """The estate with its apps' doors open; everything is put back afterwards."""
    contract_world = _contract_world()
    with pytest.MonkeyPatch.context() as patch:
        _open(contract_world, patch)
        try:
            yield contract_world
        finally:
            contract_world.restore()


def _gateway(world: World) -> Gateway:
    """Apps over the world's services; of a service without a bootstrap class, the one app there is."""
    apps: dict[str, Chalice] = {}
    for name in SERVICES:
        if name in world.services:
            apps[name] = service_app(name)
            mount(apps[name], world.services[name].router)
        else:
            apps[name] = app_module(name).app
    return Gateway(apps)


def _open(contract_world: ContractWorld, patch: pytest.MonkeyPatch) -> None:
    """What is patched here goes with the last service that has no bootstrap class."""
    world = contract_world.world
    patch.setattr(ids, "now", world.now)
    patch.setattr(bootstrap, "cursors", lambda: Cursors("of the tests"))
    for service in (name for name in SERVICES if name not in world.services):
        edge = Edge()
        once = IdempotencyStore(world.tables[service], world.vault, service)
        vars(edge).update(
            verifier=world.verifier, directory=world.directory, once=once, origins=frozenset()
        )
        patch.setattr(app_module(service).api, "edge", edge)
        for module in _asking_for_the_store(service):
            patch.setattr(module, "store", partial(_store, world, service))


def exists(service: str, name: str) -> bool:
    """Whether a service has this module."""
    parent = f"{service}.{name}".rpartition(".")[0]
    return (parent == service or exists(*parent.split(".", 1))) and bool(
        find_spec(f"{service}.{name}")
    )


STORES = ("api.handlers", "bootstrap")


def _asking_for_the_store(service: str) -> Iterator[ModuleType]:
    """The modules whose doors call `store()`: app.py, or the service's doors."""
    named = [f"{service}.{name}" for name in STORES if exists(service, name)]
    yield from (m for m in (app_module(service), *map(import_module, named)) if hasattr(m, "store"))


def _store(world: World, service: str) -> Any:
    return getattr(world, service)


@cache
def authorization(role: str, relation: str) -> dict[str, str]:
    """The Authorization header of somebody of this role who stands in this relation to the object."""
    if role == "nobody":
        return {}
    if role == "bad token":
        return _bearer(token("k2", "k1", sub=CITIZEN.sub, exp=FAR))
    if role == "citizen":
        return _bearer(token(sub="binh" if relation == "another" else CITIZEN.sub, exp=FAR))
    where = relation if relation in AGENCIES else "agency"
    sub = "unlisted" if role == "unlisted staff" else f"{role}-{where}"
    return _bearer(token("k2", iss=OFFICIALS.issuer, client_id="desk", sub=sub, exp=FAR))


def _bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}
