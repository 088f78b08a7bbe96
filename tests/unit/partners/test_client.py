"""The client of partners before the real service: cursor, gaps, repeated requests, webhooks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from contracts.testing.dossier_events import CODE, paid_dossier
from motcua_partners import Api, Feed, GapInFeed, NotOurs, Problem, verified
from motcua_partners.api import ATTEMPTS, Response
from partners.domain.delivery import Outcome, Outgoing
from tests.unit.partners.deliveries import Deliveries
from tests.unit.partners.receiver import Receiver
from tests.unit.partners.world import SOURCE, World


@dataclass
class Wire:
    """Requests reach the world's router; some are answered by something else first."""

    world: World
    first: list[Response | OSError] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def __call__(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes | None
    ) -> Response:
        if self.first:
            answer = self.first.pop(0)
            if isinstance(answer, OSError):
                raise answer
            return answer
        sent = {name.replace("-", "_"): value for name, value in headers.items()}
        path = address.removeprefix(SOURCE.removesuffix("/v1"))
        got = self.world.client.request(method, path, "", body, **sent)
        lower = {name.lower(): value for name, value in got.headers.items()}
        return Response(got.status, lower, got.text.encode())

    def api(self, key: str) -> Api:
        return Api(SOURCE, key, self, self.pauses.append)


def test_the_feed_gives_every_event_once_and_goes_on_where_it_ended() -> None:
    world = World()
    wire, key = Wire(world), world.program()
    world.receive(paid_dossier(world.vault))
    feed = Feed(wire.api(key))

    assert [int(event["sequence"]) for event in feed] == list(range(1, 8))
    assert (list(feed), feed.cursor) == ([], 7)
    assert wire.api(key).post("/dossiers/batch", {"codes": [CODE]})["items"][0]["status"] == 10


def test_an_event_that_was_not_done_comes_again() -> None:
    world = World()
    key = world.program()
    world.receive(paid_dossier(world.vault))
    feed = Feed(Wire(world).api(key))

    events = iter(feed)
    next(events)
    assert feed.cursor == 0
    next(events)
    assert feed.cursor == 1


def page(*numbers: int) -> Response:
    items = [{"sequence": f"{number:012d}"} for number in numbers]
    body = {"items": items, "next": numbers[-1], "caught_up": True}
    return Response(200, {}, json.dumps(body).encode())


def test_a_gap_is_read_again_and_then_raised() -> None:
    world = World()
    key = world.program()
    healed = Wire(world, [page(1, 3), page(1, 2, 3)])
    assert len(list(Feed(healed.api(key)))) == 3

    with pytest.raises(GapInFeed) as raised:
        list(Feed(Wire(world, [page(1, 3), page(1, 3)]).api(key)))
    assert (raised.value.after, raised.value.number) == (1, 3)


def test_what_may_pass_is_repeated_and_a_refusal_is_raised() -> None:
    world = World()
    key = world.program()
    busy = Response(503, {"retry-after": "7"}, b"{}")
    wire = Wire(world, [busy, OSError(), Response(500, {}, b"no json")])
    assert wire.api(key).get("/me")["id"] == "ban-hang"
    assert wire.pauses == [7.0, 4.0, 8.0]

    with pytest.raises(OSError, match="gone"):
        Wire(world, [OSError("gone") for _ in range(ATTEMPTS)]).api(key).get("/me")
    with pytest.raises(Problem) as refused:
        Wire(world).api("mc_test_x").get("/me")
    assert (refused.value.status, refused.value.code) == (401, "key_invalid")
    tomorrow = Wire(world, [Response(429, {"retry-after": "36000"}, b"{}")]).api(key)
    with pytest.raises(Problem):
        tomorrow.get("/me")


def test_a_webhook_is_verified_as_it_arrives_and_nothing_else_is() -> None:
    deliveries = Deliveries(Receiver(World().clock))
    hook = deliveries.hook()
    sent: list[Outgoing] = []
    plain = deliveries.endpoint.send

    def send(outgoing: Outgoing) -> Outcome:
        sent.append(outgoing)
        return plain(outgoing)

    deliveries.endpoint.send = send  # type: ignore[method-assign]
    deliveries.append()
    deliveries.run_for(timedelta(minutes=1))
    headers, body, secret = sent[0].headers, sent[0].body, hook.secrets[0].value
    at = float(headers["webhook-timestamp"])

    assert verified([secret], headers, body, lambda: at)["sequence"] == "000000000001"
    assert verified(["whsec_YW5vdGhlcg==", secret], headers, body, lambda: at)
    for secrets, sent_headers, sent_body, now in (
        (["whsec_YW5vdGhlcg=="], headers, body, at),
        ([secret], headers, body + b" ", at),
        ([secret], {**headers, "webhook-id": "x"}, body, at),
        ([secret], headers, body, at + 301),
        ([secret], {}, body, at),
        ([secret], {**headers, "webhook-timestamp": "now"}, body, at),
    ):
        with pytest.raises(NotOurs):
            verified(secrets, sent_headers, sent_body, float(now).__float__)
