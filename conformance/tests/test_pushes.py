"""The simulator's portal pushes to a province, and to no other machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dvcqg.simulator.filings import Filings
from dvcqg.simulator.push import NotLoopback, Province, push, send_over_http
from dvcqg.testing.http_client import filed


def test_pushes_go_to_the_province_each_twice() -> None:
    received: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            members = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            existing = [row["MaHoSo"] for row in received]
            answer = {"session": "s1"}
            if self.path == "/dossiers":
                answer = {"error_code": "1" if members["MaHoSo"] in existing else "0"}
                received.append(members)
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    filings = Filings()
    for number in range(20):
        filings.add(filed(number))
    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as receiver:
        threading.Thread(target=receiver.serve_forever, args=(0.02,), daemon=True).start()
        url = f"http://127.0.0.1:{receiver.server_address[1]}"
        province = Province(f"{url}/session", f"{url}/dossiers", "cong", "mat-khau", "H49")
        report = push(filings, province, send_over_http, seed=3, disorder=0.3)
        receiver.shutdown()
    assert report.as_json() == {"codes": {"0": 20, "1": 20}, "failed": 0}
    codes = [row["MaHoSo"] for row in received]
    assert codes != sorted(codes)
    assert received[0]["session"] == "s1"
    assert filings.waiting() == []


def test_the_simulator_calls_no_other_machine() -> None:
    with pytest.raises(NotLoopback):
        send_over_http("https://dichvucong.gov.vn/", {})
