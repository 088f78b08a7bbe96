"""A bank account and lines of it, for tests."""

import hmac
import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

from kit.testing.clock import NOW
from payments.providers.bank.bank_callback import BankCallback
from payments.providers.bank.reference import new
from payments.providers.bank.transfer import BankAccount

ACCOUNT = BankAccount(
    bin="970415",
    bank="VietinBank",
    account="113366668888",
    holder="KHO BAC NHA NUOC QUANG NINH",
    callback_secrets=("bank_newest", "bank_older"),
)
CALLBACK = BankCallback(ACCOUNT)
NAMED = new("01JD")
STAMP = int(NOW.timestamp())


def line(**other: Any) -> dict[str, Any]:
    """150,000 đ that came in with our reference."""
    return {
        "id": "FT26327000001",
        "account": ACCOUNT.account,
        "booked_at": (NOW - timedelta(seconds=2)).isoformat(),
        "direction": "in",
        "amount": 150_000,
        "currency": "VND",
        "text": f"CT DEN:{NAMED} NGUYEN THI AN chuyen tien",
        "counterparty": {"account": "0123456789", "name": "NGUYEN THI AN"},
    } | other


def body(*lines: dict[str, Any]) -> bytes:
    """What the bank posts."""
    return json.dumps({"lines": list(lines)}, ensure_ascii=False).encode()


def signature(raw: bytes, secret: str = "bank_newest", stamp: int = STAMP) -> str:
    """The bank's signature of a body."""
    return (
        f"t={stamp},v1={hmac.new(secret.encode(), f'{stamp}.'.encode() + raw, sha256).hexdigest()}"
    )
