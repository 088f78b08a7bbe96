"""Attacks on the webhook of the national payment platform: forged, flipped, copied, odd."""

import json
from functools import partial
from typing import Any, Final

from tests.attacks.attack import Attack
from tests.attacks.webhooks import DEEP, Paying
from tests.unit.payments.world import PLATFORM_ACCOUNT, World


def by_platform(*, key: str | None = None, times: int = 1, **changes: Any) -> str:
    """A notification that says that the payer paid, who did not; `changes` alter what is signed."""
    paying = Paying("platform", World(platform_on=True))
    notification = paying.world.platform.notification(paying.payment.id, status=0, key=key)
    raw = json.dumps(notification | changes).encode()
    answers = {paying.post("platform", raw, "X-None", "") for _ in range(times)}
    return ", ".join(sorted(answers))


def body_of_the_platform(raw: bytes) -> str:
    """A body of another form."""
    return Paying("platform", World(platform_on=True)).post("platform", raw, "X-None", "")


def after_it_was_cancelled() -> str:
    """The notification of a cancelled payment, sent again as one that was paid."""
    paying = Paying("platform", World(platform_on=True))
    world = paying.world
    world.platform.end(paying.payment.id)
    world.deliver()
    raw = json.dumps(world.platform.notification(paying.payment.id, status=0)).encode()
    return paying.post("platform", raw, "X-None", "")


def where_it_is_not_connected() -> str:
    """A notification to a stage that asks the platform nothing."""
    paying = Paying("card")
    raw = json.dumps({"status": 0, "transaction_id": paying.payment.id}).encode()
    return paying.post("platform", raw, "X-None", "")


_SIGNED_WRONGLY: Final[dict[str, dict[str, Any]]] = {
    "under another key": {"key": "a key of nobody's"},
    "under the key of our requests": {"key": PLATFORM_ACCOUNT.request_key},
    "without a check sum": {"check_sum": ""},
    "with half a check sum": {"check_sum": "00" * 16},
    "with a check sum beyond ASCII": {"check_sum": "é" * 64},
    "of another sum": {"trans_amount": "150001"},
    "of another client": {"client_id": "another"},
    "of another version": {"version": "2.0"},
    "with a further fee": {"addition_fee": "1"},
}
REFUSED: Final = "400 bad_signature, due"
ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(
            f"the platform's words {name}", partial(by_platform, **how), "400 bad_signature, due"
        )
        for name, how in _SIGNED_WRONGLY.items()
    ),
    Attack("the platform's words with the status paid", by_platform, "200, due"),
    Attack("the same a hundred times", partial(by_platform, times=100), "200, due"),
    Attack(
        "the platform's words with an id of money",
        partial(by_platform, transaction_code="KP261123000001"),
        "200, due",
    ),
    Attack("a cancelled payment that was paid after all", after_it_was_cancelled, "200, due"),
    Attack(
        "a notification where nothing is connected",
        where_it_is_not_connected,
        "400 malformed_request, due",
    ),
    *(
        Attack(
            f"a body of the platform {name}",
            partial(body_of_the_platform, raw),
            "400 malformed_request, due",
        )
        for name, raw in (
            ("that is deep", DEEP),
            ("that is a list", b"[]"),
            ("that is nothing", b" "),
            ("of a number of 5,000 digits", b'{"status":' + b"9" * 5_000 + b"}"),
        )
    ),
)
