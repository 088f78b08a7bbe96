"""Signed tokens of the provider: RS256, 15 minutes at most.

Access tokens have no personal fact; ID tokens have the provider's facts of a person.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from local.doubles.issuer.accounts import LEVEL, TWO_FACTORS, Account, Kind

LIFETIME: Final = timedelta(minutes=15)
NOTHING: Final[Mapping[str, object]] = {}
KEY_ID: Final = "local-1"
API: Final = {"citizen": "citizen", "staff": "staff"}
"""The audience of access tokens: the APIs, whichever application a person signs in at."""


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
    account: Account,
    now: datetime,
    lifetime: timedelta = LIFETIME,
    more: Mapping[str, object] = NOTHING,
) -> str:
    """A token whose subject is always the same for a username; `more` are further claims, among
    them `auth_time` where the person signed in before.
    """
    own = _claims(issuer, account, API[account.kind], now, lifetime)
    signed_in = {"auth_time": int(now.timestamp())}
    claims = signed_in | {**more} | own | {"token_use": "access", "amr": list(account.amr)}
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": KEY_ID})


def id_token(
    key: rsa.RSAPrivateKey,
    issuer: str,
    account: Account,
    now: datetime,
    verified: Mapping[str, str],
    more: Mapping[str, object] = NOTHING,
) -> str:
    """The provider's facts of a person, with `acr` (OpenID Connect Core, 2).

    `more` are further claims; its `aud` stands before the APIs.
    """
    audience = str(more.get("aud", API[account.kind]))
    own = _claims(issuer, account, audience, now, LIFETIME) | {"token_use": "id"}
    facts = {"acr": account.acr, "amr": list(account.amr), **verified}
    return jwt.encode(facts | {**more} | own, key, algorithm="RS256", headers={"kid": KEY_ID})


def _claims(
    issuer: str, account: Account, audience: str, now: datetime, lifetime: timedelta
) -> dict[str, Any]:
    return {
        "iss": issuer,
        "aud": audience,
        "sub": subject(issuer, account.username),
        "iat": now,
        "exp": now + lifetime,
    }


def subject(issuer: str, username: str) -> str:
    """What tokens of the issuer call somebody."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{issuer}/{username}"))


def nameless(kind: Kind, username: str) -> Account:
    """Somebody who gets tokens without a page: all that tests claim of them counts."""
    level, methods = (LEVEL, ("face",)) if kind == "citizen" else (TWO_FACTORS, ("pwd", "otp"))
    return Account(kind, username, username, level, methods)
