"""The callbacks of a bank or an aggregator: signed lines of our account.

`X-Bank-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256 over `<t>.<body>`. The body holds 1 to
100 lines of our own form, read leniently: a bank does not change a message because it was refused.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kit.core.errors import MalformedRequest
from kit.platform import log
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import BankTransactionUnread
from payments.providers.bank.line import event_of
from payments.providers.bank.line_fields import line_of
from payments.providers.bank.text import encodable, plain_id
from payments.providers.bank.transfer import BankAccount, bank_account
from payments.providers.bank.unread import LineUnreadable, unread_event
from payments.providers.callback_signature import UnexpectedEvent, header_of, verify

HEADER: Final = "X-Bank-Signature"
REFUSED: Final = "BankCallbackRefused"
"""The metric of callbacks that are refused, and of lines that can't be read."""
MOST_LINES: Final = 100
LONGEST_NUMBER: Final = 30


@dataclass(frozen=True)
class BankCallback:
    """Reads the callbacks about one account."""

    to: BankAccount

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        """One event a line, equal for a line that is repeated; a line that can't be read is one
        too.

        Raises BadSignature, UnexpectedEvent (no line is of our account), and MalformedRequest where
        the body is no list of 1 to 100 lines.
        """
        try:
            events = self._events(raw, headers, now)
        except MalformedRequest:
            log.metric(REFUSED)
            raise
        if unread := sum(isinstance(event.report, BankTransactionUnread) for event in events):
            log.metric(REFUSED, unread)
        return events

    def _events(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        verify(raw, header_of(headers, HEADER), self.to.callback_secrets, now, header=HEADER)
        lines = _lines(raw)
        if all(_is_of_another_account(line, self.to.account) for line in lines):
            raise UnexpectedEvent(field="lines.account")
        return tuple(self._event(line, now) for line in lines)

    def _event(self, line: object, now: datetime) -> ProviderEvent:
        try:
            read = line_of(line, self.to.account, now)
            return event_of(read, "callback", self.to.identity_of(read.booked_at))
        except LineUnreadable as why:
            text = encodable(json.dumps(line, ensure_ascii=False, sort_keys=True))
            return unread_event(text, why, now)


def _lines(raw: bytes) -> Sequence[object]:
    """Raises MalformedRequest."""
    try:
        body = json.loads(raw, parse_constant=str, parse_int=_number)
    except (ValueError, RecursionError):
        raise MalformedRequest from None
    lines = body.get("lines") if isinstance(body, dict) else None
    if not isinstance(lines, list) or not 1 <= len(lines) <= MOST_LINES:
        raise MalformedRequest(field="lines")
    return lines


def _number(digits: str) -> int | str:
    """No number of ours has thirty digits, and Python refuses to read some thousands."""
    return int(digits) if len(digits) < LONGEST_NUMBER else digits


def _is_of_another_account(line: object, account: str) -> bool:
    named = line.get("account") if isinstance(line, dict) else None
    return isinstance(named, str | int) and plain_id(str(named)) != account


def from_settings() -> BankCallback:
    """The callbacks of the account in the settings."""
    return BankCallback(bank_account())
