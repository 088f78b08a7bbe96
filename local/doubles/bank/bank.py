"""The bank's books in memory: transfers make lines, lines make callbacks and statements."""

import csv
import hmac
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, Final, Literal

from local.doubles.bank.scan import scanned

VIETNAM: Final = timezone(timedelta(hours=7))
LARGEST_TRANSFER: Final = 499_999_999
"""đồng: a fast transfer carries less than 500 million (NAPAS)."""
LONGEST_TEXT: Final = 210
HEADINGS: Final = (
    *("Ngày giao dịch", "Số giao dịch", "Số tài khoản", "Nội dung", "Ghi nợ", "Ghi có"),
    *("Tài khoản đối ứng", "Tên đối ứng"),
)


class NoTransfer(Exception):
    """The bank doesn't carry this out; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an account: `amount` in đồng, always positive; `other` and `name` are the
    counterparty's.
    """

    id: str
    account: str
    booked_at: datetime
    direction: Literal["in", "out"]
    amount: int
    text: str
    other: str
    name: str

    def as_json(self) -> dict[str, Any]:
        """The line as the callback has it."""
        return {
            "id": self.id,
            "account": self.account,
            "booked_at": self.booked_at.isoformat(timespec="seconds"),
            "direction": self.direction,
            "amount": self.amount,
            "currency": "VND",
            "text": self.text,
            "counterparty": {"account": self.other, "name": self.name},
        }


@dataclass(frozen=True, slots=True)
class Payer:
    """Who sends money, or whom it is sent to."""

    account: str = "19036688990011"
    name: str = "NGUYEN THI AN"


@dataclass
class Bank:
    """A bank in which everybody has an account; `notify` gets every new line."""

    now: Callable[[], datetime]
    notify: Callable[[Line], None] = lambda _: None
    lines: list[Line] = field(default_factory=list)

    def transfer(
        self,
        qr: str,
        amount: int | None = None,
        text: str | None = None,
        payer: Payer | None = None,
    ) -> Line:
        """Scan a code and pay its order, or another amount or text. Raises NoTransfer."""
        order = scanned(qr)
        if order is None:
            raise NoTransfer("this is no VietQR")
        content = order.text if text is None else text
        return self.receive(
            order.account, order.amount if amount is None else amount, content, payer
        )

    def receive(self, account: str, amount: int, text: str, payer: Payer | None = None) -> Line:
        """Money comes in on `account`. Raises NoTransfer."""
        return self._book(account, "in", amount, text, payer or Payer())

    def outgoing(self, account: str, amount: int, text: str, to: Payer | None = None) -> Line:
        """The holder of `account` sends money, such as a refund. Raises NoTransfer."""
        return self._book(account, "out", amount, text, to or Payer())

    def statement(self, day: date | None = None, account: str | None = None) -> str:
        """The lines of a day in Vietnam, or all: CSV in UTF-8 with BOM, semicolons, `1.500.000`."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADINGS)
        for line in self.lines:
            if day in (None, line.booked_at.astimezone(VIETNAM).date()) and account in (
                None,
                line.account,
            ):
                writer.writerow(_row(line))
        return "\ufeff" + out.getvalue()

    def _book(
        self, account: str, direction: Literal["in", "out"], amount: int, text: str, other: Payer
    ) -> Line:
        if not 0 < amount <= LARGEST_TRANSFER:
            raise NoTransfer(f"a fast transfer carries 1 to {LARGEST_TRANSFER:,} đ")
        if len(text) > LONGEST_TEXT:
            raise NoTransfer(f"a transfer's text has at most {LONGEST_TEXT} characters")
        at = self.now().replace(microsecond=0)
        number = f"FT{at.astimezone(VIETNAM):%y%j%H%M%S}{len(self.lines):05}"
        line = Line(number, account, at, direction, amount, text, other.account, other.name)
        self.lines.append(line)
        self.notify(line)
        return line


def callback(lines: Iterable[Line], secret: str, at: datetime) -> tuple[bytes, str]:
    """The body about these lines, and its `X-Bank-Signature`."""
    body = json.dumps({"lines": [line.as_json() for line in lines]}, ensure_ascii=False).encode()
    stamp = int(at.timestamp())
    mac = hmac.new(secret.encode(), f"{stamp}.".encode() + body, sha256)
    return body, f"t={stamp},v1={mac.hexdigest()}"


def _row(line: Line) -> tuple[str, ...]:
    amount = f"{line.amount:,}".replace(",", ".")
    debit, credit = ("", amount) if line.direction == "in" else (amount, "")
    day = f"{line.booked_at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"
    return (day, line.id, line.account, line.text, debit, credit, line.other, line.name)
