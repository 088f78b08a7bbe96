"""One address for all services on 127.0.0.1, as a stage with a domain of its own has.

`*.localhost` resolves in browsers and curl only, and Node's fetch takes no Host header: what a
generated client sends here is passed on to the deployed service with the host that the cloud wants.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import requests

from local.cloud.settings import HOST
from local.demo.deployment import Deployment

HOP_BY_HOP = {"connection", "content-encoding", "content-length", "transfer-encoding"}
"""Headers of one connection, or of a coding that requests has undone."""


@contextmanager
def one_address(deployment: Deployment) -> Iterator[str]:
    """The address, while a server listens there."""

    class Gate(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # an answer is two writes: the second would wait 40 ms

        def _pass_on(self) -> None:
            _, service, _, rest = self.path.split("/", 3)
            target = urlsplit(f"{deployment.url(service)}/{rest}")
            address = target._replace(netloc=f"{HOST}:{target.port}").geturl()
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {
                name: value for name, value in self.headers.items() if name.lower() != "host"
            }
            headers["Host"] = target.netloc
            answer = requests.request(self.command, address, data=body, headers=headers, timeout=30)
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = _pass_on  # noqa: N815 - the base class's names

        def log_message(self, *_: object) -> None:
            """Nothing: the clients say what they were answered."""

    server = ThreadingHTTPServer((HOST, 0), Gate)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
