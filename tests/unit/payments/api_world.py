"""Payments' doors over a world in memory, as callers of every kind meet them."""

import importlib.util
import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest
from chalice.test import Client, HTTPResponse

from kit import bootstrap as kit_bootstrap
from kit.core import ids
from kit.core.errors import Unauthorised
from kit.http.authorization import Authorizer
from kit.http.idempotency import IdempotencyStore
from kit.http.lookup_rate_limit import LookupRateLimit
from kit.http.pagination import Cursors
from kit.security.access_tokens import Principal
from kit.security.staff_directory import Directory, Staff
from local.stripe_double.delivery import signed
from payments import bootstrap, settings
from payments.api.payer import handlers
from payments.providers.bank import transfer
from payments.providers.bank.callback import BankCallback
from payments.providers.stripe.webhook import StripeWebhook
from payments.settings import PaymentsSettings
from tests.fakes import memory_table
from tests.story import OWNER
from tests.unit.payments import bank_builders
from tests.unit.payments.world import ACCOUNT, KEYHASH, RETURN, SECRET, World

APP: Final = Path(__file__).parents[3] / "services" / "payments" / "app.py"
AGENCY: Final = "H49.61.01"
STAFF: Final = (
    Staff(sub="official", roles=("officer",), agencies=("H49",)),
    Staff(sub="elsewhere", roles=("officer",), agencies=("H50",)),
    Staff(sub="cashier", roles=("cashier",), agencies=(AGENCY,), desks=("Quầy số 3",)),
    Staff(sub="cashier-elsewhere", roles=("cashier",), agencies=("H49.62",)),
    Staff(sub="accountant", roles=("accountant",), agencies=(AGENCY,)),
    Staff(sub="second", roles=("accountant",), agencies=(AGENCY,)),
    Staff(sub="accountant-elsewhere", roles=("accountant",), agencies=("H49.62",)),
    Staff(sub="treasurer", roles=("accountant",), agencies=("H49",)),
    Staff(sub="treasurer-two", roles=("accountant",), agencies=("H49",)),
)
READERS: Final = {"stripe": StripeWebhook((SECRET,), live=False), "bank": BankCallback(ACCOUNT)}
KNOWN: Final = PaymentsSettings(
    service="payments",
    table="t",
    vault_table="v",
    directory_table="d",
    vault_key="k",
    queue_prefix="q",
    return_origins="http://localhost",
)


class Tokens:
    """Whose token it is: the text after Bearer is the subject."""

    def principal(self, authorization: str, now: datetime) -> Principal:
        sub = authorization.removeprefix("Bearer ")
        if sub == "altered":
            raise Unauthorised
        return Principal(sub, "citizen" if sub.startswith("sub-") else "staff")


@dataclass
class MemoryTries:
    """Wrong look-up keys, counted in memory."""

    counts: dict[str, int] = field(default_factory=dict)

    def tries(self, tries: str) -> int:
        return self.counts.get(tries, 0)

    def count(self, tries: str, expires: int) -> int:
        self.counts[tries] = self.tries(tries) + 1
        return self.counts[tries]


class ApiWorld:
    """Payments' app over a world in memory."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, world: World) -> None:
        self.world = world
        self._app = _app()
        self._keys = 0
        directory = Directory(memory_table(), lambda: world.now)
        for staff in STAFF:
            directory.put_staff(staff)
        edge = Authorizer()
        once = IdempotencyStore(world.store.aggregates.table, world.vault, "payments")
        vars(edge).update(verifier=Tokens(), directory=directory, once=once, origins=frozenset())
        guard = LookupRateLimit(MemoryTries(), lambda: KEYHASH)
        for place in (self._app, handlers, bootstrap):
            monkeypatch.setattr(place, "store", lambda: world.store)
        for place in (settings, handlers):
            monkeypatch.setattr(place, "settings", lambda: KNOWN)
        monkeypatch.setattr(handlers, "callback", READERS.__getitem__)
        monkeypatch.setattr(bootstrap, "guard", lambda: guard)
        monkeypatch.setattr(transfer, "bank_account", lambda: ACCOUNT)
        monkeypatch.setattr(kit_bootstrap, "cursors", lambda: Cursors("of the tests"))
        monkeypatch.setattr(ids, "now", lambda: world.now)
        monkeypatch.setattr(self._app.api, "edge", edge)

    def ask(
        self, method: str, path: str, who: str = OWNER, body: Any = None, **headers: str
    ) -> HTTPResponse:
        given = {"Content-Type": "application/json", "Accept-Language": "vi", **headers}
        if who:
            given["Authorization"] = f"Bearer {who}"
        if method == "POST" and "Idempotency-Key" not in given:
            self._keys += 1
            given["Idempotency-Key"] = f"key-{self._keys:08d}"
        raw = (
            body
            if isinstance(body, bytes)
            else json.dumps(body if body is not None else {}).encode()
        )
        with Client(self._app.app) as client:
            return client.http.request(method, path, headers=given, body=raw)

    def by_key(
        self, method: str, path: str, key: str, body: Any = None, **headers: str
    ) -> HTTPResponse:
        """Somebody without a token who holds a look-up key."""
        return self.ask(method, path, "", body, **{"X-Lookup-Key": key, **headers})

    def start(self, **headers: str) -> HTTPResponse:
        path = f"/v1/fees/{self.world.fee.id}/payments"
        return self.ask("POST", path, body={"method": "card", "return_url": RETURN}, **headers)

    def webhooks(self) -> None:
        """Everything that Stripe has to tell comes to the door, and the queue works on it."""
        while self.world.held:
            raw, signature = signed(
                self.world.held.popleft(), SECRET, int(self.world.now.timestamp())
            )
            answer = self.ask(
                "POST", "/v1/webhooks/stripe", "", raw, **{"Stripe-Signature": signature}
            )
            assert (answer.status_code, said(answer)) == (200, {"received": True})
        self.world.relay()

    def bank_tells(self, raw: bytes) -> HTTPResponse:
        """A signed body of the bank comes to the door, and the queue works on it."""
        signature = bank_builders.signature(
            raw, ACCOUNT.callback_secrets[0], int(self.world.now.timestamp())
        )
        answer = self.ask("POST", "/v1/webhooks/bank", "", raw, **{"X-Bank-Signature": signature})
        self.world.relay()
        return answer


def said(answer: HTTPResponse) -> Any:
    """The JSON of an answer."""
    return json.loads(answer.body)


@cache
def _app() -> ModuleType:
    spec = importlib.util.spec_from_file_location("payments_app", APP)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
