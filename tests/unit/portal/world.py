"""The public routes in memory, as the portal calls them: a dossier, its fees and attempts. Each
answer is an example of the OpenAPI documents, and is checked against them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from front.http_client import READ_SECONDS, NoResponse, Request, Response
from tests.unit.portal.world_answers import (
    BANK,
    CODE,
    FEE,
    FEE_NAME,
    KEY,
    QR,
    RECEIPT,
    Json,
    Sent,
    attempt,
    created,
    dossier,
    fee_with,
    local,
    ok,
    receipt,
    refusal,
)

__all__ = ["CODE", "FEE", "KEY", "QR", "RECEIPT", "Json"]
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
STATUS, PAYMENTS = "http://api.test/status/v1", "http://api.test/payments/v1"
CARD_PAGE = "https://cards.test"


@dataclass
class World:
    """The routes of status and payments in memory, and the HTTP client that reaches them.

    `unavailable` is the part of "<method> <path>" whose requests get no response; `problem`
    (status, code) is the response to every request. `delays` are the seconds that the next
    responses take; `seconds_passed` counts them. `refunded` is in đồng; `settled_by` is the payment
    of somebody else that settled the fee. Its collecting body may be `registered`, its receipt
    `replaces` a mistaken one. `has_platform`: the national payment platform is connected, with its
    page on the host of the card page. `look_at_card` gives the card page's state of a payment.
    """

    amount: int = 150_000
    fee_state: str = "due"
    status: int = 6
    clock: Callable[[], datetime] = lambda: NOW
    attempts: dict[str, Json] = field(default_factory=dict)
    idempotency: dict[str, str] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    unavailable: str = ""
    delays: list[float] = field(default_factory=list)
    seconds_passed: float = 0.0
    refunded: int = 0
    settled_by: str | None = None
    registered: bool = True
    replaces: str | None = None
    problem: tuple[int, str] | None = None
    has_platform: bool = False
    card: Callable[[str, Json], str] = lambda payment, body: f"{CARD_PAGE}/pay/{payment}"
    look_at_card: Callable[[str], str] = lambda payment: "pending"

    def send(self, request: Request) -> Response:
        """The response of the route."""
        self.requests.append(request)
        self._wait(min(READ_SECONDS, request.seconds_left()))
        full_path = urlsplit(request.url).path
        path = full_path.split("/v1/")[1]
        if self.unavailable and self.unavailable in f"{request.method} {path}":
            raise NoResponse
        return self._answer(request, path).checked(request.method, full_path)

    def _answer(self, request: Request, path: str) -> Sent:
        if self.problem:
            return refusal(*self.problem)
        if request.headers.get("X-Lookup-Key") != KEY:
            return refusal(404, "not_found")
        return self._route(request, path.split("/"))

    def _wait(self, limit: float) -> None:
        delay = self.delays.pop(0) if self.delays else 0.0
        self.seconds_passed += min(delay, limit)
        if delay > limit:
            raise NoResponse

    def settle(self, payment: str) -> None:
        """The payment succeeds and settles the fee."""
        self.attempts[payment]["state"], self.fee_state, self.status = "paid", "settled", 1

    def _route(self, request: Request, parts: list[str]) -> Sent:  # noqa: PLR0911 - one a route
        match (request.method, *parts):
            case ("GET", "dossiers", code) if code == CODE:
                return ok(dossier(self.status, self._fee_summary(), NOW))
            case ("GET", "dossiers", code, "fees") if code == CODE:
                return ok({"items": [self._fee()] if self.amount else []})
            case ("POST", "fees", fee, "payments") if fee == FEE:
                return self._start(json.loads(request.body), request.headers["Idempotency-Key"])
            case ("GET", "payments", payment) if payment in self.attempts:
                return ok(self._payment(payment))
            case ("POST", "payments", payment, "cancellation") if payment in self.attempts:
                self.attempts[payment]["state"] = "cancelled"
                return created(self.attempts[payment])
            case ("GET", "fees", fee, "receipt") if fee == FEE and self.fee_state == "settled":
                paid_by = self.attempts[self._attempt_in("paid") or ""]["method"]
                own = {"registered": self.registered, "replaces": self.replaces}
                return ok(receipt(self.amount, paid_by, NOW, **own))
        return refusal(404, "not_found")

    def _payment(self, payment: str) -> Json:
        attempt = self.attempts[payment]
        if attempt["method"] == "card" and self.look_at_card(payment) == "paid":
            self.settle(payment)
        return attempt

    def _start(self, body: Json, key: str) -> Sent:
        if key in self.idempotency:
            return created(self.attempts[self.idempotency[key]])
        if self.fee_state != "due":
            return refusal(409, "fee_not_due")
        payment = self.idempotency[key] = f"01KAQ0PAY000000000000000{len(self.attempts):02}"
        if body["method"] != "transfer":
            own: Json = {"url": self.card(payment, body | {"amount": self.amount})}
        else:
            own = {"reference": "MC7K3M9QX2TA", "qr": QR, "bank": BANK}
        expires = self.clock() + timedelta(minutes=90)
        own["method"] = body["method"]
        self.attempts[payment] = attempt(payment, self.amount, expires, **own)
        return created(self.attempts[payment])

    def _fee_summary(self) -> Json:
        return {
            "fee": FEE,
            "state": self.fee_state,
            "amount": self.amount,
            "refunded": self.refunded,
            "currency": "VND",
            "pay_by": None,
            "since": local(NOW),
        }

    def _fee(self) -> Json:
        settled = self.fee_state == "settled"
        pending, processing = self._attempt_in("pending"), self._attempt_in("processing")
        open_payment = None if settled else processing or pending
        receipt = {
            "number": RECEIPT,
            "registered": self.registered,
            "collector": "UBND phường Hồng Gai",
        }
        return fee_with(
            state=self.fee_state,
            lines=[{"name": FEE_NAME, "amount": self.amount}],
            total=self.amount,
            settled_at=local(NOW) if settled else None,
            payment=self.settled_by or self._attempt_in("paid"),
            receipt=receipt if settled else None,
            methods=self._methods(is_processing=bool(processing)),
            open_payment=open_payment,
            open_payment_state=open_payment and self.attempts[open_payment]["state"],
        )

    def _methods(self, *, is_processing: bool) -> list[Json]:
        card: Json = {"method": "card", "available": True, "why": None, "text": None}
        transfer = card | {"method": "transfer"}
        if self.amount < 15_000:
            text = "Khoản phí nhỏ hơn mức tối thiểu 15.000 đồng của thẻ."
            card |= {"available": False, "why": "amount_too_small_for_card", "text": text}
        if is_processing:
            why = {"why": "payment_processing", "text": "Xin đợi kết quả.", "available": False}
            card, transfer = card | why, transfer | why
        platform = card | {"method": "platform"}
        return [card, transfer, *([platform] if self.has_platform else [])]

    def _attempt_in(self, state: str) -> str | None:
        return next((p for p, each in self.attempts.items() if each["state"] == state), None)
