"""Attacks on the webhooks of Stripe and the bank: forged, stale, altered, replayed, odd."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from local.doubles.stripe.delivery import signed
from local.doubles.stripe.objects import event
from tests.attacks.attack import Attack
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.bank_builders import signature
from tests.unit.payments.world import ACCOUNT, SECRET, World

BANK_SECRET: Final = ACCOUNT.callback_secrets[0]
DEEP: Final = b"[" * 20_000
Raw = bytes | Callable[["Paying"], bytes]


@dataclass
class Paying:
    """A fee that is due, somebody who began to pay it, and money that has not come."""

    method: Any
    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        self.world.file()
        self.payment = self.world.start(method=self.method)
        self.api = ApiWorld(self.world)
        self.at = int(self.world.now.timestamp())

    def paid(self, **changes: Any) -> dict[str, Any]:
        """Stripe's words that the card paid; `changes` are of the session."""
        about = {
            "id": self.payment.session,
            "object": "checkout.session",
            "client_reference_id": self.payment.id,
            "payment_status": "paid",
            "amount_total": 150_000,
            "currency": "vnd",
            "payment_intent": "pi_1",
        }
        return event("checkout.session.completed", about | changes, self.at)

    def line(self, **changes: Any) -> dict[str, Any]:
        """The bank's words that the money came."""
        return {
            "id": "FT1",
            "account": ACCOUNT.account,
            "booked_at": self.world.now.isoformat(),
            "direction": "in",
            "amount": 150_000,
            "currency": "VND",
            "text": f"CT {self.payment.reference} AN",
        } | changes

    def post(self, provider: str, raw: bytes, header: str, value: str) -> str:
        """How the webhook answers, and what becomes of the fee."""
        path = f"/v1/webhooks/{provider}"
        answer = self.api.ask("POST", path, "", raw, **{header: value})
        self.world.relay()
        status = f"{answer.status} {answer.code}" if answer.status >= 400 else str(answer.status)
        return f"{status}, {self.world.fee.state}"


def by_stripe(
    secret: str = SECRET, late: int = 0, change: Any = None, header: Any = None, **session: Any
) -> str:
    """Words that Stripe never said; `change` alters the signed body, `header` its signature."""
    paying = Paying("card")
    raw, stamp = signed(paying.paid(**session), secret, paying.at + late)
    raw, stamp = (change(raw) if change else raw), (header(stamp) if header else stamp)
    return paying.post("stripe", raw, "Stripe-Signature", stamp)


def oddly(raw: bytes | None = None, **changes: Any) -> str:
    """A body that Stripe's secret signed and that Stripe would not send."""
    import stripe

    paying = Paying("card")
    text = (raw or json.dumps(paying.paid() | changes).encode()).decode("latin-1")
    stamp = stripe.WebhookSignature.generate_signature_header(text, SECRET, paying.at)
    return paying.post("stripe", text.encode("latin-1"), "Stripe-Signature", stamp)


def by_bank(
    secret: str = BANK_SECRET, late: int = 0, change: Any = None, header: Any = None, **line: Any
) -> str:
    """Words that the bank never said."""
    paying = Paying("transfer")
    raw = json.dumps({"lines": [paying.line(**line)]}).encode()
    stamp = signature(raw, secret, paying.at + late)
    raw, stamp = (change(raw) if change else raw), (header(stamp) if header else stamp)
    return paying.post("bank", raw, "X-Bank-Signature", stamp)


def bodies_of_the_bank(raw: bytes) -> str:
    """A signed body of another form."""
    paying = Paying("transfer")
    stamp = signature(raw, BANK_SECRET, paying.at)
    return paying.post("bank", raw, "X-Bank-Signature", stamp)


def replayed(times: int) -> str:
    """Good words are heard again: money moves once."""
    paying = Paying("transfer")
    raw = json.dumps({"lines": [paying.line()]}).encode()
    for _ in range(times):
        paying.post("bank", raw, "X-Bank-Signature", signature(raw, BANK_SECRET, paying.at))
    receipts = len(paying.world.receipts)
    return f"{paying.world.fee.state}, {receipts} receipts, {paying.world.cases()}"


def elsewhere(provider: str) -> str:
    paying = Paying("transfer")
    raw = json.dumps({"lines": [paying.line()]}).encode()
    answer = paying.post(provider, raw, "X-Bank-Signature", signature(raw, BANK_SECRET, paying.at))
    return answer.rpartition(",")[2].strip() + f", {answer.startswith('4')}"


