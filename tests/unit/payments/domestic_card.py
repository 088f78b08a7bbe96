"""A domestic card gateway: a second provider of cards, all of it in this one file.

It opens a session at once, never refuses, and posts `{"id", "session", "status", "amount", "at"}`,
signed like a bank's callback.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import (
    PaymentFailed,
    PaymentPending,
    PaymentSucceeded,
    ProviderReport,
    RefundStatus,
)
from payments.domain.provider_request import Order
from payments.providers.callback_signature import header_of, verify
from payments.providers.manual import ManualGateway
from payments.providers.port import Capabilities, RefundOrder, SessionStatus

PROVIDER: Final = "domestic"
HEADER: Final = "X-Domestic-Signature"
SECRET: Final = "domestic-secret"


class DomesticCard(ManualGateway):
    """The gateway and the reader of its callbacks; it lists nothing and answers no query."""

    capabilities = Capabilities(close=True, refund=True)

    def start(self, order: Order, key: str) -> PaymentInstructions:
        session = f"dom-{order.payment}"
        return PaymentInstructions(session=session, url=f"https://the.example/{session}")

    def close(self, session: str, key: str) -> SessionStatus:
        return SessionStatus(session=session, state="expired", amount=0, currency="vnd")

    def refund(self, order: RefundOrder, key: str) -> RefundStatus:
        return RefundStatus(id=f"dom-{order.refund}", state="succeeded", amount=order.amount)

    def find_refund(self, order: RefundOrder) -> RefundStatus | None:
        return None

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        verify(raw, header_of(headers, HEADER), [SECRET], now, header=HEADER)
        body = json.loads(raw)
        event = ProviderEvent(
            id=body["id"],
            provider=PROVIDER,
            kind=body["status"],
            object=body["session"],
            digest=sha256(raw).hexdigest(),
            at=body["at"],
            report=_report(body),
        )
        return (event,)


def from_settings() -> DomesticCard:
    return DomesticCard()


def _report(body: dict[str, str]) -> ProviderReport:
    session = body["session"]
    payment = session.removeprefix("dom-")
    if body["status"] == "00":
        return PaymentSucceeded(
            payment=payment,
            session=session,
            charge=f"money-{session}",
            amount=int(body["amount"]),
            currency="vnd",
        )
    report = PaymentPending if body["status"] == "01" else PaymentFailed
    return report(payment=payment, session=session)
