"""A citizen signs in by the national account, and services trust the tokens."""

from datetime import timedelta

import pytest

from identity.domain.assurance import LEVELS, least_level, level_of, reaches
from identity.domain.national_account import national_account
from identity.domain.refusals import SignInRefused
from kit.security import jws
from kit.security.token_claims import TokenInvalid
from local.demo.people import citizen
from tests.unit.identity.world import (
    BACK,
    LEFT,
    SSO,
    URL,
    Browser,
    World,
    account_provider,
    place_of,
    query_of,
)

AN = citizen(0)


def test_the_browser_goes_to_the_first_provider_with_a_proof_key_and_a_nonce_of_our_own() -> None:
    response = Browser(World()).start()

    requested = query_of(response)
    assert place_of(response) == f"{SSO}/vneid/oauth2/authorize"
    assert requested["redirect_uri"] == f"{URL}/callback/vneid"
    assert (requested["code_challenge_method"], len(requested["code_challenge"])) == ("S256", 43)
    assert requested["state"] != "the portal's state"
    assert requested["nonce"] not in ("", "the portal's nonce")
    assert "acr_values" not in requested


def test_a_person_may_choose_the_provider_and_one_that_is_not_there_is_refused() -> None:
    browser = Browser(World())

    assert place_of(browser.start(idp="dvcqg")) == f"{SSO}/dvcqg/oauth2/authorize"
    assert "code_challenge" not in query_of(browser.start(idp="dvcqg")), "it takes none"
    assert browser.start(idp="facebook").status == 404


def test_a_demanded_level_is_asked_for_in_the_providers_own_words() -> None:
    requested = Browser(World()).go(acr_values="urn:other:level urn:motcua:loa:2")

    assert requested["acr_values"] == "2"


