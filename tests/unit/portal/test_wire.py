"""The network side: a real server on this machine that answers, redirects, breaks off."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from portal.api import PublicApi, Refused, Rights
from portal.wire import HttpWire, NoAnswer, Patient, Sent


class Odd(BaseHTTPRequestHandler):
    """Answers by the path; `cuts` are those it broke off."""

    cuts: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        bodies = {
            "html": b"<html>",
            "host": self.headers["Host"].encode(),
            "wait": b'{"code":"too_many","detail":"x"}',
        }
        if name == "cut":
            self.cuts.append(self.path)
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
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_name_under_localhost_is_this_machine(port: int) -> None:
    came = HttpWire().carry(Sent("GET", f"http://api.motcua.localhost:{port}/host", {}))

    assert came.body == f"api.motcua.localhost:{port}".encode()


def test_a_connection_that_breaks_is_no_answer(port: int) -> None:
    with pytest.raises(NoAnswer):
        HttpWire().carry(Sent("GET", f"http://127.0.0.1:{port}/cut", {}))


def test_nobody_is_followed_elsewhere_with_a_look_up_key(port: int) -> None:
    assert HttpWire().carry(Sent("GET", f"http://127.0.0.1:{port}/moved", {})).status == 302


@pytest.mark.parametrize("name", ["html", "down", "moved"])
def test_what_is_neither_promised_nor_a_problem_is_no_answer(port: int, name: str) -> None:
    api = PublicApi(HttpWire(), f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}")

    with pytest.raises(NoAnswer):
        api.payment(Rights("code", "key"), name)


def test_nobody_is_kept_waiting_for_as_long_as_an_answer_says(port: int) -> None:
    began = time.monotonic()

    assert HttpWire().carry(Sent("GET", f"http://127.0.0.1:{port}/down", {})).retry_after == 7
    assert time.monotonic() - began < 5


def test_a_problem_keeps_its_code_and_when_to_ask_again(port: int) -> None:
    api = PublicApi(HttpWire(), "", f"http://127.0.0.1:{port}")

    with pytest.raises(Refused) as refused:
        api.payment(Rights("code", "key"), "wait")
    assert (refused.value.status, refused.value.code, refused.value.retry_after) == (
        429,
        "too_many",
        7,
    )


def test_a_try_takes_no_longer_than_its_visitor_has_left(port: int) -> None:
    began = time.monotonic()

    with pytest.raises(NoAnswer):
        HttpWire().carry(Sent("GET", f"http://127.0.0.1:{port}/slow", {}, left=lambda: 0.3))
    assert time.monotonic() - began < 1.5


def test_a_read_that_broke_off_is_tried_once_more(port: int) -> None:
    Odd.cuts.clear()

    with pytest.raises(NoAnswer):
        Patient(HttpWire()).carry(Sent("GET", f"http://127.0.0.1:{port}/cut", {}))
    assert len(Odd.cuts) == 2
