"""The six apps with their doors open on an estate: they get its stores and clock, and verify real RS256 tokens."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest

from infra.apps import app_module
from infra.places import SERVICES
from kit import bootstrap
from kit.core import ids
from kit.http.authorization import Authorizer
from kit.http.idempotency import IdempotencyStore
from kit.http.lookup_rate_limit import LookupRateLimit
from kit.http.pagination import Cursors
from kit.persistence.repository import Repository
from kit.security.access_tokens import Verifier
from notifications.repository import Store as NotificationsStore
from payments.providers.bank.callback import BankCallback
from payments.providers.stripe.webhook import StripeWebhook
from payments.settings import PaymentsSettings
from status.adapters.view_store import Shown
from status.lookup.look_up import Lookups
from status.repository import Store as StatusStore
from tests.contract.estate import AGENCIES, Estate
from tests.unit.kit.tokens import CITIZENS, OFFICIALS, Issuers, token
from tests.unit.payments.bank_builders import ACCOUNT
from tests.world import CITIZEN, SECRET, World

FAR = 9_999_999_999


class WorldShelf:
    """Status' views as the world's table holds them."""

    def __init__(self, estate: Estate) -> None:
        self._transport = estate.world.transports["status"]
        self._tries = estate.tries

    def view(self, code: str) -> Shown | None:
        found = self._transport.items.get((f"DOSSIER#{code}", "STATE"))
        if found is None or "body" not in found.index_attributes:
            return None
        return Shown(
            str(found.index_attributes["body"]),
            str(found.index_attributes["etag"]),
            str(found.index_attributes["lookup"]),
            0,
        )

    def tries(self, tries: str) -> int:
        return self._tries.get(tries, 0)

    def count(self, tries: str, expires: int) -> int:
        self._tries[tries] = self.tries(tries) + 1
        return self._tries[tries]

    def watch(self, code: str, until: int) -> None:
        """Nobody is watched here: each request begins anew."""


@cache
def _estate() -> Estate:
    return Estate()


@contextmanager
def opened() -> Iterator[Estate]:
    """The estate with its apps' doors open; everything is put back afterwards."""
    estate = _estate()
    with pytest.MonkeyPatch.context() as patch:
        _open(estate, patch)
        try:
            yield estate
        finally:
            estate.restore()


def _open(estate: Estate, patch: pytest.MonkeyPatch) -> None:
    world, verifier = estate.world, Verifier((CITIZENS, OFFICIALS), Issuers())
    patch.setattr(ids, "now", world.now)
    patch.setattr(bootstrap, "cursors", lambda: Cursors("of the tests"))
    for service in SERVICES:
        edge = Authorizer()
        once = IdempotencyStore(world.tables[service], world.vault, service)
        vars(edge).update(
            verifier=verifier, directory=world.directory, once=once, origins=frozenset()
        )
        patch.setattr(app_module(service).api, "edge", edge)
        for module in _asking_for_the_store(service):
            patch.setattr(module, "store", partial(_store, world, service))
    lookups = Lookups(WorldShelf(estate), lambda: "secret")
    patch.setattr(app_module("status"), "lookups", lambda: lookups)
    _settle_payments(estate, patch)


def exists(service: str, name: str) -> bool:
    """Whether a service has this module."""
    parent = f"{service}.{name}".rpartition(".")[0]
    return (parent == service or exists(*parent.split(".", 1))) and bool(
        find_spec(f"{service}.{name}")
    )


STORES = ("api.handlers", "api.payer.handlers", "bootstrap")


def _asking_for_the_store(service: str) -> Iterator[ModuleType]:
    """The modules whose doors call `store()`: app.py, or the service's doors."""
    named = [f"{service}.{name}" for name in STORES if exists(service, name)]
    yield from (m for m in (app_module(service), *map(import_module, named)) if hasattr(m, "store"))


def _store(world: World, service: str) -> Any:
    table = world.tables[service]
    if service == "notifications":
        return NotificationsStore(Repository(table, service, world.vault), world.directory)
    return StatusStore(table) if service == "status" else getattr(world, service)


def _settle_payments(estate: Estate, patch: pytest.MonkeyPatch) -> None:
    told = PaymentsSettings(
        service="payments",
        table="t",
        vault_table="v",
        directory_table="d",
        vault_key="k",
        queue_prefix="q",
        return_origins="http://localhost",
    )
    readers = {"stripe": StripeWebhook((SECRET,), live=False), "bank": BankCallback(ACCOUNT)}
    guard = LookupRateLimit(WorldShelf(estate), lambda: "secret")
    patch.setattr("payments.api.payer.handlers.settings", lambda: told)
    patch.setattr("payments.api.payer.handlers.callback", readers.__getitem__)
    patch.setattr("payments.bootstrap.guard", lambda: guard)
    patch.setattr("payments.providers.bank.transfer.bank_account", lambda: ACCOUNT)


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
