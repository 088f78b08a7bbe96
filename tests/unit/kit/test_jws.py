"""Tokens made by an attacker, and tokens that two readers could read in two ways: none opens a
door.
"""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512, HashAlgorithm

from kit.core.errors import Unavailable
from kit.security import jws
from kit.security.access_tokens import Verifier
from kit.security.token_claims import TokenExpired, TokenInvalid
from kit.testing.clock import NOW
from tests.unit.kit.tokens import CITIZENS, OFFICIALS, Issuers, claims, key_set, rsa_key, token

HEAD = '{"alg":"RS256","kid":"k1"}'
B64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def b64(text: str | bytes) -> str:
    raw = text.encode() if isinstance(text, str) else text
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def signed(
    body: str | bytes, head: str | bytes = HEAD, how: HashAlgorithm | None = None, pad: Any = None
) -> str:
    """Anything, signed with the issuer's own key."""
    text = f"{b64(head)}.{b64(body)}"
    return f"{text}.{b64(rsa_key('k1').sign(text.encode(), pad or PKCS1v15(), how or SHA256()))}"


def saying(**more: Any) -> str:
    return signed(json.dumps(claims(**more)))


def with_claim(text: str) -> str:
    """The good claims with one more, written by hand."""
    return signed(json.dumps(claims(exp=None))[:-1] + f", {text}}}")


def opens(text: str) -> str:
    return Verifier((CITIZENS, OFFICIALS), Issuers()).principal(f"Bearer {text}", NOW).sub


def test_what_the_tests_sign_themselves_opens_if_it_is_good() -> None:
    assert opens(signed(json.dumps(claims()))) == "an"
    assert opens(with_claim('"exp": 9999999999.5')) == "an"


def head(**more: Any) -> str:
    return signed(json.dumps(claims()), json.dumps({"alg": "RS256", "kid": "k1", **more}))


def last_bits(text: str) -> str:
    """The same signature with other bits in the last letter, which decoders throw away."""
    return text[:-1] + B64[B64.index(text[-1]) ^ 1]


HEADS: dict[str, Callable[[], str]] = {
    "algorithm none over a good signature": lambda: head(alg="none"),
    "algorithm None": lambda: head(alg="None"),
    "no algorithm named": lambda: head(alg=None),
    "a list of algorithms": lambda: head(alg=["RS256"]),
    "another letter case": lambda: head(alg="rs256"),
    "RS512, and signed so": lambda: signed(
        json.dumps(claims()), '{"alg":"RS512","kid":"k1"}', SHA512()
    ),
    "RS256 said, SHA-512 signed": lambda: signed(json.dumps(claims()), HEAD, SHA512()),
    "RS256 said, SHA-1 signed": lambda: signed(json.dumps(claims()), HEAD, SHA1()),
    "RS256 said, PSS signed": lambda: signed(json.dumps(claims()), pad=PSS(MGF1(SHA256()), 32)),
    "an extension that must be understood": lambda: head(crit=["b64"], b64=False),
    "an empty list of extensions": lambda: head(crit=[]),
    "a path for a key id": lambda: head(kid="../k1"),
    "a list for a key id": lambda: head(kid=["k1"]),
    "nothing for a key id": lambda: head(kid=None),
    "an empty key id": lambda: head(kid=""),
    "two key ids": lambda: signed(json.dumps(claims()), '{"alg":"RS256","kid":"k2","kid":"k1"}'),
    "two algorithms": lambda: signed(
        json.dumps(claims()), '{"alg":"none","alg":"RS256","kid":"k1"}'
    ),
    "UTF-16": lambda: signed(json.dumps(claims()).encode("utf-16"), HEAD.encode("utf-16")),
    "a byte order mark": lambda: signed(b"\xef\xbb\xbf" + json.dumps(claims()).encode()),
    "a signature that is empty": lambda: signed(json.dumps(claims())).rpartition(".")[0] + ".",
    "a signature of noughts": lambda: (
        signed(json.dumps(claims())).rpartition(".")[0] + "." + b64(bytes(256))
    ),
    "a fourth part": lambda: token() + ".AA",
    "padding": lambda: token() + "==",
    "a line break": lambda: token().replace(".", "\n."),
    "spaces within": lambda: token().replace(".", ". "),
    "other bits that say the same": lambda: last_bits(token()),
    "more than a gateway lets through": lambda: saying(more="x" * 8192),
    "a number of a million digits": lambda: with_claim('"exp": ' + "9" * 5000),
}


