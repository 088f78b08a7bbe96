"""A partner's program on the deployed cloud: its key, its feed, its endpoint, where a dossier
stands.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from local.demo.notices import sent_to
from local.demo.partner import CONTACT
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
def endpoint(status: Callable[[int], int] = lambda _: 204) -> Iterator[tuple[str, list[Arrived]]]:
    """An endpoint on this machine, which the local stage alone may reach; `status` says how it
    responds to the first request, the second …
    """
    arrived: list[Arrived] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            arrived.append((headers, body))
            self.send_response(status(len(arrived)))
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


def test_a_contact_gets_a_mail_when_its_endpoint_is_gone(world: World) -> None:
    key = partner_key(world)
    step = {"dossier": "H49.61.01-000101-0007"}
    with endpoint(lambda number: 204 if number == 1 else 410) as (url, arrived):
        hook = world.public.post("partners", "/hooks", {"url": url}, X_Api_Key=key)["id"]
        world.public.post("partners", f"/hooks/{hook}/test", {}, X_Api_Key=key)
        event = world.public.post("partners", "/sandbox/advances", step, X_Api_Key=key)["event"]

        def mails() -> list[str] | None:
            _, mails = sent_to("", CONTACT)
            return [each for each in mails if hook in each] or None

        (mail,) = wait_for(mails, "the partner's contact gets a mail")

    assert [json.loads(body) for _, body in arrived][1:] == [event]
    assert "webhook endpoint disabled" in mail
    view = world.public.get("partners", f"/hooks/{hook}", X_Api_Key=key)
    assert (view["state"], view["why"]) == ("disabled", "gone")
