"""Tokens of demo people: RS256, 15 minutes unless asked for less.

Access tokens have no personal identifier; ID tokens have what the issuer is told that it verified.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

LIFETIME = timedelta(minutes=15)
KINDS = ("citizen", "staff")
KEY_ID = "local-1"
LEVEL = "urn:motcua:local:verified"
"""The level of assurance of an invented person whose claims count as verified."""


def signing_key(path: Path) -> rsa.RSAPrivateKey:
    """The key at `path`, made when there is none; readable by its owner only."""
    if path.exists():
        stored = serialization.load_pem_private_key(path.read_bytes(), None)
        assert isinstance(stored, rsa.RSAPrivateKey)
        return stored
    created = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    pem = created.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(pem)
    return created


def key_set(key: rsa.RSAPrivateKey) -> dict[str, Any]:
    """The public key as a JSON web key set (RFC 7517)."""
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}


def access_token(
    key: rsa.RSAPrivateKey,
    issuer: str,
    kind: str,
    username: str,
    now: datetime,
    lifetime: timedelta = LIFETIME,
) -> str:
    """A token whose subject is always the same for a username."""
    claims = _claims(issuer, kind, username, now, lifetime) | {"token_use": "access"}
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": KEY_ID})


def id_token(
    key: rsa.RSAPrivateKey,
    issuer: str,
    kind: str,
    username: str,
    now: datetime,
    verified: Mapping[str, str],
) -> str:
    """What the issuer says that it verified of a person, `acr` with it (OpenID Connect Core, 2)."""
    own = _claims(issuer, kind, username, now, LIFETIME) | {"token_use": "id"}
    return jwt.encode(
        {"acr": LEVEL, **verified, **own}, key, algorithm="RS256", headers={"kid": KEY_ID}
    )


def _claims(
    issuer: str, kind: str, username: str, now: datetime, lifetime: timedelta
) -> dict[str, Any]:
    return {
        "iss": issuer,
        "aud": kind,
        "sub": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{issuer}/{username}")),
        "iat": now,
        "exp": now + lifetime,
    }
