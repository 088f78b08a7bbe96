"""An issuer with a real RSA key, and the tokens it would and would not give."""

import base64
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from kit.platform.settings import Issuer
from kit.testing.clock import NOW

CITIZENS = Issuer(
    kind="citizen",
    issuer="https://id.example/citizens",
    audience="app",
    jwks="https://id.example/c",
)
OFFICIALS = Issuer(
    kind="staff", issuer="https://id.example/staff", audience="desk", jwks="https://id.example/s"
)


@cache
def rsa_key(name: str) -> rsa.RSAPrivateKey:
    """The RSA key of this name, the same through a run."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_pem(name: str) -> bytes:
    """The public key as an attacker would have it."""
    kind, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return rsa_key(name).public_key().public_bytes(kind, form)


def key_set(*names: str) -> dict[str, Any]:
    """The issuer's published keys; the id of each is its name."""
    keys = [
        jwt.algorithms.RSAAlgorithm.to_jwk(rsa_key(n).public_key(), as_dict=True) | {"kid": n}
        for n in names
    ]
    return {"keys": keys}


def elliptic(name: str) -> dict[str, Any]:
    """An EC key as a set would publish it."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    return jwt.algorithms.ECAlgorithm.to_jwk(public, as_dict=True) | {"kid": name}


def claims(**more: Any) -> dict[str, Any]:
    """What a good access token of Cognito says; None takes a claim away."""
    good = {
        "iss": CITIZENS.issuer,
        "sub": "an",
        "client_id": "app",
        "token_use": "access",
        "scope": "profile",
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(minutes=15)).timestamp()),
    }
    return {name: value for name, value in {**good, **more}.items() if value is not None}


def token(
    key: str = "k1", kid: str | None = None, head: Mapping[str, Any] | None = None, **more: Any
) -> str:
    """A token signed with RS256; `head` has more of its header."""
    headers = {"kid": kid or key, **(head or {})}
    return jwt.encode(claims(**more), rsa_key(key), algorithm="RS256", headers=headers)


def unsigned(**more: Any) -> str:
    """A token of algorithm none."""
    return jwt.encode(claims(**more), "", algorithm="none", headers={"kid": "k1"})


def raw_token(head: str, body: str, signature: bytes = b"x") -> str:
    """Three parts of anything."""
    return ".".join(
        base64.urlsafe_b64encode(p).decode().rstrip("=")
        for p in (head.encode(), body.encode(), signature)
    )


def hmac_token(secret: bytes, **more: Any) -> str:
    """An HS256 token whose secret is the issuer's public key: the classic confusion."""
    import hashlib
    import hmac

    signed = raw_token(
        json.dumps({"alg": "HS256", "typ": "JWT", "kid": "k1"}), json.dumps(claims(**more))
    )
    signed = signed.rpartition(".")[0]
    tag = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return signed + "." + base64.urlsafe_b64encode(tag).decode().rstrip("=")


class Issuers:
    """The key sets as published, and how often they were asked for."""

    def __init__(self) -> None:
        self.sets: dict[str, Any] = {CITIZENS.jwks: key_set("k1"), OFFICIALS.jwks: key_set("k2")}
        self.requests: list[str] = []
        self.down: Exception | None = None

    def __call__(self, url: str) -> Mapping[str, Any]:
        self.requests.append(url)
        if self.down:
            raise self.down
        key_set: Mapping[str, Any] = self.sets[url]
        return key_set


def at(seconds: float) -> datetime:
    """So many seconds after NOW."""
    return NOW + timedelta(seconds=seconds)
