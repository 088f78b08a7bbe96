"""`python -m local.doubles.issuer --port 4571`: serves discovery, keys and tokens on 127.0.0.1."""

import argparse
import json
from datetime import timedelta
from http.server import ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qs

from local.cloud.clock import local_now
from local.cloud.settings import HOST, STATE
from local.doubles.connection import DoubleConnection
from local.doubles.issuer.tokens import (
    KINDS,
    LIFETIME,
    access_token,
    id_token,
    key_set,
    signing_key,
)


class Issuer(DoubleConnection):
    """`/{kind}/.well-known/openid-configuration`, `/{kind}/jwks.json`, `POST /{kind}/token`."""

    key = signing_key(STATE / "issuer.pem")

    def get(self) -> None:
        """Discovery and keys."""
        kind, _, rest = self.path.strip("/").partition("/")
        base = f"http://{HOST}:{cast(ThreadingHTTPServer, self.server).server_port}/{kind}"
        if kind in KINDS and rest == "jwks.json":
            self.send_json(200, key_set(self.key))
        elif kind in KINDS and rest == ".well-known/openid-configuration":
            self.send_json(
                200,
                {
                    "issuer": base,
                    "jwks_uri": f"{base}/jwks.json",
                    "token_endpoint": f"{base}/token",
                },
            )
        else:
            self.send_json(200 if kind == "healthz" else 404, {})

    def post(self) -> None:
        """A token for a username, for `seconds` (15 minutes at most), without a password.

        With `claims` (a JSON object of texts) also an ID token that says them.
        """
        kind, _, rest = self.path.strip("/").partition("/")
        form = parse_qs(self.read_body().decode())
        username = form.get("username", [""])[0]
        seconds = form.get("seconds", [str(int(LIFETIME.total_seconds()))])[0]
        claims = _claims(form.get("claims", ["{}"])[0])
        is_token = kind in KINDS and rest == "token" and claims is not None
        if not is_token or not username or not seconds.isdecimal():
            self.send_json(400, {"error": "invalid_request"})
            return
        base = f"http://{HOST}:{cast(ThreadingHTTPServer, self.server).server_port}/{kind}"
        lifetime = min(timedelta(seconds=int(seconds)), LIFETIME)
        now = local_now()
        answer = {
            "access_token": access_token(self.key, base, kind, username, now, lifetime),
            "token_type": "Bearer",
            "expires_in": int(lifetime.total_seconds()),
        }
        if claims:
            answer["id_token"] = id_token(self.key, base, kind, username, now, claims)
        self.send_json(200, answer)


def _claims(text: str) -> dict[str, str] | None:
    """The claims of a request; None where they are not an object of texts."""
    try:
        claims = json.loads(text)
    except ValueError:
        return None
    is_object = isinstance(claims, dict) and all(isinstance(v, str) for v in claims.values())
    return claims if is_object else None


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(prog="python -m local.doubles.issuer", description=__doc__)
    parser.add_argument("--port", type=int, default=4571)
    ThreadingHTTPServer((HOST, parser.parse_args().port), Issuer).serve_forever()


if __name__ == "__main__":
    main()
