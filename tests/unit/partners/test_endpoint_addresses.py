"""Where events may go: addresses that lead inside, rebinding, redirects, answers that drip."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from partners.adapters.endpoint_http import LARGEST_ANSWER, HttpEndpoints
from partners.domain.delivery import Outcome, Outgoing
from partners.domain.endpoint_address import EndpointRefused, checked_address
from partners.settings import PartnersSettings
from tests.unit.partners.world import World, partners_settings

HOST = "hooks.halong.vn"
REFUSED_URLS = (
    "http://hooks.halong.vn/a",
    "ftp://hooks.halong.vn/a",
    "file:///etc/passwd",
    "gopher://hooks.halong.vn:25/x",
    "https://hooks.halong.vn:8443/a",
    "https://hooks.halong.vn:22/a",
    "https://hooks.halong.vn:99999/a",
    "https://user:word@hooks.halong.vn/a",
    "https://hooks.halong.vn@10.0.0.1/a",
    "https://10.0.0.1/a",
    "https://127.0.0.1/a",
    "https://127.1/a",
    "https://2130706433/a",
    "https://0x7f000001/a",
    "https://0177.0.0.1/a",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/a",
    "https://[::ffff:169.254.169.254]/a",
    "https://localhost/a",
    "https://api.localhost/a",
    "https://intranet/a",
    "https://db.internal/a",
    "https://printer.local/a",
    "https://1.0.0.127.in-addr.arpa/a",
    "https://hooks.halong.vn\\@10.0.0.1/a",
    "https://hooks.halong.vn/a b",
    "https://hooks.halong.vn/a\r\nX-Injected: 1",
    "https://hooks.halong.vn/a#fragment",
    "https://hooks。halong.vn/a",
    "https://-bad.halong.vn/a",
    "https://hooks.halong.vn/" + "a" * 500,
    "https:///a",
    "//hooks.halong.vn/a",
    "",
)
REFUSED_ADDRESSES = (
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "no address",
)


def send(endpoints: HttpEndpoints, url: str = f"https://{HOST}/a") -> Outcome:
    return endpoints.send(Outgoing(url=url, body=b"{}", headers={"webhook-id": "1"}))


@pytest.mark.parametrize("url", REFUSED_URLS)
def test_such_an_address_is_never_called(url: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError("resolved")

    with pytest.raises(EndpointRefused):
        checked_address(url, allows_loopback=False)
    assert send(HttpEndpoints(resolve=resolve), url).failure == "refused_address"


@pytest.mark.parametrize("address", REFUSED_ADDRESSES)
def test_a_name_that_leads_inside_is_never_called(address: str) -> None:
    assert send(HttpEndpoints(resolve=lambda *_: [address])).failure == "refused_address"
    mixed = HttpEndpoints(resolve=lambda *_: ["8.8.8.8", address])
    assert send(mixed).failure == "refused_address"


def test_the_tables_have_fifty_rows() -> None:
    assert len(set(REFUSED_URLS) | set(REFUSED_ADDRESSES)) >= 50


@pytest.mark.parametrize("url", ["https://hooks.halong.vn", "https://a.b.example.com:443/x?y=1"])
def test_an_address_of_the_internet_is_taken(url: str) -> None:
    assert checked_address(url, allows_loopback=False) == url


def test_a_name_that_does_not_resolve_is_a_failure() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror

    assert send(HttpEndpoints(resolve=resolve)).failure == "no_address"


def test_loopback_is_the_local_stages_alone_whatever_the_template_says() -> None:
    def allows(stage: str, local: str) -> bool:
        own = partners_settings().model_dump() | {"stage": stage, "local_endpoints": local}
        own |= {"issuers": "[]", "sender_roles": "{}"}
        return PartnersSettings.model_validate(own).allows_local_endpoints

    stages = ("local", "test-a", "staging", "prod")
    assert [allows(stage, "true") for stage in stages] == [True, False, False, False]
    assert not allows("local", "false")
    with pytest.raises(EndpointRefused):
        checked_address("http://127.0.0.1:8000/a", allows_loopback=False)


def test_the_connection_goes_to_the_address_that_was_checked_and_the_name_is_asked_once() -> None:
    """Rebinding: a second question for the name would be answered by an address inside."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    resolved: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        resolved.append(host)
        return next(answers)

    with listening(respond(b"HTTP/1.1 204 No Content\r\n\r\n")) as port:
        outcome = send(local(resolve=resolve), f"http://localhost:{port}/a?b=1")

    assert (outcome.status, outcome.failure, resolved) == (204, None, ["localhost"])


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_a_failure_and_is_not_followed(status: str) -> None:
    with listening(respond(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) as inside:
        location = f"Location: http://127.0.0.1:{inside}/latest/meta-data"
        answer = f"HTTP/1.1 {status}\r\n{location}\r\nContent-Length: 0\r\n\r\n"
        with listening(respond(answer.encode())) as port:
            outcome = send(local(), f"http://127.0.0.1:{port}/a")
        assert REQUESTS.get(inside) is None

    assert (outcome.status, outcome.failure) == (int(status[:3]), "redirect")


@pytest.mark.parametrize(
    "first",
    [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", b""],
)
def test_an_answer_that_drips_ends_with_its_time(first: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(first)
        for _ in range(100):
            time.sleep(0.05)
            connection.sendall(b"x")

    began = time.monotonic()
    with listening(drip) as port:
        outcome = send(local(seconds=0.3), f"http://127.0.0.1:{port}/a")

    assert outcome.failure == "timeout"
    assert time.monotonic() - began < 3


def test_of_a_huge_answer_four_kilobytes_are_read() -> None:
    sent: list[int] = []

    def pour(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
        with suppress(OSError):
            for _ in range(1000):
                connection.sendall(b"x" * LARGEST_ANSWER)
                sent.append(1)

    with listening(pour) as port:
        assert send(local(), f"http://127.0.0.1:{port}/a").failure is None
    assert len(sent) < 1000


def test_who_does_not_answer_or_no_certificate_of_the_name_is_a_failure() -> None:
    with listening(respond(b"")) as port:
        assert send(local(), f"http://127.0.0.1:{port}/a").failure == "no_answer"
        assert send(local(), f"https://localhost:{port}/a").failure in ("tls", "no_answer")
    assert send(local(), f"http://127.0.0.1:{port}/a").failure == "no_answer"


def test_retry_after_is_read_in_seconds() -> None:
    answer = b"HTTP/1.1 429 Slow\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"
    with listening(respond(answer)) as port:
        outcome = send(local(), f"http://127.0.0.1:{port}/a")
    assert (outcome.status, outcome.failure, outcome.retry_after) == (429, "status", 120)


@pytest.mark.parametrize("url", REFUSED_URLS[:12])
def test_such_an_endpoint_is_refused_when_it_is_registered(url: str) -> None:
    world = World()
    key = world.program()

    refused = world.client.post("/v1/hooks", "", {"url": url}, X_Api_Key=key)

    assert (refused.status, refused.code) == (422, "endpoint_refused")


REQUESTS: dict[int, bytes] = {}


def local(
    seconds: float = 5.0, resolve: Callable[[str, int], list[str]] = lambda *_: ["127.0.0.1"]
) -> HttpEndpoints:
    return HttpEndpoints(allows_loopback=True, resolve=resolve, total_seconds=seconds)


def respond(answer: bytes) -> Callable[[socket.socket], None]:
    return lambda connection: connection.sendall(answer)


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server on 127.0.0.1 that reads a request and answers it."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.02)
    port, stopped = server.getsockname()[1], threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            with suppress(OSError):
                connection, _ = server.accept()
                connection.settimeout(5)
                with connection:
                    REQUESTS[port] = connection.recv(65536)
                    answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield port
    finally:
        stopped.set()
        thread.join(timeout=6)
        server.close()
