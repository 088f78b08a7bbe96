"""The client's receiver: it verifies what arrives, says so, and fails as its path says."""

import threading
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from motcua_partners.receiver import Receiver, server
from partners.domain.delivery import Outcome, Outgoing
from tests.unit.partners.deliveries import Deliveries
from tests.unit.partners.receiver import Receiver as SimulatedReceiver
from tests.unit.partners.world import World


def delivered() -> tuple[Outgoing, str, float]:
    """A test as the service sends it, the endpoint's secret, and the moment."""
    sent: list[Outgoing] = []
    deliveries = Deliveries(SimulatedReceiver(World().clock))
    plain = deliveries.endpoint.send

    def send(outgoing: Outgoing) -> Outcome:
        sent.append(outgoing)
        return plain(outgoing)

    deliveries.endpoint.send = send  # type: ignore[method-assign]
    hook = deliveries.hook()
    return sent[0], hook.secrets[0].value, deliveries.world.clock().timestamp()


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/ok", [204, 204]),
        ("/500", [500, 500]),
        ("/410", [410, 410]),
        ("/flaky", [204, 500]),
        ("/slow", [204, 204]),
    ],
)
def test_it_verifies_and_fails_as_its_path_says(path: str, statuses: list[int]) -> None:
    outgoing, secret, now = delivered()
    lines: list[str] = []
    pauses: list[float] = []
    receiver = Receiver([secret], lines.append, pauses.append, lambda: now)

    statuses_sent = [receiver.answer(path, outgoing.headers, outgoing.body) for _ in statuses]

    assert statuses_sent == statuses
    assert all("verified 000000000000 vn.motcua.partner.test.v1" in line for line in lines)
    assert (sum(pauses) > 15) == (path == "/slow")


def test_what_is_not_verified_is_refused_and_over_http_a_retry_after_is_given() -> None:
    outgoing, secret, now = delivered()
    lines: list[str] = []
    receiver = Receiver([secret], lines.append, clock=lambda: now)
    with server(receiver, 0) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{listening.server_port}/429"
        refusals = []
        for body in (outgoing.body, outgoing.body + b" "):
            with pytest.raises(HTTPError) as refused:
                urlopen(Request(address, body, dict(outgoing.headers)))
            refusals.append((refused.value.code, refused.value.headers.get("Retry-After")))
            refused.value.close()
        listening.shutdown()

    assert refusals == [(429, "10"), (401, None)]
    assert "NOT VERIFIED" in lines[1]
