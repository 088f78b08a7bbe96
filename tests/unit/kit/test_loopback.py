"""Names under .localhost are this machine, whatever its resolver knows."""

import io
import json
import urllib.request

import pytest

from kit.platform.loopback import loopback
from kit.security.issuer_keys import fetch_keys


@pytest.mark.parametrize(
    ("url", "here", "host"),
    [
        (
            "http://api.motcua.localhost:4566/identity/v1/jwks.json?a=b",
            "http://127.0.0.1:4566/identity/v1/jwks.json?a=b",
            {"Host": "api.motcua.localhost:4566"},
        ),
        ("http://a.localhost/", "http://127.0.0.1/", {"Host": "a.localhost"}),
        ("https://id.example.vn/keys", "https://id.example.vn/keys", {}),
        ("https://localhost.example.vn/", "https://localhost.example.vn/", {}),
    ],
)
def test_a_name_of_this_machine_is_called_by_its_address(
    url: str, here: str, host: dict[str, str]
) -> None:
    assert loopback(url) == (here, host)


def test_the_keys_of_an_issuer_on_this_machine_are_fetched_there() -> None:
    requests: list[urllib.request.Request] = []

    def open_url(request: urllib.request.Request, timeout: float) -> io.BytesIO:
        requests.append(request)
        return io.BytesIO(json.dumps({"keys": []}).encode())

    fetch_keys("http://api.motcua.localhost:4566/identity/v1/jwks.json", open_url)

    [request] = requests
    assert request.full_url == "http://127.0.0.1:4566/identity/v1/jwks.json"
    assert request.get_header("Host") == "api.motcua.localhost:4566"
