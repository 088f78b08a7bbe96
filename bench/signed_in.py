"""Visits to the clients' pages of somebody who is signed in: a cookie that holds their token.

A browser gets it from the client's sign-in; the bench seals the same with the stage's secret, since
a token lives for 15 minutes and a measurement may begin later.
"""

import time
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from front.cookie_jar import CookieJar, cookie_name
from front.cookies import CookieCipher
from front.sign_in.signed_in import SignedIn
from front.visit import Site
from local.demo.sign_in import SignIn

SECRETS: Final = {"portal": "motcua/local/portal", "desk": "motcua/local/desk"}
"""The names of the secrets that seal cookies (infra/portal.yaml, infra/desk.yaml)."""
TOKEN_SECONDS: Final = 900


def cookies(sign_in: SignIn, client: str, token: str) -> str:
    """The `Cookie` header of a visitor with this token, and without a session."""
    now = int(time.time())
    signed_in = SignedIn(
        access=token,
        expires=now + TOKEN_SECONDS,
        ends=now + SignedIn.LIFETIME,
        until=now + SignedIn.IDLE,
        began=now,
    )
    name = cookie_name(SignedIn, _site(sign_in, client))
    return f"{name}={_cipher(sign_in, client).seal(signed_in)}"


def token_in(sign_in: SignIn, client: str, header: str) -> str:
    """The token in a recorded `Cookie` header; "" where nobody was signed in."""
    jar = CookieJar.of(
        _cipher(sign_in, client), header, _site(sign_in, client), datetime.fromtimestamp(0, UTC)
    )
    signed_in = jar.read(SignedIn)
    return signed_in.access if signed_in else ""


def visit(sign_in: SignIn, client: str, path: str, person: tuple[str, str]) -> None:
    """Open a page below the address of a client as a person (kind, username); raises HTTPError."""
    header = cookies(sign_in, client, sign_in.access_token(*person))
    response = sign_in.client_with().send("GET", client, path, Cookie=header)
    response.raise_for_status()


def _site(sign_in: SignIn, client: str) -> Site:
    parts = urlsplit(sign_in.deployment.url(client))
    return Site(f"{parts.scheme}://{parts.netloc}", "")


def _cipher(sign_in: SignIn, client: str) -> CookieCipher:
    secrets: Any = sign_in.deployment.client("secretsmanager")
    return CookieCipher(
        str(secrets.get_secret_value(SecretId=SECRETS[client])["SecretString"]), client
    )
