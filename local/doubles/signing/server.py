"""The service by HTTP: it answers requests that the shared secret signed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from threading import Thread
from typing import Any, Final

from kit.security.signed_body import is_signed
from local.doubles.connection import DoubleConnection
from local.doubles.signing.service import RemoteSigning

HEADER: Final = "X-Signing-Signature"


def answer(service: RemoteSigning, path: str, sent: dict[str, Any]) -> dict[str, Any]:
    """Of a request that bears the signature of the shared secret."""
    signer = sent.get("official") or sent["citizen"]
    if path.endswith("/certificates"):
        return {"certificates": service.chain(signer)}
    return service.sign(sent["document"], signer, sent["title"], sent["digest"])


@contextmanager
def served(service: RemoteSigning, secret: str, port: int = 0) -> Iterator[str]:
    """The address at which the service answers, until the end of the block."""

    class Connection(DoubleConnection):
        def post(self) -> None:
            body = self.read_body()
            if not is_signed(body, self.headers.get(HEADER, ""), [secret], service.clock()):
                self.send_error(401)
                return
            self.send_json(200, answer(service, self.path, json.loads(body)))

    with HTTPServer(("127.0.0.1", port), Connection) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
