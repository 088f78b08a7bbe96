"""The provider keeps the rules of OAuth 2.0 and OpenID Connect that the clients rely on."""

import pytest

from local.demo.people import citizen
from local.doubles.issuer.accounts import BASIC, LEVEL, UNVERIFIED
from local.doubles.issuer.authorizations import Refusal
from local.doubles.issuer.clients import may_return_to
from tests.unit.doubles.issuer.visitor import BACK, NOW, Visitor, returned, shown_digits

AN = citizen(0)


def test_a_citizen_signs_in_and_the_id_token_says_what_was_verified() -> None:
    visitor = Visitor()
    page = visitor.open()
    assert AN.name in page.page
    assert "thay cho VNeID" in page.page

    back = returned(visitor.submit(page, username=AN.username))
    tokens = visitor.redeem(back["code"])

    assert (back["state"], back["iss"]) == ("st", visitor.issuer)
    facts = visitor.claims(tokens["id_token"], "portal")
    assert facts["nonce"] == "no"
    assert facts["acr"] == LEVEL
    assert facts["auth_time"] == int(NOW.timestamp())
    assert {name: facts[name] for name in AN.claims()} == AN.claims()
    access = visitor.claims(tokens["access_token"], "citizen")
    assert not {"name", "identity_number", "phone_number", "nonce"} & set(access)
    assert access["sub"] == facts["sub"]


def test_somebody_of_the_basic_level_has_nothing_verified() -> None:
    visitor = Visitor()
    facts = visitor.claims(visitor.redeem(visitor.code(UNVERIFIED))["id_token"], "portal")

    assert facts["acr"] == BASIC
    assert "identity_number" not in facts


def test_an_official_needs_six_digits_that_count_once() -> None:
    visitor = Visitor("staff")
    first = visitor.submit(visitor.open(), username="mot-cua")
    digits = shown_digits(first)
    wrong = visitor.submit(
        first, username="mot-cua", digits="000000" if digits != "000000" else "1"
    )
    assert (wrong.status, "Mã xác thực không đúng" in wrong.page) == (422, True)

    back = returned(visitor.submit(first, username="mot-cua", digits=digits))
    again = visitor.submit(first, username="mot-cua", digits=digits)

    access = visitor.claims(visitor.redeem(back["code"])["access_token"], "staff")
    assert access["amr"] == ["pwd", "otp"]
    assert again.status == 422


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": "", "code_challenge_method": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
    ],
)
def test_a_request_without_its_protection_goes_back_as_an_error(
    changes: dict[str, str], error: str
) -> None:
    assert returned(Visitor().open(**changes))["error"] == error


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "desk"},
        {"client_id": "unknown"},
        {"redirect_uri": "https://evil.example/vao/xong"},
        {"redirect_uri": "http://localhost.evil.example/vao/xong"},
        {"redirect_uri": BACK + "?next=1"},
        {"redirect_uri": "http://a@127.0.0.1/vao/xong"},
        {"redirect_uri": BACK.replace("xong", "khac")},
    ],
)
def test_nobody_is_sent_to_an_address_that_no_client_has(changes: dict[str, str]) -> None:
    visitor = Visitor()
    page = visitor.open()

    assert visitor.open(**changes).status == 400
    forged = visitor.submit(page, username=AN.username, **changes)
    assert (forged.status, forged.location) == (400, "")


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "another verifier"},
        {"code_verifier": ""},
        {"redirect_uri": "http://127.0.0.1/vao/xong"},
    ],
)
def test_a_code_is_worth_nothing_without_its_verifier_and_address(changes: dict[str, str]) -> None:
    visitor = Visitor()
    code = visitor.code(AN.username)

    with pytest.raises(Refusal, match="invalid_grant"):
        visitor.redeem(code, **changes)
    with pytest.raises(Refusal, match="invalid_grant"):
        visitor.redeem(code)


def test_a_code_ends_after_a_minute() -> None:
    visitor = Visitor()
    code = visitor.code(AN.username)
    visitor.later(seconds=60)

    with pytest.raises(Refusal, match="invalid_grant"):
        visitor.redeem(code)


def test_a_code_that_comes_twice_ends_what_it_gave() -> None:
    visitor = Visitor()
    code = visitor.code(AN.username)
    tokens = visitor.redeem(code)

    for _ in range(2):
        with pytest.raises(Refusal, match="invalid_grant"):
            visitor.redeem(code)
    with pytest.raises(Refusal, match="invalid_grant"):
        visitor.refresh(tokens["refresh_token"])


def test_a_refresh_token_rotates_and_an_old_one_ends_the_sign_in() -> None:
    visitor = Visitor()
    first = visitor.redeem(visitor.code(AN.username))["refresh_token"]
    second = visitor.refresh(first)["refresh_token"]
    visitor.later(seconds=30)
    assert visitor.refresh(first)["refresh_token"] not in (first, second), "a second tab"

    visitor.later(seconds=31)
    with pytest.raises(Refusal, match="invalid_grant"):
        visitor.refresh(first)
    with pytest.raises(Refusal, match="invalid_grant"):
        visitor.refresh(second)


def test_a_revoked_sign_in_gets_no_token_any_more() -> None:
    visitor = Visitor()
    token = visitor.redeem(visitor.code(AN.username))["refresh_token"]
    visitor.provider.revoke("citizen", visitor.authorization(), {"token": token})

    with pytest.raises(Refusal, match="invalid_grant"):
        visitor.refresh(token)


def test_a_client_needs_its_secret() -> None:
    visitor = Visitor()
    with pytest.raises(Refusal, match="invalid_client"):
        visitor.send({"grant_type": "refresh_token"}, secret="wrong")
    with pytest.raises(Refusal, match="invalid_client"):
        Visitor("staff").provider.tokens("staff", "i", visitor.authorization(), {}, NOW)


def test_after_a_sign_out_the_browser_comes_back_to_a_client_only() -> None:
    provider = Visitor().provider
    home = BACK.replace("/vao/xong", "/da-ra")
    request = {"client_id": "portal", "post_logout_redirect_uri": home}

    assert provider.end(request).location == home
    evil = request | {"post_logout_redirect_uri": "https://evil.example/da-ra"}
    assert (provider.end(evil).status, provider.end(evil).location) == (200, "")
    assert not may_return_to("http://[", "/da-ra")
