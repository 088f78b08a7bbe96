"""The clients of partners: their models are those of the documents, and the one in TypeScript reads
the real service's feed and verifies its deliveries.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from contracts.testing.dossier_events import paid_dossier
from partners.domain.delivery import Outcome, Outgoing
from tests.clients.left_out import left_out_without_tools
from tests.unit.partners.deliveries import Deliveries
from tests.unit.partners.receiver import Receiver
from tests.unit.partners.world import World
from tools import partner_models
from tools.clients import partner_client
from tools.node import ROOT, node

SCRIPT = ROOT / "tests" / "clients" / "partner_client.mjs"


def test_the_models_of_both_clients_are_those_of_the_documents() -> None:
    again = "python -m tools.partner_models"
    assert partner_models.PYTHON.read_text("utf-8") == partner_models.rendered_python(), again
    assert partner_models.TYPESCRIPT.read_text("utf-8") == partner_models.rendered_typescript(), (
        again
    )


def test_every_type_of_event_has_a_model_and_no_administrator_has_one() -> None:
    names = {model.name for model in partner_models.models()}
    assert set(partner_models.event_types().values()) <= names
    assert "PublicEvent" in names
    assert not names & {"PartnerBody", "NewKeyView", "PartnersView"}


def test_the_client_in_typescript_reads_the_feed_and_verifies_a_delivery() -> None:
    with left_out_without_tools():
        module = partner_client()
    deliveries = Deliveries(Receiver(World().clock))
    world = deliveries.world
    delivery = delivered(deliveries)
    world.receive(paid_dossier(world.vault))

    with served(world) as address:
        done = node(SCRIPT, str(module), address, deliveries.key, json.dumps(delivery))

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "numbers": [1, 2, 3, 4, 5, 6, 7],
        "cursor": 7,
        "unread": 2,
        "gap": [2, 4],
        "account": "ban-hang",
        "pauses": [3, 3],
        "unknown": [404, "not_found"],
        "batch": ["H49.61.01-261123-9999"],
        "verified": "000000000000",
        "refusals": 4,
    }


def delivered(deliveries: Deliveries) -> dict[str, Any]:
    """A test as it is sent, with the endpoint's secret and the moment."""
    sent: list[Outgoing] = []
    plain = deliveries.endpoint.send

    def send(outgoing: Outgoing) -> Outcome:
        sent.append(outgoing)
        return plain(outgoing)

    deliveries.endpoint.send = send  # type: ignore[method-assign]
    secret = deliveries.hook().secrets[0].value
    now = deliveries.world.clock().timestamp()
    return {
        "secret": secret,
        "headers": sent[0].headers,
        "body": sent[0].body.decode(),
        "now": now,
    }


@contextmanager
def served(world: World) -> Iterator[str]:
    """The world's routes at an address of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def _respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            sent = {name.replace("-", "_"): value for name, value in self.headers.items()}
            path = self.path.removeprefix("/partners")
            got = world.client.request(self.command, path, "", body or None, **sent)
            content = got.text.encode()
            self.send_response(got.status)
            for name, value in got.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _respond  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/partners/v1"
        server.shutdown()
