"""Attacks on queues and reports: events of another service, delivery reports of nobody."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed
from kit.messaging.senders import ForeignSender, UnknownSender
from kit.security.signed_body import signature_of
from kit.testing.http_client import ClientResponse
from tests.attacks.attack import Attack
from tests.unit.kit.test_senders import INTAKE_ROLE, PAYMENTS_ROLE, ROLES, SESSION
from tests.unit.kit.thing import envelope
from tests.unit.notifications.world import SMS_SECRETS, World

WEBHOOK: Final = "/v1/webhooks/sms-reports"
DEEP: Final = b'{"reports": ' + b"[" * 20_000


def filed() -> tuple[World, str]:
    """A notice of a filing that was sent by SMS."""
    world = World()
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed()))
    return world, next(
        e.subject for e in world.events() if e.type == "notice.sent" and e.data["channel"] == "sms"
    )


def sender_check(kind: str, source: str, sender: str) -> str:
    """Finding 9: an event was believed whoever sent it."""
    try:
        ROLES.require(envelope(kind, source=source), sender)
    except (ForeignSender, UnknownSender):
        return "refused"
    return "believed"


def reported(
    body: Callable[[str], bytes] | None = None,
    secret: str = SMS_SECRETS[0],
    change: Callable[[str], str] = str,
) -> str:
    """Somebody reports that an SMS did not arrive."""
    world, notice = filed()
    raw = body(notice) if body else _failed(notice)
    answer = world.client.post(
        WEBHOOK, "", raw, X_Sms_Signature=change(signature_of(raw, secret, world.clock()))
    )
    sent = sum(event.type == "notice.failed" for event in world.events())
    status = f"{answer.status} {answer.code}" if answer.status >= 400 else str(answer.status)
    return f"{status}, {sent} failed"


def notices(who: str) -> ClientResponse:
    """Whose notices somebody may list."""
    world, _ = filed()
    return world.client.get(f"/v1/dossiers/{CODE}/notices", who)


def _failed(notice: str, **changes: Any) -> bytes:
    import json

    return json.dumps({"reports": [{"id": notice, "status": "failed"} | changes]}).encode()


_FOREIGN: Final = (
    ("fee.settled", "intake", PAYMENTS_ROLE),
    ("fee.settled", "payments", INTAKE_ROLE),
    ("fee.settled", "payments ", PAYMENTS_ROLE),
    ("fee.settled", "Payments", PAYMENTS_ROLE),
    ("fee.settled", "", PAYMENTS_ROLE),
    ("fee.waived", "casework", PAYMENTS_ROLE),
    ("case.decided", "payments", PAYMENTS_ROLE),
    ("case.decided", "intake", INTAKE_ROLE),
    ("dossier.filed", "payments", PAYMENTS_ROLE),
    ("document.sealed", "intake", INTAKE_ROLE),
)
_SENDERS: Final = ("", ":", "123456789012", f":{PAYMENTS_ROLE}", PAYMENTS_ROLE[:-1], "AIDA:x")

ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(
            f"{kind} of {source!r} by {role}",
            partial(sender_check, kind, source, f"{role}:{SESSION}"),
            "refused",
            finding="security-9",
        )
        for kind, source, role in _FOREIGN
    ),
    *(
        Attack(
            f"fee.settled by the sender {sender!r}",
            partial(sender_check, "fee.settled", "payments", sender),
            "refused",
        )
        for sender in _SENDERS
    ),
    *(
        Attack(
            f"a delivery report with {name}",
            partial(reported, **how),
            "400 bad_signature, 0 failed",
        )
        for name, how in (
            ("another secret", {"secret": "forged"}),
            ("an empty secret", {"secret": ""}),
            ("no signature", {"change": lambda _: ""}),
            ("another stamp", {"change": lambda text: "t=1" + text[text.index(",") :]}),
            ("half a signature", {"change": lambda text: text[:-32]}),
        )
    ),
    *(
        Attack(f"a delivery report {name}", partial(reported, body), expected)
        for name, body, expected in (
            ("of another's notice", lambda _: _failed("0123456789ABC"), "200, 0 failed"),
            ("of a made-up state", lambda notice: _failed(notice, status="lost"), "200, 0 failed"),
            ("of an id that is a path", lambda _: _failed("../../STATE"), "200, 0 failed"),
            ("with a text for a reason", lambda n: _failed(n, why="<b>" * 99), "200, 0 failed"),
            ("that is deep", lambda _: DEEP, "400 malformed_request, 0 failed"),
            (
                "of a list of 101",
                lambda n: b'{"reports": [' + b"{}," * 100 + b"{}]}",
                "400 malformed_request, 0 failed",
            ),
            ("of no list", lambda _: b'{"reports": {}}', "400 malformed_request, 0 failed"),
        )
    ),
    Attack("another citizen lists the notices", partial(notices, "binh"), "404 not_found"),
    Attack("nobody lists the notices", partial(notices, ""), "401 token_required"),
)
