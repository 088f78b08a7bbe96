"""Links of the portal are followed to its own hosts, to public addresses, and no further."""

import http.server
import threading
from collections.abc import Iterator
from typing import Final

import pytest

from exchange.adapters.portal_files import PortalFiles
from exchange.ingest.ports import NotFetched
from kit.platform.public_address import is_public

HOST: Final = "https://tep.dichvucong.example"


class Server(http.server.BaseHTTPRequestHandler):
    """A file, a way elsewhere, a flood, and nothing."""

    def do_GET(self) -> None:
        if self.path == "/don.pdf?ban=1":
            self._answer(200, b"%PDF-1.7")
        elif self.path == "/di":
            self.send_response(302)
            self.send_header("Location", "/don.pdf?ban=1")
            self.end_headers()
        elif self.path == "/lon":
            self._answer(200, b"a" * 300_000)
        elif self.path == "/rong":
            self._answer(200, b"")
        else:
            self._answer(404, b"")

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def why(files: PortalFiles, url: str, most: int = 100) -> str:
    with pytest.raises(NotFetched) as refused:
        files.fetch(url, most)
    return refused.value.why


def test_a_file_of_an_allowed_origin_is_read(origin: str) -> None:
    assert PortalFiles((origin,)).fetch(f"{origin}/don.pdf?ban=1", 100) == b"%PDF-1.7"


def test_no_more_is_read_than_wanted(origin: str) -> None:
    assert len(PortalFiles((origin,)).fetch(f"{origin}/lon", 70_000)) == 70_000


def test_a_redirect_is_not_followed(origin: str) -> None:
    assert why(PortalFiles((origin,)), f"{origin}/di") == "status_302"


def test_what_is_not_there_or_empty_may_come_later(origin: str) -> None:
    files = PortalFiles((origin,))
    assert why(files, f"{origin}/khong-co") == "status_404"
    assert why(files, f"{origin}/rong") == "empty"


@pytest.mark.parametrize(
    "url",
    [
        "https://dichvucong.example/don.pdf",
        "http://tep.dichvucong.example/don.pdf",
        "https://tep.dichvucong.example:8443/don.pdf",
        "https://tep.dichvucong.example@127.0.0.1/don.pdf",
        "https://ai-do:mat-khau@tep.dichvucong.example/don.pdf",
        "https://tep.dichvucong.example.ke-gian.example/don.pdf",
        "https://127.0.0.1/don.pdf",
        "https://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:9001/2018-06-01/runtime/invocation/next",
        "http://localhost/don.pdf",
        "file:///etc/passwd",
        "ftp://tep.dichvucong.example/don.pdf",
        "//tep.dichvucong.example/don.pdf",
        "https://tep.dichvucong.example:99999/don.pdf",
        "https:///don.pdf",
        "",
    ],
)
def test_any_other_address_is_never_asked(url: str) -> None:
    resolved: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        resolved.append(host)
        return ["203.0.113.7"]

    with pytest.raises(NotFetched) as refused:
        PortalFiles((HOST,), resolve).fetch(url, 100)
    assert (refused.value.why, refused.value.is_final) == ("address_not_allowed", True)
    assert resolved == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.1"],
        ["8.8.8.8", "192.168.1.1"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::1"],
        ["fd00::1"],
        ["224.0.0.1"],
        ["0.0.0.0"],
        ["100.64.0.1"],
        ["2001:0:7f00:1::"],
        [],
    ],
)
def test_a_host_with_an_address_inside_is_not_connected_to(addresses: list[str]) -> None:
    files = PortalFiles((HOST,), lambda *_: addresses)
    assert why(files, f"{HOST}/don.pdf") == "address_not_public"


def test_an_origin_over_http_is_taken_on_this_machine_alone() -> None:
    files = PortalFiles(("http://tep.dichvucong.example",), lambda *_: ["8.8.8.8"])
    assert why(files, "http://tep.dichvucong.example/don.pdf") == "address_not_allowed"


def test_public_addresses_are_public() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2001:4860:4860::8888")
