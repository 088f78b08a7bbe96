"""`python -m infra.sign_in --stage NAME --pool staff`: an access token, by Cognito's own pages.

The person signs in in a browser; the token is all that is printed. It is for operators, until an
application for officials signs them in.
"""

import argparse
import json
import secrets
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

from infra.places import ROOT

PORT: Final = 8400
CALLBACK: Final = f"http://localhost:{PORT}/"
"""The default of the parameter `SignInCallbacks` (RFC 8252, 7.3: a native application's)."""
DONE: Final = "Xong. Xin đóng trang này. / Done. You may close this page."


class SignInFailed(Exception):
    """The pages answered something else than a code, or not to this request."""


@dataclass(frozen=True)
class SignIn:
    """One sign-in at a pool's pages, by authorization code with PKCE (RFC 7636)."""

    pages: str
    client: str
    state: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)

    @classmethod
    def of(cls, outputs: Mapping[str, str], pool: str) -> "SignIn":
        """At the pool `citizens` or `staff` of a deployment; KeyError where it has no pools."""
        name = pool.capitalize()
        return cls(outputs[f"{name}Pages"], outputs[f"{name}ClientId"])

    @property
    def address(self) -> str:
        """Where the person signs in."""
        challenge = urlsafe_b64encode(sha256(self.verifier.encode()).digest()).rstrip(b"=")
        query = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": CALLBACK,
            "scope": "openid",
            "state": self.state,
            "code_challenge": challenge.decode(),
            "code_challenge_method": "S256",
        }
        return f"{self.pages}/oauth2/authorize?{urlencode(query)}"

    def code(self, returned: str) -> str:
        """The code in the address to which the pages returned; raises SignInFailed."""
        query = parse_qs(urlsplit(returned).query)
        if query.get("state") != [self.state] or "code" not in query:
            raise SignInFailed(query.get("error_description", query.get("error", ["no code"]))[0])
        return query["code"][0]

    def access_token(self, code: str) -> str:
        """The token for a code; raises SignInFailed."""
        form = {
            "grant_type": "authorization_code",
            "client_id": self.client,
            "redirect_uri": CALLBACK,
            "code": code,
            "code_verifier": self.verifier,
        }
        response = requests.post(f"{self.pages}/oauth2/token", data=form, timeout=30)
        if response.status_code != 200:
            raise SignInFailed(f"the pool gave no token: {response.status_code}")
        return str(response.json()["access_token"])


def returned_address(port: int = PORT) -> str:
    """The path and query of the first request that brings an answer of the pages."""
    received: list[str] = []

    class Callback(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Browsers ask for an icon too."""
            if urlsplit(self.path).query:
                received.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(DONE.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged: the address holds the code."""

    with HTTPServer(("127.0.0.1", port), Callback) as server:
        while not received:
            server.handle_request()
    return received[0]


def sign_in(attempt: SignIn, returned: Callable[[], str] = returned_address) -> str:
    """The access token of whoever signs in; raises SignInFailed."""
    print(f"Sign in at\n{attempt.address}", file=sys.stderr, flush=True)
    return attempt.access_token(attempt.code(returned()))


def main() -> int:
    """Print the token; exit 1 with one line where there is none."""
    parser = argparse.ArgumentParser(prog="python -m infra.sign_in", description=__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--pool", choices=("citizens", "staff"), default="staff")
    arguments = parser.parse_args()
    recorded = ROOT / ".local" / f"deployed-{arguments.stage}.json"
    try:
        print(sign_in(SignIn.of(json.loads(recorded.read_text()), arguments.pool)))
    except (FileNotFoundError, KeyError):
        print(f"{recorded.name} names no such pool: deploy the stage first", file=sys.stderr)
        return 1
    except (SignInFailed, requests.RequestException) as failure:
        print(f"not signed in: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
