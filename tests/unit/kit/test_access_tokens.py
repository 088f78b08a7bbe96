"""Access tokens: who they speak for, and every way in which one is refused."""

import json
import urllib.error
from collections.abc import Callable

import pytest

from kit.core.errors import Unauthorised, Unavailable
from kit.platform.settings import Settings
from kit.security.access_tokens import Verifier
from kit.security.issuer_keys import fetch_keys
from kit.security.principal import Principal
from kit.security.token_claims import TokenExpired, TokenInvalid
from kit.testing.clock import NOW
from tests.unit.kit.tokens import (
    CITIZENS,
    OFFICIALS,
    Issuers,
    at,
    claims,
    elliptic,
    hmac_token,
    key_set,
    public_pem,
    raw_token,
    token,
    unsigned,
)


def verifier(issuers: Issuers | None = None) -> Verifier:
    return Verifier((CITIZENS, OFFICIALS), issuers or Issuers())


def who(text: str, seconds: float = 0) -> Principal:
    return verifier().principal(f"Bearer {text}", at(seconds))


def test_a_citizens_token_speaks_for_the_citizen() -> None:
    assert who(token()) == Principal("an", "citizen", frozenset({"profile"}), CITIZENS.issuer)


def test_an_officials_token_speaks_for_the_official() -> None:
    assert who(token("k2", iss=OFFICIALS.issuer, client_id="desk", sub="o")).kind == "staff"


def test_the_audience_may_be_a_claim_of_its_own_or_one_of_a_list() -> None:
    assert who(token(client_id=None, aud="app")).sub == "an"
    assert who(token(client_id=None, aud=["other", "app"])).sub == "an"


def test_an_issuer_that_does_not_say_what_the_token_is_for_is_believed_where_it_is_said() -> None:
    text = token(token_use=None, client_id=None, aud="app")
    with pytest.raises(TokenInvalid):
        who(text)
    untyped = CITIZENS.model_copy(update={"untyped": True})
    assert Verifier((untyped,), Issuers()).principal(f"Bearer {text}", NOW).sub == "an"


@pytest.mark.parametrize("kind", ["at+jwt", "application/at+jwt", "AT+JWT"])
def test_the_header_may_say_that_it_is_an_access_token(kind: str) -> None:
    text = token(head={"typ": kind}, token_use=None, client_id=None, aud="app")
    assert who(text).sub == "an"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "token"])
def test_without_a_bearer_token_the_caller_is_asked_to_sign_in(header: str) -> None:
    with pytest.raises(Unauthorised):
        verifier().principal(header, NOW)


def test_a_token_is_over_at_its_second_and_not_before() -> None:
    assert who(token(), 899).sub == "an"
    with pytest.raises(TokenExpired):
        who(token(), 900)


def test_a_token_verified_before_still_expires() -> None:
    trusting, text = verifier(), token()
    trusting.principal(f"Bearer {text}", NOW)
    with pytest.raises(TokenExpired):
        trusting.principal(f"Bearer {text}", at(900))


def test_a_token_for_later_is_not_valid_yet() -> None:
    later = token(nbf=int(at(60).timestamp()))
    with pytest.raises(TokenInvalid):
        who(later)
    assert who(later, 61).sub == "an"