_SIGNED_WRONGLY: Final[dict[str, dict[str, Any]]] = {
    "another secret": {"secret": "whsec_other"},
    "an empty secret": {"secret": ""},
    "a stamp of six minutes ago": {"late": -301},
    "a stamp to come": {"late": 301},
    "another amount": {"change": lambda raw: raw.replace(b"150000", b"150001")},
    "a space more": {"change": lambda raw: raw + b" "},
    "another coding": {"change": lambda raw: raw.decode().encode("utf-16")},
    "no signature": {"header": lambda _: ""},
    "a stamp alone": {"header": lambda text: text.partition(",")[0]},
    "another stamp": {"header": lambda text: "t=1" + text[text.index(",") :]},
    "an older scheme": {"header": lambda text: text.replace("v1=", "v0=")},
    "half a signature": {"header": lambda text: text[:-32]},
    "ten thousand signatures": {"header": lambda text: text.partition(",")[0] + ",v1=00" * 10_000},
    "a signature beyond ASCII": {"header": lambda text: text[:-1] + "é"},
}
_STRIPE_ODD: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "of live money": ({"livemode": True}, "400 unexpected_event, due"),
    "of another version": ({"api_version": "2020-08-27"}, "400 unexpected_event, due"),
    "of a moment in 10¹⁸ seconds": ({"created": 10**18}, "400 malformed_request, due"),
    "with an id of 3,000 letters": ({"id": "evt_" + "x" * 3_000}, "400 malformed_request, due"),
    "that is a list": ({"raw": b"[]"}, "400 malformed_request, due"),
    "that is nothing": ({"raw": b" "}, "400 malformed_request, due"),
    "that is deep": ({"raw": DEEP}, "400 malformed_request, due"),
    "of a number of 5,000 digits": ({"raw": b"9" * 5_000}, "400 malformed_request, due"),
}
_BANK_BODIES: Final = {
    "deep": DEEP,
    "endless": b'{"lines":[{"amount":1e999}]}',
    "without lines": b'{"lines":[]}',
    "of 101 lines": json.dumps({"lines": [{}] * 101}).encode(),
    "of a number of 5,000 digits": b'{"lines":' + b"9" * 5_000 + b"}",
}

ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(f"Stripe's words with {name}", partial(by_stripe, **how), "400 bad_signature, due")
        for name, how in _SIGNED_WRONGLY.items()
    ),
    *(
        Attack(f"the bank's words with {name}", partial(by_bank, **how), "400 bad_signature, due")
        for name, how in _SIGNED_WRONGLY.items()
    ),
    Attack(
        "Stripe's words under the bank's secret",
        partial(by_stripe, secret=BANK_SECRET),
        "400 bad_signature, due",
    ),
    Attack(
        "the bank's words under Stripe's secret",
        partial(by_bank, secret=SECRET),
        "400 bad_signature, due",
    ),
    *(
        Attack(f"Stripe's words {name}", partial(oddly, **how), expected)
        for name, (how, expected) in _STRIPE_ODD.items()
    ),
    *(
        Attack(f"a card pays {name}", partial(by_stripe, **session), "200, due")
        for name, session in (
            ("a đồng", {"amount_total": 1}),
            ("a đồng too little", {"amount_total": 149_999}),
            ("in dollars", {"currency": "usd"}),
            ("for nobody", {"client_reference_id": "X", "id": "cs_9"}),
            ("nothing yet", {"payment_status": "unpaid"}),
        )
    ),
    *(
        Attack(f"a bank's body {name}", partial(bodies_of_the_bank, raw), end)
        for name, raw, end in (
            (name, raw, "200, due" if name == "endless" else "400 malformed_request, due")
            for name, raw in _BANK_BODIES.items()
        )
    ),
    *(
        Attack(f"a transfer {name} pays the fee", partial(by_bank, **line), expected)
        for name, line, expected in (
            ("of a đồng", {"amount": 1}, "200, due"),
            ("of a đồng too little", {"amount": 149_999}, "200, due"),
            ("of less than nothing", {"amount": -150_000}, "200, due"),
            ("of true", {"amount": True}, "200, due"),
            ("in dollars", {"currency": "USD"}, "200, due"),
            ("that left", {"direction": "out"}, "200, due"),
            ("to another account", {"account": "999"}, "400 unexpected_event, due"),
            ("without a reference", {"text": "nop phi"}, "200, due"),
            ("with a reference cut short", {"text": "MC3JVAAAB5D"}, "200, due"),
            ("of ten years ago", {"booked_at": "2016-11-23T09:00:00Z"}, "200, due"),
            ("of ten years to come", {"booked_at": "2036-11-23T09:00:00Z"}, "200, due"),
        )
    ),
    Attack("a transfer is told a hundred times", partial(replayed, 100), "settled, 1 receipts, []"),
    *(
        Attack(f"a provider called {name}", partial(elsewhere, name), "due, True")
        for name in ("desk", "momo", "..", "bank%00", "BANK")
    ),
)
