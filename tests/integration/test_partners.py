"""A partner's program on the deployed cloud: its key, its feed, its endpoint, where a dossier
stands.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from local.demo.waiting import wait_for
from tests.integration.partner import partner_key
from tests.integration.role_workload import completed_journey
from tests.integration.world import FREE, World
from tests.unit.partners.receiver import is_signed_by

pytestmark = pytest.mark.integration
FILED_EVERY = 8.0
"""Seconds: a warm function knows a new partner after twenty."""
Arrived = tuple[dict[str, str], bytes]


@contextmanager
def endpoint() -> Iterator[tuple[str, list[Arrived]]]:
    """An endpoint on this machine, which the local stage alone may reach."""
    arrived: list[Arrived] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            arrived.append((headers, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/motcua", arrived
    finally:
        server.shutdown()
        server.server_close()


def test_a_program_reads_with_its_key_and_nobody_without(world: World) -> None:
    code, key = completed_journey(world).code, partner_key(world)

    dossier = world.public.get("partners", f"/dossiers/{code}", X_Api_Key=key)
    events = world.public.send("GET", "partners", "/events", X_Api_Key=key)
    refused = world.public.send("GET", "partners", "/me", X_Api_Key=f"{key[:-1]}_")

    assert dossier["status"] == 10
    assert events.status_code == 200
    assert events.headers["Retry-After"] in ("0", "5")
    assert (refused.status_code, refused.json()["code"]) == (401, "key_invalid")
    assert world.public.send("GET", "partners", "/me").status_code == 401


def test_an_event_reaches_an_endpoint_signed_and_under_the_number_of_the_feed(
    world: World,
) -> None:
    key = partner_key(world)
    with endpoint() as (url, arrived):
        hook = world.public.post("partners", "/hooks", {"url": url}, X_Api_Key=key)
        tested = world.public.post("partners", f"/hooks/{hook['id']}/test", {}, X_Api_Key=key)
        assert tested["delivered"], tested

        filed = [0.0]

        def delivered() -> Arrived | None:
            """Of the first dossier that is filed after the functions know the partner."""
            if time.monotonic() - filed[-1] > FILED_EVERY:
                world.journey(FREE).file()
                filed.append(time.monotonic())
            return arrived[1] if len(arrived) > 1 else None

        headers, body = wait_for(delivered, "an event reaches the endpoint")
        world.public.send("DELETE", "partners", f"/hooks/{hook['id']}", X_Api_Key=key)

    event = json.loads(body)
    feed = world.public.get("partners", "/events", X_Api_Key=key)["items"]
    assert is_signed_by(headers, body, hook["secret"])
    assert event in feed
    assert headers["webhook-id"] == event["id"]
