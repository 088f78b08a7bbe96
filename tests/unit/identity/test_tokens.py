"""The token route: renewal with rotation, revocation, and tokens of partners' programs."""

from datetime import timedelta

import pytest

from kit.platform.settings import Issuer
from kit.security import jws
from kit.security.access_tokens import Verifier
from kit.security.token_claims import TokenInvalid
from tests.unit.identity.world import BACK, KIOSK, PARTNER, PORTAL, URL, Browser, World


def test_a_sign_in_is_renewed_and_keeps_its_subject_and_its_time() -> None:
    world = World()
    first = world.redeem(Browser(world).sign_in()).body
    world.clock.advance(timedelta(minutes=14))

    renewed = world.renew(first["refresh_token"]).body

    before, after = (jws.parts(each["access_token"])[1] for each in (first, renewed))
    assert (after["sub"], after["auth_time"]) == (before["sub"], before["auth_time"])
    assert after["exp"] - before["exp"] == 14 * 60
    assert renewed["refresh_token"] != first["refresh_token"]
    assert "id_token" not in renewed


def test_a_second_tab_renews_with_the_same_token_within_a_minute() -> None:
    world = World()
    first = world.redeem(Browser(world).sign_in()).body["refresh_token"]
    one = world.renew(first).body["refresh_token"]
    world.clock.advance(timedelta(seconds=60))
    other = world.renew(first).body["refresh_token"]

    assert world.renew(one).status == world.renew(other).status == 200


def test_a_replaced_token_that_comes_back_later_ends_the_sign_in() -> None:
    world = World()
    first = world.redeem(Browser(world).sign_in()).body["refresh_token"]
    present = world.renew(first).body["refresh_token"]
    world.clock.advance(timedelta(seconds=61))

    assert world.renew(first).body["error"] == "invalid_grant"
    assert world.renew(present).body["error"] == "invalid_grant"


def test_a_sign_in_ends_after_eight_hours_whatever_is_renewed() -> None:
    world = World()
    token = world.redeem(Browser(world).sign_in()).body["refresh_token"]
    for _ in range(31):
        world.clock.advance(timedelta(minutes=15))
        token = world.renew(token).body["refresh_token"]
    world.clock.advance(timedelta(minutes=15))

    assert world.renew(token).body["error"] == "invalid_grant"


@pytest.mark.parametrize("token", ["", "nonsense", "a.b", ".", "a."])
def test_an_invented_refresh_token_opens_nothing(token: str) -> None:
    response = World().renew(token)

    assert response.status == 400
    assert response.body["error"] in ("invalid_grant", "invalid_request")


def test_a_refresh_token_of_another_client_opens_nothing_and_stays_good() -> None:
    world = World()
    token = world.redeem(Browser(world).sign_in()).body["refresh_token"]

    assert world.renew(token, KIOSK).body["error"] == "invalid_grant"
    assert world.post("/v1/revoke", KIOSK, {"token": token}).status == 200
    assert world.renew(token, PORTAL).status == 200


def test_who_signs_out_ends_the_sign_in() -> None:
    world = World()
    token = world.redeem(Browser(world).sign_in()).body["refresh_token"]

    for _ in range(2):
        assert world.post("/v1/revoke", PORTAL, {"token": token}).status == 200
    assert world.renew(token).body["error"] == "invalid_grant"


@pytest.mark.parametrize("client", [("portal", "wrong"), ("nobody", "portal-secret"), ("", "")])
def test_a_client_shows_its_secret_first(client: tuple[str, str]) -> None:
    response = World().token(client, grant_type="client_credentials")

    assert (response.status, response.body["error"]) == (401, "invalid_client")
    assert response.headers["WWW-Authenticate"].startswith("Basic")


def test_a_form_says_each_thing_once() -> None:
    world = World()
    doubled = world.client.post(
        "/v1/token",
        body=b"grant_type=refresh_token&grant_type=authorization_code",
        authorization="Basic cG9ydGFsOnBvcnRhbC1zZWNyZXQ=",
    )

    assert (doubled.status, doubled.body["error"]) == (400, "invalid_request")
    assert world.token(PORTAL, grant_type="password").body["error"] == "unsupported_grant_type"
    assert world.token(PORTAL, code="a").body["error"] == "invalid_request"


def test_a_partners_program_gets_a_token_for_its_scopes_which_is_no_citizens() -> None:
    world = World()
    response = world.token(PARTNER, grant_type="client_credentials", scope="events.read")

    token = f"Bearer {response.body['access_token']}"
    keys = world.client.get("/v1/jwks.json").body
    partners = Issuer(
        kind="integrator",
        issuer=f"{URL}/integrators",
        audience="integrator",
        jwks=f"{URL}/jwks.json",
    )
    caller = Verifier([world.trusted, partners], lambda _: keys).principal(token, world.clock())
    assert (caller.kind, caller.sub) == ("integrator", "partner")
    assert caller.scopes == {"events.read"}
    assert "refresh_token" not in response.body
    with pytest.raises(TokenInvalid):
        world.verifier.principal(token, world.clock())


def test_a_program_gets_no_scope_that_it_was_not_given_and_a_page_none_at_all() -> None:
    world = World()
    more = world.token(PARTNER, grant_type="client_credentials", scope="events.read hooks.manage")
    page = world.token(PORTAL, grant_type="client_credentials")

    assert more.body["error"] == "invalid_scope"
    assert page.body["error"] == "unauthorized_client"
    assert world.redeem("a", PARTNER).body["error"] == "invalid_grant"


def test_discovery_says_where_everything_is_and_that_a_proof_key_is_needed() -> None:
    metadata = World().client.get("/v1/.well-known/openid-configuration").body

    assert metadata["issuer"] == URL
    assert metadata["authorization_endpoint"] == f"{URL}/start"
    assert metadata["code_challenge_methods_supported"] == ["S256"]
    assert metadata["authorization_response_iss_parameter_supported"] is True
    assert metadata["acr_values_supported"] == ["urn:motcua:loa:1", "urn:motcua:loa:2"]


def test_a_stage_without_an_address_signs_nobody_in() -> None:
    world = World()
    world.service.settings = world.settings.model_copy(update={"identity_url": ""})

    assert world.client.get("/v1/.well-known/openid-configuration").status == 404
    query = f"client_id=portal&redirect_uri={BACK}&response_type=code&scope=openid&state=a"
    proof = "&code_challenge_method=S256&code_challenge=" + "a" * 43
    assert world.client.get(f"/v1/start?{query}{proof}").status == 404
