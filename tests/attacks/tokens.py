"""Attacks on access tokens: forged, altered, of others, for other uses, at other times."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from kit.security.access_tokens import Verifier
from tests.attacks.attack import Attack
from tests.unit.kit.test_access_tokens import REFUSED
from tests.unit.kit.tokens import (
    CITIZENS,
    OFFICIALS,
    Issuers,
    at,
    claims,
    hmac_token,
    key_set,
    public_pem,
    raw_token,
    token,
)

INVALID: Final = "401 token_invalid"
EXPIRED: Final = "401 token_expired"
LAST: Final = '"sub":"an"}'


def shown(make: Callable[[], str], seconds: float = 0) -> str:
    """Whom a token speaks for."""
    verifier = Verifier((CITIZENS, OFFICIALS), Issuers())
    principal = verifier.principal(f"Bearer {make()}", at(seconds))
    return f"{principal.kind} {principal.sub}"


def headed(**head: Any) -> Callable[[], str]:
    """A token signed by the issuer's key id with more in its header."""
    return partial(token, head=head)


def alg(name: str) -> Callable[[], str]:
    text = json.dumps({"alg": name, "kid": "k1", "typ": "JWT"})
    return lambda: raw_token(text, json.dumps(claims()), b"")


def resigned(change: Callable[[str], str]) -> Callable[[], str]:
    """A good token whose text was changed."""
    return lambda: change(token())


def swapped(part: int) -> Callable[[], str]:
    """A part of another good token."""

    def make() -> str:
        mine, other = token().split("."), token(sub="somebody").split(".")
        mine[part] = other[part]
        return ".".join(mine)

    return make


_FORMED: Final[dict[str, tuple[Callable[[], str], str]]] = {
    **{
        f"algorithm {n!r}": (alg(n), INVALID) for n in ("none", "None", "NONE", "nOnE", "", "RS512")
    },
    **{
        f"algorithm {n!r}": (alg(n), INVALID)
        for n in ("HS256", "ES256", "PS256", "EdDSA", "RS256 ", "rs256")
    },
    "a critical header": (headed(crit=["b64"]), INVALID),
    "a number for a key": (lambda: raw_token('{"alg":"RS256","kid":1}', "{}"), INVALID),
    "a path for a key": (lambda: token("k1", kid="../../k1"), INVALID),
    "a statement for a key": (lambda: token("k1", kid="k1' OR '1'='1"), INVALID),
    "an empty key id": (lambda: token("k1", kid=" "), INVALID),
    "the stranger's key in the header": (
        lambda: token("stolen", kid="k1", head={"jwk": key_set("stolen")["keys"][0]}),
        INVALID,
    ),
    "the stranger's key set in the header": (
        lambda: token("stolen", kid="k1", head={"jku": "https://evil.example/jwks"}),
        INVALID,
    ),
    "the stranger's certificate in the header": (
        lambda: token("stolen", kid="k1", head={"x5u": "https://evil.example/x"}),
        INVALID,
    ),
    "the public key as an HMAC secret": (lambda: hmac_token(public_pem("k1")), INVALID),
    "an empty HMAC secret": (lambda: hmac_token(b""), INVALID),
    "the claims of another token": (swapped(1), INVALID),
    "the signature of another token": (swapped(2), INVALID),
    "a signature cut short": (resigned(lambda t: t[:-4]), INVALID),
    "a signature with padding": (resigned(lambda t: t + "=="), INVALID),
    "no signature": (resigned(lambda t: t.rpartition(".")[0] + "."), INVALID),
    "four parts": (resigned(lambda t: t + ".x"), INVALID),
    "two parts": (resigned(lambda t: t.rpartition(".")[0]), INVALID),
    "a line break within": (resigned(lambda t: t.replace(".", ".\n", 1)), INVALID),
    "the other alphabet": (
        resigned(lambda t: t.replace("_", "/").replace("-", "+") + "/"),
        INVALID,
    ),
    "nine thousand characters": (lambda: "a" * 9000, INVALID),
    "a claim twice": (
        lambda: raw_token('{"alg":"RS256","kid":"k1"}', '{"sub":"an",' + LAST),
        INVALID,
    ),
    "staff's issuer with the citizens' key": (lambda: token("k1", iss=OFFICIALS.issuer), INVALID),
    "citizens' issuer with staff's key": (lambda: token("k2", iss=CITIZENS.issuer), INVALID),
    "staff's token for the citizens' client": (
        lambda: token("k2", iss=OFFICIALS.issuer, client_id="app"),
        INVALID,
    ),
    "an issuer with a slash more": (lambda: token(iss=CITIZENS.issuer + "/"), INVALID),
    "an issuer in capitals": (lambda: token(iss=CITIZENS.issuer.upper()), INVALID),
    "an empty subject": (lambda: token(sub=""), INVALID),
    "a subject beyond ASCII": (lambda: token(sub="ạn"), INVALID),
    "a subject of 256 characters": (lambda: token(sub="a" * 256), INVALID),
    "an ID token by its use": (lambda: token(token_use="id"), INVALID),
    "a refresh token by its use": (lambda: token(token_use="refresh"), INVALID),
    "an ID token by its nonce": (lambda: token(nonce="n"), INVALID),
    "an ID token by its hash": (lambda: token(at_hash="h"), INVALID),
    "a token that says nothing of its use": (lambda: token(token_use=None), INVALID),
    "a logout token by its type": (
        lambda: token(token_use=None, head={"typ": "logout+jwt"}),
        INVALID,
    ),
    "no audience": (lambda: token(client_id=None), INVALID),
    "an empty audience": (lambda: token(client_id=None, aud=[]), INVALID),
    "another audience": (lambda: token(client_id=None, aud=["app2", "xapp"]), INVALID),
    "a part of the audience": (lambda: token(client_id=None, aud="ap"), INVALID),
    "an object for an audience": (lambda: token(client_id=None, aud={"app": 1}), INVALID),
    "a token for tomorrow": (lambda: token(nbf=int(at(86_400).timestamp())), INVALID),
    "a token made tomorrow": (lambda: token(iat=int(at(86_400).timestamp())), INVALID),
    "a text for an expiry": (lambda: token(exp="2099"), INVALID),
    "an endless expiry": (lambda: token(exp=1e400), INVALID),
    "true for an expiry": (lambda: token(exp=True), INVALID),
    "no expiry": (lambda: token(exp=None), INVALID),
    "an expiry of long ago": (lambda: token(exp=1), EXPIRED),
    "a negative expiry": (lambda: token(exp=-1), EXPIRED),
}

ATTACKS: Final[tuple[Attack, ...]] = (
    *(Attack(f"token: {name}", partial(shown, make), end) for name, (make, end) in _FORMED.items()),
    *(
        Attack(f"token with {name}", partial(shown, make), INVALID)
        for name, make in REFUSED.items()
    ),
    Attack("token: good until a second ago", partial(shown, token, 900), EXPIRED),
)