def test_the_cookie_is_of_this_host_alone_and_no_script_reads_it() -> None:
    cookie = Browser(World()).start().headers["Set-Cookie"]

    assert cookie.startswith("__Host-motcua_idp_")
    for part in ("Path=/", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=600"):
        assert part in cookie.split("; ")


def test_a_citizen_comes_back_with_a_code_and_gets_tokens_that_services_trust() -> None:
    world = World()
    browser = Browser(world)
    requested = browser.go()
    response = browser.back(requested, code=browser.at_provider(requested))

    answer = query_of(response)
    assert place_of(response) == BACK
    assert (answer["state"], answer["iss"]) == ("the portal's state", URL)
    tokens = world.redeem(answer["code"]).body
    caller = world.verifier.principal(f"Bearer {tokens['access_token']}", world.clock())
    assert (caller.kind, caller.issuer) == ("citizen", URL)
    assert caller.scopes == {"openid"}
    facts = world.verifier.verified_claims(tokens["id_token"], caller, world.clock())
    assert facts == {
        "full_name": AN.name,
        "identity_number": AN.identity_number,
        "phone": AN.phone,
    }
    signed = world.verifier.sign_in_claims(tokens["id_token"], "the portal's nonce", world.clock())
    assert signed["sub"] == caller.sub
    assert browser.cookies == {}


def test_the_access_token_has_no_fact_of_a_person_and_says_how_they_signed_in() -> None:
    world = World()
    token = world.redeem(Browser(world).sign_in()).body["access_token"]

    head, claims, _, _ = jws.parts(token)
    now = int(world.clock().timestamp())
    assert head["typ"] == "at+jwt"
    assert claims.pop("jti")
    assert claims.pop("sub") not in (AN.identity_number, AN.username)
    assert claims == {
        "iss": URL,
        "aud": "citizen",
        "client_id": "portal",
        "scope": "openid",
        "token_use": "access",
        "iat": now,
        "exp": now + 900,
        "acr": LEVELS[1],
        "auth_time": now,
    }
    assert world.verifier.principal(f"Bearer {token}", world.clock()).level == LEVELS[1]


def test_an_id_token_is_no_access_token_and_an_access_token_no_id_token() -> None:
    world = World()
    tokens = world.redeem(Browser(world).sign_in()).body

    with pytest.raises(TokenInvalid):
        world.verifier.principal(f"Bearer {tokens['id_token']}", world.clock())
    with pytest.raises(TokenInvalid):
        world.verifier.sign_in_claims(tokens["access_token"], "the portal's nonce", world.clock())


def test_the_same_account_is_the_same_subject_and_at_another_provider_another_one() -> None:
    world = World()
    browser = Browser(world)

    first, again = (world.redeem(browser.sign_in()).body for _ in range(2))
    other = world.redeem(browser.sign_in(idp="dvcqg")).body

    subjects = [jws.parts(each["access_token"])[1]["sub"] for each in (first, again, other)]
    assert subjects[0] == subjects[1] != subjects[2]
    assert AN.identity_number not in "".join(subjects)


def test_what_was_verified_at_a_low_level_does_not_count() -> None:
    world = World()
    tokens = world.redeem(Browser(world).sign_in("cong-dan-999")).body

    caller = world.verifier.principal(f"Bearer {tokens['access_token']}", world.clock())
    assert world.verifier.verified_claims(tokens["id_token"], caller, world.clock()) == {}
    assert jws.parts(tokens["access_token"])[1]["acr"] == LEVELS[0]


def test_an_organisation_signs_in_as_itself_and_makes_nobody_the_person_who_uses_it() -> None:
    world = World()
    tokens = world.redeem(Browser(world).sign_in("doanh-nghiep-000")).body

    claims = jws.parts(tokens["id_token"])[1]
    assert claims["account_kind"] == "organisation"
    assert claims["organisation_tax_code"] == "5700000001"
    assert not {"name", "identity_number", "phone_number"} & set(claims)


def test_the_time_of_a_sign_in_is_stated_only_where_somebody_knows_it() -> None:
    world = World(account_provider("dvcqg"))
    world.providers.gives_id_tokens = False
    browser = Browser(world)
    before, anew = browser.sign_in(), browser.sign_in(prompt="login")

    silent, stated = (jws.parts(world.redeem(c).body["access_token"])[1] for c in (before, anew))
    assert "auth_time" not in silent, "the provider may have let them in by an older sign-in"
    assert stated["auth_time"] == int(world.clock().timestamp())


def test_the_providers_token_is_ended_once_the_account_is_read() -> None:
    world = World()
    Browser(world).sign_in()

    assert len(world.providers.revoked) == 1
    assert world.sign_on.tokens == {}


def test_nothing_of_a_person_is_stored_or_logged(capsys: pytest.CaptureFixture[str]) -> None:
    world = World()
    code = Browser(world).sign_in()
    before = repr(world.transport.items)
    tokens = world.redeem(code).body
    after = repr(world.transport.items)
    log = capsys.readouterr().out

    personal = (AN.name, AN.identity_number, AN.phone, AN.mail)
    secret = (code, tokens["refresh_token"], tokens["access_token"])
    for text in (*personal, *secret):
        assert text not in before + after + log


def test_a_code_is_good_for_a_minute() -> None:
    world = World()
    code = Browser(world).sign_in()
    world.clock.advance(timedelta(seconds=60))

    assert world.redeem(code).body["error"] == "invalid_grant"


def test_a_sign_out_goes_to_the_provider_and_back_to_a_registered_page_only() -> None:
    browser = Browser(World())
    path = f"/v1/end?client_id=portal&post_logout_redirect_uri={LEFT}"
    response = browser.get(path)

    assert place_of(response) == f"{SSO}/vneid/oidc/logout"
    assert query_of(response) == {"post_logout_redirect_uri": LEFT}
    assert browser.get(path.replace("da-ra", "elsewhere")).code == "unknown_client"


def test_a_refused_request_goes_back_to_the_application_with_its_state() -> None:
    browser = Browser(World())

    for changes, error in (
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"prompt": "none"}, "login_required"),
        ({"state": ""}, "invalid_request"),
        ({"response_mode": "fragment"}, "invalid_request"),
    ):
        assert query_of(browser.start(**changes))["error"] == error


@pytest.mark.parametrize("kind", ["", "0", "3", "citizen", None, True, ["1"]])
def test_an_account_of_an_unknown_kind_signs_nobody_in(kind: object) -> None:
    with pytest.raises(SignInRefused, match="account_kind"):
        national_account({"TechID": "a", "LoaiTaiKhoan": kind}, "TechID")


@pytest.mark.parametrize("subject", ["", " ", None, 1.5, "x" * 256])
def test_an_account_without_its_lasting_name_signs_nobody_in(subject: object) -> None:
    with pytest.raises(SignInRefused, match="subject"):
        national_account({"TechID": subject, "LoaiTaiKhoan": 1, "sub": "a"}, "TechID")


def test_numbers_may_come_as_numbers_and_an_odd_identity_number_is_left_out() -> None:
    account = national_account(
        {"TechID": 7, "LoaiTaiKhoan": 1, "SoDinhDanh": "12345", "HoVaTen": "An", "loAs": 2},
        "TechID",
    )

    assert (account.subject, account.level, account.facts) == ("7", "2", {"name": "An"})


def test_a_word_for_a_level_that_nobody_entered_is_the_lowest() -> None:
    assert level_of({"2": LEVELS[1]}, "9") == LEVELS[0]
    assert least_level(f"{LEVELS[2]} {LEVELS[1]}") == LEVELS[1]
    assert reaches(LEVELS[1], "")
    assert not reaches(LEVELS[0], LEVELS[1])
