"""An endpoint to try webhooks with: it verifies and prints what arrives, and fails as told.

`python -m motcua_partners.receiver whsec_…` listens on port 8900 of this machine. Paths: `/ok`
answers 204, `/500` and `/410` those, `/429` with a Retry-After of ten seconds, `/302` elsewhere,
`/slow` after twenty seconds, `/flaky` 500 to every second request.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from motcua_partners.webhooks import NotOurs, verified

PORT = 8900
SLOW_SECONDS = 20.0
"""Longer than a delivery waits for."""
STATUSES = {"/500": 500, "/410": 410, "/429": 429, "/302": 302}
MORE_HEADERS = {429: ("Retry-After", "10"), 302: ("Location", "/ok")}


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a program


@dataclass
class Receiver:
    """`secrets` are the endpoint's; `report` gets a line for each request."""

    secrets: Sequence[str] = field(repr=False)
    report: Callable[[str], None] = _print
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.time  # noqa: TID251 - a client of its own
    flaky: int = 0

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """The status of what arrived: 401 where it is not verified."""
        try:
            event = verified(self.secrets, headers, body, self.clock)
        except NotOurs:
            self.report(f"{path}: NOT VERIFIED, answered 401")
            return 401
        status = self._status(path)
        data = json.dumps(event["data"], ensure_ascii=False)
        self.report(f"{path}: verified {event['sequence']} {event['type']} {data}, {status}")
        return status

    def _status(self, path: str) -> int:
        if path == "/slow":
            self.sleep(SLOW_SECONDS)
        if path == "/flaky":
            self.flaky += 1
            return 204 if self.flaky % 2 else 500
        return STATUSES.get(path, 204)


def server(receiver: Receiver, port: int = PORT) -> ThreadingHTTPServer:
    """The receiver at a port of this machine; 0: any that is free."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status = receiver.answer(self.path, dict(self.headers.items()), body)
            self.send_response(status)
            if status in MORE_HEADERS:
                self.send_header(*MORE_HEADERS[status])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """The receiver reports."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def main(arguments: Sequence[str] | None = None) -> None:
    """Until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="motcua_partners.receiver", description=__doc__)
    parser.add_argument("secrets", nargs="+", help="whsec_…, both while you change them")
    parser.add_argument("--port", type=int, default=PORT)
    options = parser.parse_args(arguments)
    _print(f"http://127.0.0.1:{options.port}/ok is ready")
    with suppress(KeyboardInterrupt):
        server(Receiver(options.secrets), options.port).serve_forever()


if __name__ == "__main__":
    main()
