"""What an issuer verified, from an ID token of the same subject."""

from typing import Any

import pytest

from kit.security.access_tokens import Verifier
from kit.security.principal import Principal
from kit.security.token_claims import TokenExpired, TokenInvalid
from kit.testing.clock import NOW
from tests.unit.kit.tokens import CITIZENS, OFFICIALS, Issuers, at, token

ISSUER = CITIZENS.model_copy(
    update={
        "audience": "app web",
        "claims": {"identity_number": "vn_id", "full_name": "name", "phone": "phone_number"},
        "levels": ("urn:level:2",),
    }
)
AN = Principal("an", "citizen", issuer=CITIZENS.issuer)
FACTS = {"vn_id": "022190009999", "name": "NGUYỄN THỊ AN", "phone_number": "+84987654321"}


def id_token(**more: Any) -> str:
    good = {"token_use": "id", "client_id": None, "aud": "web", "acr": "urn:level:2", **FACTS}
    return token(**{**good, **more})


def claimed(text: str, who: Principal = AN, seconds: float = 0) -> dict[str, str]:
    verifier = Verifier((ISSUER, OFFICIALS), Issuers())
    return dict(verifier.verified_claims(text, who, at(seconds)))


def test_the_issuers_claims_have_our_names() -> None:
    assert claimed(id_token()) == {
        "identity_number": "022190009999",
        "full_name": "NGUYỄN THỊ AN",
        "phone": "+84987654321",
    }


@pytest.mark.parametrize("level", [None, "urn:level:1", "", 2, ["urn:level:2"]])
def test_a_lower_level_of_assurance_verifies_nothing(level: Any) -> None:
    assert claimed(id_token(acr=level)) == {}


def test_what_is_no_text_is_no_fact() -> None:
    assert "phone" not in claimed(id_token(phone_number=84987654321))
    assert "full_name" not in claimed(id_token(name=""))


@pytest.mark.parametrize(
    "more",
    [
        {"sub": "binh"},
        {"token_use": "access"},
        {"aud": "another"},
        {"aud": "app web"},
        {"iss": OFFICIALS.issuer},
        {"key": "stolen", "kid": "k1"},
        {"head": {"typ": "at+jwt"}},
    ],
)
def test_a_token_that_is_not_the_callers_id_token_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(TokenInvalid):
        claimed(id_token(**more))


def test_an_old_id_token_is_refused() -> None:
    with pytest.raises(TokenExpired):
        claimed(id_token(), seconds=900)


def test_an_officials_principal_gets_no_citizens_claims() -> None:
    with pytest.raises(TokenInvalid):
        claimed(id_token(), Principal("an", "staff", issuer=OFFICIALS.issuer))


@pytest.mark.parametrize(
    ("claims", "admitted"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "pwd"}, False),
        ({}, False),
        ({"amr": [["mfa"], {"mfa": 1}]}, False),
    ],
)
def test_a_second_factor_may_be_required(claims: dict[str, Any], admitted: bool) -> None:
    strict = OFFICIALS.model_copy(update={"factors": ("mfa",)})
    text = token("k2", iss=OFFICIALS.issuer, client_id="desk", sub="o", **claims)
    verifier = Verifier((strict,), Issuers())
    if admitted:
        assert verifier.principal(f"Bearer {text}", NOW).sub == "o"
    else:
        with pytest.raises(TokenInvalid):
            verifier.principal(f"Bearer {text}", NOW)


@pytest.mark.parametrize("client", ["app", "web"])
def test_several_clients_may_be_trusted(client: str) -> None:
    verifier = Verifier((ISSUER,), Issuers())
    assert verifier.principal(f"Bearer {token(client_id=client)}", NOW).sub == "an"
