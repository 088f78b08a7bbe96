"""Exact statuses by kind of key, scope, state and plan; what an agreement does not cover."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts.casework import CaseHandedOver
from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed, paid_dossier
from kit.core.time import VIETNAM
from kit.security.principal import Principal
from kit.testing.tokens import SubjectTokens
from partners.domain.national_status import CODE_AFTER, CODE_AT_FILING
from partners.domain.partner_key import KEY_BITS, new_key, parse_key
from partners.domain.scopes import REQUESTS_A_DAY
from status.domain import national_status as public
from tests.unit.partners.world import World

HOOK = "01KAQ0000000000000000000ZZ"
ROUTES = {
    "GET /v1/me": None,
    "GET /v1/events": "events.read",
    f"GET /v1/dossiers/{CODE}": "status.read",
    "POST /v1/dossiers/batch": "status.read",
    "GET /v1/hooks": "hooks.manage",
    "POST /v1/hooks": "hooks.manage",
    f"GET /v1/hooks/{HOOK}/deliveries": "hooks.manage",
}
BODIES = {
    "POST /v1/dossiers/batch": {"codes": [CODE]},
    "POST /v1/hooks": {"url": "https://hooks.halong.vn/a"},
}
SCOPES = ("events.read", "hooks.manage", "status.read")


def status(world: World, route: str, key: str) -> int:
    method, _, path = route.partition(" ")
    body = BODIES.get(route)
    return world.client.request(method, path, "", body, X_Api_Key=key).status


@pytest.mark.parametrize("scope", SCOPES)
def test_a_route_takes_a_key_of_its_scope_and_no_other(scope: str) -> None:
    world = World()
    key = world.program(scopes=[scope])
    world.receive(paid_dossier(world.vault))

    expected = dict.fromkeys(ROUTES, 403)
    expected |= {route: 200 for route, needed in ROUTES.items() if needed in (None, scope)}
    if scope == "hooks.manage":
        expected |= {"POST /v1/hooks": 201, f"GET /v1/hooks/{HOOK}/deliveries": 404}
    assert {route: status(world, route, key) for route in ROUTES} == expected


@pytest.mark.parametrize(
    "kind", ["none", "malformed", "wrong check sum", "unknown", "revoked", "ended"]
)
def test_every_route_refuses_every_other_kind_of_key(kind: str) -> None:
    world = World()
    key = world.program()
    other = {
        "none": "",
        "malformed": "mc_live_x",
        "wrong check sum": key[:-1] + ("0" if key[-1] != "0" else "1"),
        "unknown": new_key(1 << (KEY_BITS - 1), is_live=False).text,
    }
    if kind == "revoked":
        listed = world.client.get("/v1/partners/ban-hang", "admin").body["keys"]
        world.client.delete(f"/v1/partners/ban-hang/keys/{listed[0]['id']}", "admin")
    if kind == "ended":
        world.client.put("/v1/partners/ban-hang/state", "admin", {"state": "ended"})

    refused = {route: status(world, route, other.get(kind, key)) for route in ROUTES}
    assert refused == dict.fromkeys(ROUTES, 401)


def test_a_suspended_partner_and_one_whose_agreement_is_over_are_refused() -> None:
    world = World()
    key = world.program(until="2026-11-23")
    refused = dict.fromkeys(ROUTES, 403)
    world.client.put("/v1/partners/ban-hang/state", "admin", {"state": "suspended"})
    assert {route: status(world, route, key) for route in ROUTES} == refused
    world.client.put("/v1/partners/ban-hang/state", "admin", {"state": "active"})
    assert status(world, "GET /v1/me", key) == 200
    world.clock.advance(timedelta(days=1))
    assert {route: status(world, route, key) for route in ROUTES} == refused


@pytest.mark.parametrize(("plan", "limit"), REQUESTS_A_DAY.items())
def test_behind_the_plan_come_429_until_midnight_in_vietnam(plan: str, limit: int) -> None:
    world = World()
    key = world.program(plan=plan)
    world.repository._table.add("USE#ban-hang#2026-11-23", "STATE", limit - 1)

    assert world.get("/v1/me", key).status == 200
    refused = world.get("/v1/events", key)
    assert (refused.status, refused.code) == (429, "daily_limit_reached")
    midnight = world.clock().astimezone(VIETNAM).replace(hour=0, minute=0) + timedelta(days=1)
    left = (midnight - world.clock()).total_seconds()
    assert abs(int(refused.headers["Retry-After"]) - left) <= 1
    world.clock.advance(timedelta(seconds=left))
    assert world.get("/v1/me", key).status == 200


def test_a_revoked_key_ends_with_the_next_request_and_the_other_stays() -> None:
    world = World()
    first, second = world.program(), world.key()
    third = world.client.post("/v1/partners/ban-hang/keys", "admin")
    assert (third.status, third.code) == (409, "too_many_keys")

    listed = world.client.get("/v1/partners/ban-hang", "admin").body["keys"]
    world.client.delete(f"/v1/partners/ban-hang/keys/{listed[0]['id']}", "admin")

    assert world.get("/v1/me", first).status == 401
    assert world.get("/v1/me", second).status == 200


def test_a_key_is_stored_as_a_hash_and_outlives_a_rotation_of_the_secret() -> None:
    world = World()
    key = world.program()
    assert not any(key in item.doc or key in item.pk for item in world.transport.items.values())

    world.secret = json.dumps(
        {**json.loads(world.secret), "current": "v2", "v2": "another secret of keys"}
    )
    assert world.get("/v1/me", key).status == 200
    shown = world.client.get("/v1/partners/ban-hang", "admin").body["keys"][0]
    assert (shown["used_on"], shown["last_digits"]) == ("2026-11-23", key.split("_")[2][-4:])
    assert "key" not in shown


def test_a_key_has_a_form_that_scanners_know_and_a_check_sum() -> None:
    key = new_key((1 << KEY_BITS) - 1, is_live=True)

    assert key.text.startswith("mc_live_ZZZZZZZZZZZZZZZZZZZZZZZZZZ_")
    assert parse_key(key.text) == key
    assert "ZZZ" not in repr(key)
    for at in range(8, len(key.text)):
        changed = "1" if key.text[at] != "1" else "2"
        assert parse_key(key.text[:at] + changed + key.text[at + 1 :]) is None


@pytest.mark.parametrize(
    ("changes", "covered"),
    [
        ({}, True),
        ({"agencies": ["H49.61"]}, True),
        ({"agencies": ["H49.62"]}, False),
        ({"agencies": ["H49.61.01.02"]}, False),
        ({"agencies": ["H49.62", "H49.61.01"]}, True),
        ({"procedures": ["1.001612"]}, True),
        ({"procedures": ["1.009999"]}, False),
    ],
)
def test_what_an_agreement_does_not_cover_is_unknown(
    changes: dict[str, Any], covered: bool
) -> None:
    world = World()
    key = world.program(**changes)
    world.receive(paid_dossier(world.vault))

    one = world.get(f"/v1/dossiers/{CODE}", key)
    batch = world.client.post("/v1/dossiers/batch", "", {"codes": [CODE, CODE]}, X_Api_Key=key)
    unknown = world.get("/v1/dossiers/H49.61.01-261123-9999", key)

    assert (one.status, len(batch.body["items"])) == ((200, 1) if covered else (404, 0))
    assert batch.body["unknown"] == ([] if covered else [CODE])
    assert bool(world.feed()) == covered
    if not covered:
        assert one.body | {"trace": ""} == unknown.body | {"trace": ""}
        assert one.headers == unknown.headers


def test_a_dossier_that_was_handed_over_is_seen_by_both_agencies_partners() -> None:
    world = World()
    events = DossierEvents(world.vault)
    old = world.program("cu", agencies=["H49.61.01"])
    new = world.program("moi", agencies=["H49.70"])
    handed = CaseHandedOver(agency="H49.70", step="Thẩm định", desk="1")
    world.receive(
        [events.publish("intake", dossier_filed("none")), events.publish("casework", handed)]
    )

    assert world.get(f"/v1/dossiers/{CODE}", old).status == 200
    assert world.get(f"/v1/dossiers/{CODE}", new).status == 200


def test_a_cursor_that_is_too_old_or_ahead_is_refused_in_words() -> None:
    world = World()
    key = world.program()
    world.receive(paid_dossier(world.vault))

    ahead = world.get("/v1/events?after=8", key)
    assert (ahead.status, ahead.code) == (422, "cursor_ahead")
    world.clock.advance(timedelta(days=91))
    old = world.get("/v1/events?after=0", key)
    assert (old.status, old.code) == (410, "cursor_too_old")
    assert world.get("/v1/events?after=7", key).body["items"] == []


def test_the_status_codes_are_those_of_the_public_look_up() -> None:
    assert CODE_AT_FILING == public.CODE_AT_FILING
    for event, state in public.STATE_AFTER.items():
        if event != "case.reopened":
            assert CODE_AFTER[event] == public.CODE_OF_STATE[state], event
    assert set(CODE_AFTER) == set(public.STATE_AFTER) - {"case.reopened"}


class ProgramTokens(SubjectTokens):
    """The text after Bearer is `<partner> <scope> …`, as a program's token of the partner."""

    def principal(self, authorization: str, now: datetime) -> Principal:
        sub, *scopes = authorization.removeprefix("Bearer ").split()
        if sub == "admin":
            return super().principal("Bearer admin", now)
        return Principal(sub, "integrator", frozenset(scopes))


@pytest.mark.parametrize(
    ("token", "events", "dossier"),
    [
        ("ban-hang events.read", 200, 403),
        ("ban-hang events.read status.read hooks.manage", 200, 200),
        ("ban-hang figures.read", 403, 403),
        ("another events.read status.read", 403, 403),
    ],
)
def test_a_token_has_its_own_scopes_as_far_as_the_agreement_has_them(
    token: str, events: int, dossier: int
) -> None:
    world = World()
    world.resources.verifier = ProgramTokens({"admin"})
    world.service = world.opened()
    world.program(scopes=["events.read", "status.read"])
    world.receive(paid_dossier(world.vault))

    assert world.client.get("/v1/events", token).status == events
    assert world.client.get(f"/v1/dossiers/{CODE}", token).status == dossier
    assert world.client.get("/v1/hooks", token).status == 403
