"""The routes of payments over a world in memory, as callers of every kind meet them."""

from typing import Any, Final

from contracts.testing.dossier_events import OWNER
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse, HttpClient
from local.doubles.stripe.delivery import signed
from tests.unit.payments import bank_builders
from tests.unit.payments.world import ACCOUNT, RETURN, SECRET, World

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

RECEIVED = {"received": True, "return_code": 0, "return_msg": "success"}
"""What every provider gets: Stripe looks at the status, the payment platform at the code."""


class ApiWorld:
    """A client of payments' routes; officials are in the directory."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.employ(*STAFF)
        self._client = HttpClient(world.service.router)

    def ask(
        self, method: str, path: str, who: str = OWNER, body: Any = None, **headers: str
    ) -> ClientResponse:
        """A request of somebody who is signed in ("": nobody)."""
        return self._client.request(method, path, who, {} if body is None else body, **headers)

    def by_key(
        self, method: str, path: str, key: str, body: Any = None, **headers: str
    ) -> ClientResponse:
        """A request without a token, by somebody who holds a look-up key."""
        return self.ask(method, path, "", body, **{"X-Lookup-Key": key, **headers})

    def start(self, **headers: str) -> ClientResponse:
        """The owner starts to pay by card."""
        path = f"/v1/fees/{self.world.fee.id}/payments"
        return self.ask("POST", path, body={"method": "card", "return_url": RETURN}, **headers)

    def deliver_webhooks(self) -> None:
        """Everything that Stripe has to report is delivered and applied."""
        while self.world.held:
            event = self.world.held.popleft()
            raw, signature = signed(event, SECRET, int(self.world.now.timestamp()))
            response = self.ask(
                "POST", "/v1/webhooks/stripe", "", raw, **{"Stripe-Signature": signature}
            )
            assert (response.status, response.body) == (200, RECEIVED)
        self.world.relay()

    def deliver_callback(self, raw: bytes) -> ClientResponse:
        """A signed body of the bank is delivered and applied."""
        at = int(self.world.now.timestamp())
        signature = bank_builders.signature(raw, ACCOUNT.callback_secrets[0], at)
        response = self.ask("POST", "/v1/webhooks/bank", "", raw, **{"X-Bank-Signature": signature})
        self.world.relay()
        return response
