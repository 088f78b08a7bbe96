"""Exactly one answer for each member, service, method and right."""

import itertools
from datetime import timedelta
from typing import Any

import pytest

from kit.peers.client import PeerUnavailable
from kit.peers.messages import MemberId
from kit.peers.rights import About, Right, missing
from tests.unit.kit.peers.world import AT, CALL, DOSSIER, MINISTRY, PURPOSE, World, right


@pytest.mark.parametrize(
    ("member", "service", "method", "right_kind"),
    list(
        itertools.product(
            ("theirs", "stranger", "nobody"),
            ("dossiers", "broken", "unknown"),
            ("GET", "POST", "DELETE"),
            ("none", "read", "both", "ended"),
        )
    ),
)
def test_the_status_follows_from_member_service_method_and_right(
    member: str, service: str, method: str, right_kind: str
) -> None:
    world = World()
    caller = world.theirs if member == "theirs" else world.stranger
    if member == "nobody":
        world.members.keys.pop((caller.member, caller.id))
    world.theirs = caller
    world.rights.rights = rights_of(caller.member, right_kind)
    body = {"body": b"{}"} if method == "POST" else {"body": b""}

    call = CALL.evolve(service=service, method=method, **body)
    if member == "nobody":
        with pytest.raises(PeerUnavailable):
            world.call(call)
        assert world.refused == ["unknown_key"]
        return
    response = world.call(call)

    status = expected(service, method, right_kind)
    assert (response.status_code, response.header("X-Road-Error")) == (status, PROBLEMS[status])


PROBLEMS = {
    404: "unknown_peer_service",
    403: "peer_right_missing",
    200: "",
    500: "internal",
}


def rights_of(member: MemberId, right_kind: str) -> dict[tuple[MemberId, str], Right]:
    methods = frozenset({"GET"}) if right_kind == "read" else frozenset({"GET", "POST"})
    until = AT if right_kind == "ended" else AT + timedelta(days=1)
    if right_kind == "none":
        return {}
    return {(member, s): right(methods=methods, until=until) for s in ("dossiers", "broken")}


def expected(service: str, method: str, right_kind: str) -> int:
    if service == "unknown":
        return 404
    allowed = {"read": ("GET",), "both": ("GET", "POST")}.get(right_kind, ())
    if method not in allowed:
        return 403
    return 200 if service == "dossiers" else 500


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({}, None),
        ({"method": "PUT"}, "method"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "2.000001"}, "procedure"),
        ({"dossier": ""}, "dossier"),
        ({"agency": "G10"}, "agency"),
        ({"agency": "G09.0"}, "agency"),
        ({"agency": "G09.01.02"}, "agency"),
    ],
)
def test_a_call_is_about_what_the_agreement_names(
    changes: dict[str, Any], lacking: str | None
) -> None:
    about = About(
        member=MINISTRY,
        service="dossiers",
        method="GET",
        purpose=PURPOSE,
        dossier=DOSSIER,
        agency="G09",
    )
    assert missing(right(), about.evolve(**changes), AT) == lacking


def test_nothing_is_allowed_by_silence() -> None:
    about = About(member=MINISTRY, service="dossiers", method="GET", purpose=PURPOSE)
    assert missing(None, about, AT) == "no_right"
    assert missing(right(procedures=frozenset()), about.evolve(dossier="x"), AT) == "procedure"
    assert missing(right(agencies=frozenset()), about.evolve(dossier="x"), AT) == "agency"


def test_a_refused_call_is_logged_and_signed_too() -> None:
    world = World()
    world.rights.rights.clear()

    response = world.call()

    assert response.status_code == 403
    assert len(world.archive.objects) == len(world.their_archive.objects) == 1