@pytest.mark.parametrize("case", HEADS)
def test_a_token_is_refused_for(case: str) -> None:
    with pytest.raises(TokenInvalid):
        opens(HEADS[case]())


def embedded() -> str:
    """A token that brings the key that signed it."""
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    numbers = stranger.public_key().public_numbers()
    jwk = {"kty": "RSA", "kid": "k1", "e": "AQAB", "n": b64(numbers.n.to_bytes(256))}
    first = json.dumps(
        {"alg": "RS256", "kid": "k1", "jwk": jwk, "jku": "https://evil.example", "x5u": "https://e"}
    )
    text = f"{b64(first)}.{b64(json.dumps(claims()))}"
    return f"{text}.{b64(stranger.sign(text.encode(), PKCS1v15(), SHA256()))}"


def test_a_key_that_the_token_brings_itself_is_not_looked_at() -> None:
    issuers = Issuers()
    with pytest.raises(TokenInvalid):
        Verifier((CITIZENS,), issuers).principal(f"Bearer {embedded()}", NOW)
    assert issuers.requests == [CITIZENS.jwks]


def test_the_signature_in_the_other_alphabet_is_refused() -> None:
    text = next(t for n in range(100) if "-" in (t := saying(jti=str(n))).rpartition(".")[2])
    front, _, tag = text.rpartition(".")
    assert opens(text) == "an"
    with pytest.raises(TokenInvalid):
        opens(f"{front}.{tag.replace('-', '+').replace('_', '/')}")


NO_TIMES = ["NaN", "Infinity", "-Infinity", '"9999999999"', "true", "null", "[9999999999]", "{}"]


@pytest.mark.parametrize(
    ("name", "written"), [(n, w) for n in ("exp", "nbf", "iat") for w in NO_TIMES]
)
def test_a_time_that_is_no_number_is_refused_though_the_issuer_signed_it(
    name: str, written: str
) -> None:
    more = "" if name == "exp" else '"exp": 9999999999, '
    body = json.dumps(claims(exp=None, iat=None))[:-1]
    with pytest.raises(TokenInvalid):
        opens(signed(f'{body}, {more}"{name}": {written}}}'))


@pytest.mark.parametrize("beyond", ['"exp": 1e999', '"exp": 9999999999, "nbf": 1e999'])
def test_a_time_beyond_all_numbers_is_refused(beyond: str) -> None:
    with pytest.raises(TokenInvalid):
        opens(with_claim(beyond))


def test_two_expiries_are_refused() -> None:
    with pytest.raises(TokenInvalid):
        opens(with_claim('"exp": 1, "exp": 9999999999'))


def test_a_negative_expiry_is_over() -> None:
    with pytest.raises(TokenExpired):
        opens(saying(exp=-1))


@pytest.mark.parametrize("sub", ["", "x" * 256, "Nguyễn", "\ud800", 7, ["an"], {"an": 1}, True])
def test_a_subject_is_up_to_255_letters_of_ascii(sub: Any) -> None:
    with pytest.raises(TokenInvalid):
        opens(saying(sub=sub))


def published(**more: Any) -> Verifier:
    issuers = Issuers()
    issuers.sets[CITIZENS.jwks] = {"keys": [key_set("k1")["keys"][0] | more]}
    return Verifier((CITIZENS,), issuers)


@pytest.mark.parametrize(
    "more", [{"use": "enc"}, {"alg": "RSA-OAEP"}, {"alg": "RS512"}, {"kid": 7}, {"n": "AQAB"}]
)
def test_a_published_key_for_another_use_or_too_short_verifies_nothing(
    more: dict[str, Any],
) -> None:
    with pytest.raises(Unavailable):
        published(**more).principal(f"Bearer {token()}", NOW)


@pytest.mark.parametrize("text", ["", "=", "A", "AA==", "AB", "A A", "A+A/", "AAA=", "é", "AAAA\n"])
def test_base64url_has_one_form(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        jws.decoded(text)
    assert jws.decoded("AA") == b"\0"
