"""The attacks on a sign-in's callback: each is a row with a number, and none signs anybody in.

A refused answer sends the browser to the application without a code; the row says with which error,
and what the log has as the reason.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final, NamedTuple

import pytest

from kit.testing.http_client import ClientResponse
from local.doubles.national_account.provider import Fault
from tests.unit.identity.world import (
    BACK,
    CHALLENGE,
    KIOSK,
    KIOSK_BACK,
    PORTAL,
    Browser,
    World,
    account_provider,
    place_of,
    query_of,
)

Attack = Callable[[World, Browser], ClientResponse]


class Row(NamedTuple):
    """An attack by its name; `why` is the reason in the log, "" where no answer was looked at."""

    name: str
    attack: Attack
    error: str
    why: str = ""


def state_missing(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go()
    return browser.back(requested, code=browser.at_provider(requested), state="")


def state_foreign(world: World, browser: Browser) -> ClientResponse:
    """Login CSRF: the victim's browser brings an answer to the attacker's own sign-in."""
    attacker = Browser(world)
    requested = attacker.go()
    browser.go()
    return browser.back(requested, code=attacker.at_provider(requested, "cong-dan-001"))


def state_invented(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go()
    return browser.back(requested, code=browser.at_provider(requested), state="invented")


def state_replayed(world: World, browser: Browser) -> ClientResponse:
    """By a browser that kept its cookie, with a new code."""
    requested = browser.go()
    retained = dict(browser.cookies)
    browser.back(requested, code=browser.at_provider(requested))
    browser.cookies.update(retained)
    return browser.back(requested, code=browser.at_provider(requested))


def state_expired(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go()
    world.clock.advance(timedelta(minutes=10))
    return browser.back(requested, code=browser.at_provider(requested))


def code_replayed_at_the_provider(world: World, browser: Browser) -> ClientResponse:
    first = browser.go()
    code = browser.at_provider(first)
    browser.back(first, code=code)
    return browser.back(browser.go(), code=code)


def code_of_another_sign_in(world: World, browser: Browser) -> ClientResponse:
    """Code injection: the attacker's code in the victim's own answer; the proof key differs."""
    attacker = Browser(world)
    stolen = attacker.at_provider(attacker.go(), "cong-dan-001")
    return browser.back(browser.go(), code=stolen)


def code_injected_without_a_proof_key(world: World, browser: Browser) -> ClientResponse:
    """The same at a provider that takes no proof key but repeats the nonce."""
    attacker = Browser(world)
    stolen = attacker.at_provider(attacker.go(idp="dvcqg"), "cong-dan-001")
    return browser.back(browser.go(idp="dvcqg"), code=stolen)


def mix_up_by_the_name_of_the_issuer(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go()
    return browser.back(requested, code=browser.at_provider(requested), iss="https://evil.example")


def mix_up_by_the_address_of_another_provider(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go()
    code = browser.at_provider(requested)
    there = requested | {"redirect_uri": requested["redirect_uri"].replace("vneid", "dvcqg")}
    return browser.back(there, code=code)


def nonce_wrong(world: World, browser: Browser) -> ClientResponse:
    return _with_fault(world, browser, "wrong_nonce")


def id_token_of_another_issuer(world: World, browser: Browser) -> ClientResponse:
    return _with_fault(world, browser, "other_issuer")


def id_token_of_another_person(world: World, browser: Browser) -> ClientResponse:
    """Token substitution: the account is not whom the provider signed in."""
    return _with_fault(world, browser, "other_subject")


def access_token_of_another_client(world: World, browser: Browser) -> ClientResponse:
    return _with_fault(world, browser, "other_client")


def access_token_that_ended(world: World, browser: Browser) -> ClientResponse:
    return _with_fault(world, browser, "ended_token")


def cancelled_by_the_person(world: World, browser: Browser) -> ClientResponse:
    return browser.back(browser.go(), error="access_denied")


def cancelled_with_a_code_beside(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go()
    return browser.back(requested, error="access_denied", code=browser.at_provider(requested))


def level_too_low(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go(acr_values="urn:motcua:loa:2")
    return browser.back(requested, code=browser.at_provider(requested, "cong-dan-999"))


def kind_of_account_not_admitted(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go(client_id="kiosk", redirect_uri=KIOSK_BACK)
    return browser.back(requested, code=browser.at_provider(requested, "doanh-nghiep-000"))


def session_fixed_by_a_planted_cookie(world: World, browser: Browser) -> ClientResponse:
    """The attacker plants a cookie of their own sign-in under the victim's state."""
    attacker = Browser(world)
    attacker.go()
    requested = browser.go()
    [planted] = attacker.cookies.values()
    browser.cookies = dict.fromkeys(browser.cookies, planted)
    return browser.back(requested, code=browser.at_provider(requested))


