"""Attacks by an integration partner's program: on other partners, on the inside, on its limits."""

from functools import partial
from typing import Any, Final

from contracts.testing.dossier_events import CODE, paid_dossier
from kit.testing.http_client import ClientResponse
from partners.domain.sandbox import CODES
from tests.attacks.attack import Attack
from tests.unit.partners.deliveries import Deliveries
from tests.unit.partners.world import AGREEMENT


class Two(Deliveries):
    """A partner with an endpoint and a step in its sandbox, and the key of another one."""

    def __init__(self, **agreement: Any) -> None:
        super().__init__()
        self.victims = self.hook().id
        self.world.receive(paid_dossier(self.world.vault))
        self.attacker = self.world.program("ke-tan-cong", **(AGREEMENT | agreement))
        self.send("POST", "/v1/sandbox/advances", {"dossier": CODES[0]}, key=self.key)

    def send(
        self, method: str, path: str, body: Any = None, *, key: str | None = None
    ) -> ClientResponse:
        """A request by the attacker."""
        path = path.replace("<hook>", self.victims)
        return self.world.client.request(method, path, "", body, X_Api_Key=key or self.attacker)


def request(method: str, path: str, body: Any = None, **agreement: Any) -> ClientResponse:
    """On what is the other partner's."""
    return Two(**agreement).send(method, path, body)


def with_key(change: str) -> ClientResponse:
    """A key that differs from a good one."""
    two = Two()
    keys = {
        "another last digit": two.key[:-1] + ("0" if two.key[-1] != "0" else "1"),
        "in capitals": two.key.upper(),
        "of a stage of citizens": two.key.replace("mc_test_", "mc_live_"),
        "without its check sum": two.key.rpartition("_")[0],
        "beyond ASCII": two.key[:-1] + "é",
    }
    return two.send("GET", "/v1/me", key=keys[change])


def without_sandbox() -> ClientResponse:
    """A step where the stage has no sandbox."""
    two = Two()
    two.world.settings = two.world.settings.model_copy(update={"sandbox": False})
    two.world.opened()
    return two.send("POST", "/v1/sandbox/advances", {"dossier": CODES[0]})


def as_administrator() -> ClientResponse:
    """A program changes its own agreement."""
    two = Two()
    return two.world.client.get("/v1/partners", "", X_Api_Key=two.attacker)


def foreign_events() -> str:
    """What the attacker's feed has of the other's dossiers and sandbox."""
    two = Two(agencies=["H50"])
    page = two.send("GET", "/v1/events").body
    return f"{len(page['items'])} events"


_URLS: Final = (
    "http://hooks.halong.vn/motcua",
    "https://127.0.0.1/latest",
    "https://169.254.169.254/latest/meta-data",
    "https://hooks.halong.vn:8443/motcua",
    "https://admin@hooks.halong.vn/motcua",
    "https://localhost/2018-06-01/runtime",
    "https://metadata.internal/motcua",
)
_OF_ANOTHER: Final[tuple[tuple[str, str, Any], ...]] = (
    ("GET", "/v1/hooks/<hook>", None),
    ("DELETE", "/v1/hooks/<hook>", None),
    ("POST", "/v1/hooks/<hook>/test", {}),
    ("POST", "/v1/hooks/<hook>/secret", {}),
    ("PUT", "/v1/hooks/<hook>/replay", {"after": 0, "through": 1}),
    ("GET", "/v1/hooks/<hook>/deliveries", None),
    ("GET", f"/v1/dossiers/{CODES[0]}", None),
)
ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(
            f"{method} {path} of another partner",
            partial(request, method, path, body),
            "404 not_found",
        )
        for method, path, body in _OF_ANOTHER
    ),
    *(
        Attack(
            f"an endpoint at {url}",
            partial(request, "POST", "/v1/hooks", {"url": url}),
            "422 endpoint_refused",
        )
        for url in _URLS
    ),
    *(
        Attack(f"a partner's key {change}", partial(with_key, change), "401 key_invalid")
        for change in (
            "another last digit",
            "in capitals",
            "of a stage of citizens",
            "without its check sum",
            "beyond ASCII",
        )
    ),
    Attack(
        "a dossier of agencies outside the agreement",
        partial(request, "GET", f"/v1/dossiers/{CODE}", agencies=["H50"]),
        "404 not_found",
    ),
    Attack(
        "a feed without its scope",
        partial(request, "GET", "/v1/events", scopes=["status.read"]),
        "403 scope_missing",
    ),
    Attack(
        "a step of a real dossier in the sandbox",
        partial(request, "POST", "/v1/sandbox/advances", {"dossier": CODE}),
        "404 not_found",
    ),
    Attack("a step where there is no sandbox", without_sandbox, "404 not_found"),
    Attack("the list of partners by a program's key", as_administrator, "401 token_required"),
    Attack("the feed of another partner", foreign_events, "0 events"),
)
