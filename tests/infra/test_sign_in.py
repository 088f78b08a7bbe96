"""An operator gets an access token by the pages of a pool."""

import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from infra.sign_in import SignIn, SignInFailed, returned_address, sign_in


class Pages(BaseHTTPRequestHandler):
    """The token endpoint of a pool: one code, bound to its challenge."""

    challenge = ""

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        digest = sha256(form["code_verifier"][0].encode()).digest()
        proves = urlsafe_b64encode(digest).rstrip(b"=").decode() == type(self).challenge
        self.send_response(200 if proves and form["code"] == ["good"] else 400)
        self.end_headers()
        self.wfile.write(b'{"access_token": "token of quan-tri"}')

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def attempt() -> Iterator[SignIn]:
    with HTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        outputs = {"StaffPages": f"http://127.0.0.1:{server.server_port}", "StaffClientId": "staff"}
        attempt = SignIn.of(outputs, "staff")
        Pages.challenge = query_of(attempt)["code_challenge"][0]
        yield attempt
        server.shutdown()


def query_of(attempt: SignIn) -> dict[str, list[str]]:
    return parse_qs(urlsplit(attempt.address).query)


def test_who_signs_in_gets_a_token(attempt: SignIn) -> None:
    token = sign_in(attempt, lambda: f"/?code=good&state={attempt.state}")

    assert token == "token of quan-tri"
    assert query_of(attempt)["code_challenge_method"] == ["S256"]
    assert attempt.verifier not in attempt.address


@pytest.mark.parametrize(
    "returned",
    ["/?code=good&state=another", "/?code=good", "/?error=access_denied&state={state}"],
)
def test_an_answer_to_another_request_is_refused(attempt: SignIn, returned: str) -> None:
    with pytest.raises(SignInFailed):
        sign_in(attempt, lambda: returned.format(state=attempt.state))


def test_a_code_that_the_pool_does_not_take_gives_no_token(attempt: SignIn) -> None:
    with pytest.raises(SignInFailed, match="400"):
        sign_in(attempt, lambda: f"/?code=old&state={attempt.state}")


def test_the_browser_brings_the_answer_to_this_machine() -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as taken:
        port = taken.server_port
    received: list[str] = []
    listening = threading.Thread(target=lambda: received.append(returned_address(port)))
    listening.start()
    address = f"http://127.0.0.1:{port}"
    for path in ("/favicon.ico", "/?code=good&state=s"):
        until_it_answers(address + path)

    listening.join(10)
    assert received == ["/?code=good&state=s"]


def until_it_answers(address: str) -> None:
    for _ in range(100):
        try:
            assert requests.get(address, timeout=5).ok
            return
        except requests.ConnectionError:
            threading.Event().wait(0.05)
    raise AssertionError(address)