def answer_carried_to_another_browser(world: World, browser: Browser) -> ClientResponse:
    requested = browser.go()
    return Browser(world).back(requested, code=browser.at_provider(requested))


def answer_opened_in_two_tabs(world: World, browser: Browser) -> ClientResponse:
    """The same answer twice: the one that comes second finds the cookie gone."""
    requested = browser.go()
    code = browser.at_provider(requested)
    assert "code" in query_of(browser.back(requested, code=code))
    return browser.back(requested, code=code)


ATTACKS: Final = (
    Row("state missing", state_missing, "access_denied", "state"),
    Row("state foreign", state_foreign, "access_denied", "browser"),
    Row("state invented", state_invented, "access_denied", "state"),
    Row("state replayed", state_replayed, "access_denied", "state"),
    Row("state expired", state_expired, "access_denied", "late"),
    Row("code replayed", code_replayed_at_the_provider, "access_denied", "code"),
    Row("code of another sign-in", code_of_another_sign_in, "access_denied", "code"),
    Row("code without proof key", code_injected_without_a_proof_key, "access_denied", "nonce"),
    Row("mix-up by name", mix_up_by_the_name_of_the_issuer, "access_denied", "issuer"),
    Row("mix-up by place", mix_up_by_the_address_of_another_provider, "access_denied", "provider"),
    Row("wrong nonce", nonce_wrong, "access_denied", "nonce"),
    Row("foreign issuer", id_token_of_another_issuer, "access_denied", "id_token"),
    Row("token substitution", id_token_of_another_person, "access_denied", "subject"),
    Row("token of another client", access_token_of_another_client, "access_denied", "other_client"),
    Row("ended token", access_token_that_ended, "access_denied", "ended_token"),
    Row("cancelled", cancelled_by_the_person, "access_denied", "cancelled"),
    Row("cancelled with a code", cancelled_with_a_code_beside, "access_denied", "cancelled"),
    Row("low level", level_too_low, "unmet_authentication_requirements", "level"),
    Row("account kind", kind_of_account_not_admitted, "access_denied", "account_kind"),
    Row("session fixation", session_fixed_by_a_planted_cookie, "access_denied", "browser"),
    Row("another browser", answer_carried_to_another_browser, "access_denied", "browser"),
    Row("two tabs", answer_opened_in_two_tabs, "access_denied", "browser"),
)


@pytest.mark.parametrize("row", ATTACKS, ids=lambda row: row.name)
def test_an_attack_on_the_callback_gives_no_code_and_leads_nowhere_else(
    row: Row, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World()
    response = row.attack(world, Browser(world))

    answer = query_of(response)
    assert (response.status, answer["error"], "code" in answer) == (303, row.error, False)
    assert place_of(response) in (BACK, KIOSK_BACK), "an address that is registered"
    assert f'"why": "{row.why}"' in capsys.readouterr().out


def test_at_least_sixteen_attacks_are_in_the_table() -> None:
    assert len(ATTACKS) >= 16
    assert len({row.name for row in ATTACKS}) == len(ATTACKS)


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "https://evil.example/",
        f"{BACK}/../evil",
        f"{BACK}?next=https://evil.example",
        BACK.replace("https", "http"),
        BACK.upper(),
        KIOSK_BACK,
        "",
    ],
)
def test_open_redirect_nobody_is_sent_to_an_address_that_is_not_registered(
    redirect_uri: str,
) -> None:
    response = Browser(World()).start(redirect_uri=redirect_uri)

    assert (response.status, response.code) == (422, "unknown_client")
    assert "Location" not in response.headers


