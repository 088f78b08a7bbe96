"""The receipt of callbacks: each event of a body is stored, whatever becomes of the others."""

from collections.abc import Mapping
from datetime import datetime

from payments.provider_events.bank_lines import store_line
from payments.provider_events.store import store_once
from payments.providers.port import Callback
from payments.repository import PaymentRepository


def receive(
    payments: PaymentRepository,
    callback: Callback,
    raw: bytes,
    headers: Mapping[str, str],
    at: datetime,
) -> None:
    """Store the events of a callback; raises BadSignature, UnexpectedEvent, MalformedRequest."""
    for event in callback.parse_callback(raw, headers, at):
        if event.is_bank_line:
            store_line(payments, event, at)
        else:
            store_once(payments, event, at)
