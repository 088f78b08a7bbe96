"""The HTTP client against a real server on this machine that responds, redirects or aborts."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from front.api import Caller, Routes
from front.api_problem import ApiProblem
from front.http_client import NetworkClient, NoResponse, Request
from portal.public_api import PublicApi

VISITOR = Caller(key="key")


def api_at(port: int) -> PublicApi:
    return PublicApi(Routes(NetworkClient(), {"payments": f"http://127.0.0.1:{port}"}))


class OddServer(BaseHTTPRequestHandler):
    """Responds by the path; `aborted` are the paths whose connection it closed."""

    aborted: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        bodies = {
            "html": b"<html>",
            "host": self.headers["Host"].encode(),
            "wait": b'{"code":"too_many","detail":"x"}',
        }
        if name == "abort":
            self.aborted.append(self.path)
            self.close_connection = True
            return
        if name == "slow":
            time.sleep(2)
        self.send_response({"wait": 429, "moved": 302, "down": 503}.get(name, 200))
        self.send_header("Content-Length", str(len(bodies.get(name, b""))))
        self.send_header("Retry-After", "7")
        self.send_header("Location", "/host")
        self.end_headers()
        self.wfile.write(bodies.get(name, b""))

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), OddServer)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_name_under_localhost_is_this_machine(port: int) -> None:
    response = NetworkClient().send(Request("GET", f"http://api.motcua.localhost:{port}/host", {}))

    assert response.body == f"api.motcua.localhost:{port}".encode()


def test_an_aborted_connection_is_no_response(port: int) -> None:
    with pytest.raises(NoResponse):
        NetworkClient().send(Request("GET", f"http://127.0.0.1:{port}/abort", {}))


def test_a_redirect_is_not_followed_with_a_look_up_key(port: int) -> None:
    assert NetworkClient().send(Request("GET", f"http://127.0.0.1:{port}/moved", {})).status == 302


@pytest.mark.parametrize("name", ["html", "down", "moved"])
def test_a_body_that_is_neither_schema_nor_problem_is_no_response(port: int, name: str) -> None:
    api = api_at(port)

    with pytest.raises(NoResponse):
        api.payment(VISITOR, name)


def test_the_client_does_not_wait_for_the_time_of_retry_after(port: int) -> None:
    started = time.monotonic()

    assert (
        NetworkClient().send(Request("GET", f"http://127.0.0.1:{port}/down", {})).retry_after == 7
    )
    assert time.monotonic() - started < 5


def test_a_problem_has_its_code_and_the_time_of_retry_after(port: int) -> None:
    api = api_at(port)

    with pytest.raises(ApiProblem) as error:
        api.payment(VISITOR, "wait")
    assert (error.value.status, error.value.code, error.value.retry_after) == (
        429,
        "too_many",
        7,
    )


def test_a_request_takes_no_longer_than_its_visitor_has_left(port: int) -> None:
    url = f"http://127.0.0.1:{port}/slow"
    started = time.monotonic()

    with pytest.raises(NoResponse):
        NetworkClient().send(Request("GET", url, {}, seconds_left=lambda: 0.3))
    assert time.monotonic() - started < 1.5


def test_an_aborted_read_is_sent_once_more(port: int) -> None:
    OddServer.aborted.clear()

    with pytest.raises(NoResponse):
        api_at(port).payment(VISITOR, "abort")
    assert len(OddServer.aborted) == 2
