"""A call that anybody changed on its way reaches no service, and neither does its response."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from kit.peers.client import PeerUnavailable
from kit.peers.messages import PeerRequest, PeerResponse
from kit.peers.signatures import digest_of, sign_request, sign_response
from kit.testing.peers import MemoryKey
from tests.unit.kit.peers.world import AT, CALL, MINISTRY, OURS, STRANGER, URL, World

Tamper = Callable[[World, PeerRequest], PeerRequest]


def set_header(name: str, text: str) -> Tamper:
    def tamper(world: World, request: PeerRequest) -> PeerRequest:
        assert name in request.headers
        request.headers[name] = text
        return request

    return tamper


def add_header(name: str, text: str) -> Tamper:
    def tamper(world: World, request: PeerRequest) -> PeerRequest:
        request.headers[name] = text
        return request

    return tamper


def drop_header(name: str) -> Tamper:
    def tamper(world: World, request: PeerRequest) -> PeerRequest:
        del request.headers[name]
        return request

    return tamper


def change(**changes: Any) -> Tamper:
    def tamper(world: World, request: PeerRequest) -> PeerRequest:
        for name, value in changes.items():
            setattr(request, name, value)
        return request

    return tamper


def in_signature(old: str, new: str) -> Tamper:
    def tamper(world: World, request: PeerRequest) -> PeerRequest:
        assert old in request.headers["Signature-Input"], request.headers["Signature-Input"]
        text = request.headers["Signature-Input"].replace(old, new)
        request.headers["Signature-Input"] = text
        return request

    return tamper


def body_and_digest(world: World, request: PeerRequest) -> PeerRequest:
    request.body = b"{}"
    request.headers["Content-Digest"] = digest_of(b"{}")
    return request


def signed_again(**changes: Any) -> Tamper:
    """A signature that is right, over something that is not."""

    def tamper(world: World, request: PeerRequest) -> PeerRequest:
        options: dict[str, Any] = {"key": world.theirs, "nonce": "0123456789abcdef", "at": AT}
        options |= {n: v(world) if callable(v) else v for n, v in changes.items() if n != "set"}
        request.headers |= changes.get("set", {})
        sign_request(request, **options)
        return request

    return tamper


def uncovered(component: str) -> Tamper:
    """The caller itself left something out of a signature that holds."""

    def tamper(world: World, request: PeerRequest) -> PeerRequest:
        import kit.peers.signatures as module

        covered = [n for n in module.covered_by_request(request) if n != component]
        module._sign(request, world.theirs, covered, "0123456789abcdef", AT)
        return request

    return tamper


def two_signatures(world: World, request: PeerRequest) -> PeerRequest:
    for name in ("Signature-Input", "Signature"):
        text = request.headers[name]
        request.headers[name] = f"{text}, {text.replace('sig1=', 'sig2=', 1)}"
    return request


def stolen_key(world: World, request: PeerRequest) -> PeerRequest:
    """Signed by another member's key in the ministry's name."""
    impostor = MemoryKey(MINISTRY, world.theirs.id, world.stranger.private)
    sign_request(request, impostor, "0123456789abcdef", AT)
    return request


def symmetric(world: World, request: PeerRequest) -> PeerRequest:
    """HMAC with the public key as the secret."""
    text = request.headers["Signature-Input"].replace("ecdsa-p256-sha256", "hmac-sha256")
    request.headers["Signature-Input"] = text
    return request


MANIPULATIONS: dict[str, tuple[str, Tamper]] = {
    "another method": ("broken", change(method="DELETE")),
    "another path": ("broken", change(url=f"{URL}/{OURS}/dossiers/all")),
    "another host": ("broken", change(url=f"https://evil.example/r1/{OURS}/dossiers/look-up")),
    "another service": ("broken", change(url=f"{URL}/{OURS}/broken/look-up")),
    "a query": ("broken", change(url=f"{URL}/{OURS}/dossiers/look-up?all=1")),
    "another body": ("digest", change(body=b"{}")),
    "no body": ("digest", change(body=b"")),
    "another body with its digest": ("broken", body_and_digest),
    "another type": ("broken", set_header("Content-Type", "text/xml")),
    "no type": ("broken", drop_header("Content-Type")),
    "another client": ("broken", set_header("X-Road-Client", str(STRANGER))),
    "another id": ("broken", set_header("X-Road-Id", "01K0000000000000")),
    "another official": ("broken", set_header("X-Road-UserId", "giam-doc")),
    "another dossier": ("broken", set_header("X-Road-Issue", "000.00.61.H49-261201-0008")),
    "another purpose": ("broken", set_header("X-Road-Purpose", "2.000001")),
    "another party": ("broken", set_header("X-Road-Represented-Party", "G01")),
    "another service in the header": ("broken", set_header("X-Road-Service", f"{OURS}/all")),
    "a header of X-Road beside": ("not_covered", add_header("X-Road-Security-Token", "x")),
    "a header of X-Road taken away": ("broken", drop_header("X-Road-Represented-Party")),
    "no digest": ("broken", drop_header("Content-Digest")),
    "no signature": ("unsigned", drop_header("Signature")),
    "no input of it": ("unsigned", drop_header("Signature-Input")),
    "two signatures": ("several_signatures", two_signatures),
    "a longer life": ("too_long_lived", in_signature("expires=1796", "expires=2796")),
    "a later creation": (
        "broken",
        in_signature(f"created={int(AT.timestamp())}", f"created={int(AT.timestamp()) + 9}"),
    ),
    "another key's name": ("unknown_key", in_signature("#2026", "#2025")),
    "another member's name": ("broken", in_signature(str(MINISTRY), str(STRANGER))),
    "another tag": ("other_tag", in_signature("motcua-r1", "motcua-r2")),
    "another nonce": ("broken", in_signature('nonce="0', 'nonce="1')),
    "no nonce": ("no_nonce", in_signature(";nonce=", ";other=")),
    "an algorithm of secrets": ("other_algorithm", symmetric),
    "a component fewer": ("broken", in_signature(' "x-road-issue"', "")),
    "a signature of nothing but noise": ("unreadable", set_header("Signature", "sig1=:!!:")),
    "a key of another member": ("broken", stolen_key),
    "a member that is not the client": (
        "other_client",
        signed_again(key=lambda world: world.stranger),
    ),
    "a call meant for another system": (
        "other_service",
        signed_again(set={"X-Road-Service": "VN/GOV/H25/DVC/dossiers"}),
    ),
    "no id": ("no_id", signed_again(set={"X-Road-Id": "1"})),
    "an old one": ("expired", signed_again(at=AT - timedelta(minutes=7))),
    "one of the future": ("future", signed_again(at=AT + timedelta(minutes=2))),
    "a short nonce": ("no_nonce", signed_again(nonce="1")),
    "an uncovered dossier": ("not_covered", uncovered("x-road-issue")),
    "an uncovered digest": ("not_covered", uncovered("content-digest")),
    "an uncovered method": ("not_covered", uncovered("@method")),
    "an uncovered address": ("not_covered", uncovered("@target-uri")),
}


@pytest.mark.parametrize("name", MANIPULATIONS)
def test_a_changed_call_is_refused_by_name(name: str) -> None:
    reason, tamper = MANIPULATIONS[name]
    world = World()
    world.tamper = lambda request: tamper(world, request)

    with pytest.raises(PeerUnavailable):
        world.call()

    assert (world.refused, world.served) == ([reason], [])
    assert world.archive.objects == {}


def test_the_call_that_they_are_made_of_is_served() -> None:
    world = World()

    response = world.call()

    assert (response.status_code, response.body) == (200, b'{"state": "accepted"}')
    assert [(c.path, c.body, c.user) for c in world.served] == [
        ("look-up", CALL.body, "can-bo-7f3a")
    ]


def test_a_call_is_served_once() -> None:
    world = World()
    world.call()

    again = world.receive(world.sent[0])

    assert (again.status_code, world.refused, len(world.served)) == (401, ["replayed"], 1)


def test_a_key_that_ended_signs_nothing() -> None:
    world = World()
    world.members.add(world.theirs, until=AT - timedelta(seconds=1))

    with pytest.raises(PeerUnavailable):
        world.call()

    assert world.refused == ["unknown_key"]


Back = Callable[[World, PeerResponse], PeerResponse]


def response_header(name: str, text: str) -> Back:
    def tamper(world: World, response: PeerResponse) -> PeerResponse:
        response.headers[name] = text
        return response

    return tamper


def other_status(world: World, response: PeerResponse) -> PeerResponse:
    response.status_code = 404
    return response


def other_body(world: World, response: PeerResponse) -> PeerResponse:
    response.body = b'{"state": "refused"}'
    return response


def of_another_request(world: World, response: PeerResponse) -> PeerResponse:
    """A response of ours to the same call, which was made before."""
    if len(world.sent) == 1:
        world.earlier = response  # type: ignore[attr-defined]
        return response
    earlier: PeerResponse = world.earlier  # type: ignore[attr-defined]
    return PeerResponse(earlier.status_code, response.request, earlier.headers, earlier.body)


def by_a_stranger(world: World, response: PeerResponse) -> PeerResponse:
    sign_response(response, world.stranger, "0123456789abcdef", AT)
    return response


def unsigned(world: World, response: PeerResponse) -> PeerResponse:
    response.headers.pop("Signature")
    return response


@pytest.mark.parametrize(
    "tamper",
    [
        other_status,
        other_body,
        of_another_request,
        by_a_stranger,
        unsigned,
        response_header("X-Road-Request-Hash", "x"),
        response_header("X-Road-Id", "x"),
        response_header("X-Road-Error", "x"),
        response_header("Content-Type", "text/html"),
    ],
)
def test_a_changed_response_is_none(tamper: Back) -> None:
    world = World()
    if tamper is of_another_request:
        world.tamper_back = lambda response: tamper(world, response)
        world.call()
    world.tamper_back = lambda response: tamper(world, response)

    with pytest.raises(PeerUnavailable):
        world.call()