@pytest.mark.parametrize(
    "downgrade",
    [
        {"code_challenge": "", "code_challenge_method": ""},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": ""},
        {"code_challenge": CHALLENGE[:-1]},
    ],
)
def test_pkce_downgrade_is_refused_before_anybody_signs_in(downgrade: dict[str, str]) -> None:
    response = Browser(World()).start(**downgrade)

    assert place_of(response) == BACK
    assert query_of(response) == {
        "error": "invalid_request",
        "state": "the portal's state",
        "iss": "https://api.example.vn/identity/v1",
    }


@pytest.mark.parametrize("verifier", ["", "another proof key", CHALLENGE])
def test_pkce_a_code_without_its_proof_key_is_worth_nothing(verifier: str) -> None:
    world = World()
    code = Browser(world).sign_in()

    assert world.redeem(code, code_verifier=verifier).body["error"] == "invalid_grant"
    assert world.redeem(code).status == 200, "and the right one still redeems it"


def test_code_of_another_client_is_refused_and_stays_the_owners() -> None:
    world = World()
    code = Browser(world).sign_in()

    assert world.redeem(code, KIOSK).body["error"] == "invalid_grant"
    assert world.redeem(code, KIOSK, redirect_uri=KIOSK_BACK).body["error"] == "invalid_grant"
    assert world.redeem(code, PORTAL).status == 200


def test_our_own_code_replayed_ends_the_tokens_that_it_gave() -> None:
    world = World()
    code = Browser(world).sign_in()
    tokens = world.redeem(code).body

    assert world.redeem(code).body["error"] == "invalid_grant"
    assert world.renew(tokens["refresh_token"]).body["error"] == "invalid_grant"


def test_two_sign_ins_in_two_tabs_stand_beside_each_other() -> None:
    world = World()
    browser = Browser(world)
    first, second = browser.go(state="first"), browser.go(state="second")

    answers = [
        query_of(browser.back(requested, code=browser.at_provider(requested)))
        for requested in (second, first)
    ]

    assert [answer["state"] for answer in answers] == ["second", "first"]
    assert all("code" in answer for answer in answers)


def test_account_kind_swapped_at_the_provider_is_somebody_else() -> None:
    """An account that comes back as an organisation's has nothing of the citizen's."""
    world = World()
    browser = Browser(world)
    citizen = world.verifier.principal(
        f"Bearer {world.redeem(browser.sign_in()).body['access_token']}", world.clock()
    )
    world.sign_on.fault = "other_kind"
    tokens = world.redeem(browser.sign_in()).body
    swapped = world.verifier.principal(f"Bearer {tokens['access_token']}", world.clock())

    assert swapped.sub != citizen.sub
    assert "identity_number" not in world.verifier.verified_claims(
        tokens["id_token"], swapped, world.clock()
    )


def test_a_provider_that_repeats_no_nonce_must_say_so_in_the_configuration() -> None:
    strict, lenient = (World(account_provider("dvcqg", nonce=each)) for each in (True, False))
    for world in (strict, lenient):
        world.providers.gives_id_tokens = False

    assert query_of(_signed_in(Browser(strict)))["error"] == "access_denied"
    assert Browser(lenient).sign_in()


def test_a_provider_without_an_answer_is_no_refusal_and_the_person_tries_again() -> None:
    world = World()
    browser = Browser(world)
    world.sign_on.fault = "no_userinfo"

    assert query_of(_signed_in(browser))["error"] == "temporarily_unavailable"
    assert browser.sign_in()


def _with_fault(world: World, browser: Browser, fault: Fault) -> ClientResponse:
    world.sign_on.fault = fault
    return _signed_in(browser)


def _signed_in(browser: Browser) -> ClientResponse:
    requested = browser.go()
    return browser.back(requested, code=browser.at_provider(requested))