REFUSED: dict[str, Callable[[], str]] = {
    "wrong issuer": lambda: token(iss="https://id.example/others"),
    "no issuer": lambda: token(iss=None),
    "a list for an issuer": lambda: raw_token(
        '{"alg":"RS256","kid":"k1"}', '{"iss":["https://id.example/citizens"]}'
    ),
    "wrong audience": lambda: token(client_id="another app"),
    "wrong audience beside a right client": lambda: token(aud="another app"),
    "no audience": lambda: token(client_id=None),
    "an ID token of Cognito": lambda: token(token_use="id", aud="app", client_id=None),
    "a token that does not say what it is for": lambda: token(
        token_use=None, client_id=None, aud="app"
    ),
    "a token made tomorrow": lambda: token(iat=int(at(86_400).timestamp())),
    "an ID token of another issuer": lambda: token(
        token_use=None, aud="app", client_id=None, nonce="n", at_hash="h"
    ),
    "no subject": lambda: token(sub=None),
    "no expiry": lambda: token(exp=None),
    "no algorithm": unsigned,
    "the public key as a secret": lambda: hmac_token(public_pem("k1")),
    "another's key under the issuer's key id": lambda: token("stolen", kid="k1"),
    "the other issuer's key": lambda: token("k2"),
    "an unknown key id": lambda: token("k9"),
    "no key id": lambda: raw_token('{"alg":"RS256"}', json.dumps(claims())),
    "a number for a key id": lambda: raw_token('{"alg":"RS256","kid":7}', json.dumps(claims())),
    "not three parts": lambda: "abc.def",
    "not base64": lambda: "é.é.é",
    "not JSON": lambda: raw_token("{", "{"),
    "a list for claims": lambda: raw_token('{"alg":"RS256","kid":"k1"}', "[]"),
    "nested beyond measure": lambda: raw_token(
        '{"alg":"RS256","kid":"k1"}', "[" * 5000 + "]" * 5000
    ),
    "a head nested beyond measure": lambda: raw_token(
        '{"a":' + "[" * 5000 + "]" * 5000 + "}", "{}"
    ),
    "half a letter": lambda: "\ud800.a.b",
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_token_is_refused_with(case: str) -> None:
    with pytest.raises(TokenInvalid):
        who(REFUSED[case]())


def test_an_altered_claim_breaks_the_signature() -> None:
    head, _, tag = token().split(".")
    body = raw_token("", json.dumps(claims(sub="somebody else"))).split(".")[1]
    with pytest.raises(TokenInvalid):
        who(f"{head}.{body}.{tag}")


def test_an_expiry_that_is_no_number_is_refused() -> None:
    with pytest.raises(TokenInvalid):
        who(token(exp="never"))


def test_the_key_set_is_asked_for_once_and_again_after_an_hour() -> None:
    issuers = Issuers()
    trusting = verifier(issuers)
    for seconds in (0, 60, 3599):
        trusting.principal(f"Bearer {token(exp=9_999_999_999, jti=str(seconds))}", at(seconds))
    assert len(issuers.requests) == 1
    trusting.principal(f"Bearer {token(exp=9_999_999_999, jti='later')}", at(3601))
    assert len(issuers.requests) == 2


def test_a_new_key_is_fetched_but_unknown_keys_cause_no_more_than_a_request_in_30_seconds() -> None:
    issuers = Issuers()
    trusting = verifier(issuers)
    trusting.principal(f"Bearer {token()}", NOW)
    for n in range(20):
        with pytest.raises(TokenInvalid):
            trusting.principal(f"Bearer {token('k1', kid=f'made-up-{n}')}", at(n))
    assert len(issuers.requests) == 1
    issuers.sets[CITIZENS.jwks] = key_set("k1", "k3")
    assert trusting.principal(f"Bearer {token('k3')}", at(31)).sub == "an"
    assert len(issuers.requests) == 2


def test_while_the_issuer_is_down_known_keys_still_open_and_nobody_waits_twice() -> None:
    issuers = Issuers()
    trusting = verifier(issuers)
    trusting.principal(f"Bearer {token()}", NOW)
    issuers.down = Unavailable()
    for n in range(5):
        assert (
            trusting.principal(f"Bearer {token(exp=9_999_999_999, jti=str(n))}", at(3601 + n)).sub
            == "an"
        )
    assert len(issuers.requests) == 2


def test_without_any_keys_the_service_is_unavailable_rather_than_the_token_invalid() -> None:
    issuers = Issuers()
    issuers.down = Unavailable()
    trusting = verifier(issuers)
    with pytest.raises(Unavailable):
        trusting.principal(f"Bearer {token()}", NOW)
    issuers.down = None
    assert trusting.principal(f"Bearer {token()}", at(1)).sub == "an"


@pytest.mark.parametrize("published", [{}, {"keys": []}, {"keys": "none"}, []])
def test_a_key_set_that_makes_no_sense_is_the_issuers_fault(published: object) -> None:
    issuers = Issuers()
    issuers.sets[CITIZENS.jwks] = published
    with pytest.raises(Unavailable):
        verifier(issuers).principal(f"Bearer {token()}", NOW)


def test_a_key_of_another_kind_in_the_set_is_not_used() -> None:
    issuers = Issuers()
    issuers.sets[CITIZENS.jwks] = {"keys": [elliptic("curve"), *key_set("k1")["keys"]]}
    trusting = verifier(issuers)
    assert trusting.principal(f"Bearer {token()}", NOW).sub == "an"
    with pytest.raises(TokenInvalid):
        trusting.principal(f"Bearer {token('k1', kid='curve')}", NOW)


@pytest.mark.parametrize("body", [b"<html>", b"\xff", b"7"])
def test_a_key_set_that_cannot_be_read_is_unavailable(body: bytes) -> None:
    import io

    with pytest.raises(Unavailable):
        fetch_keys("https://id.example/c", lambda *_, **__: io.BytesIO(body))


def test_an_issuer_that_does_not_answer_is_unavailable() -> None:
    def refuse(*_: object, **__: object) -> None:
        raise urllib.error.URLError("down")

    with pytest.raises(Unavailable):
        fetch_keys("https://id.example/c", refuse)


def test_two_issuers_of_one_kind_are_not_trusted_together() -> None:
    second = CITIZENS.model_copy(
        update={"issuer": "https://other.example", "jwks": "https://other.example/keys"}
    )
    with pytest.raises(ValueError, match="2 issuers of kind 'citizen'"):
        Verifier((CITIZENS, OFFICIALS, second), Issuers())


def test_settings_with_two_issuers_of_one_kind_are_refused_when_read() -> None:
    needed = (
        "service",
        "table",
        "vault_table",
        "directory_table",
        "people_table",
        "access_table",
        "vault_key",
        "queue_prefix",
    )
    settings = dict.fromkeys(needed, "x")
    good = [issuer.model_dump() for issuer in (CITIZENS, OFFICIALS)]
    assert len(Settings.model_validate(settings | {"issuers": json.dumps(good)}).issuers) == 2
    with pytest.raises(ValueError, match="2 issuers of kind 'staff'"):
        Settings.model_validate(settings | {"issuers": json.dumps([*good, good[1]])})
