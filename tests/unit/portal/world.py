"""The public routes in memory, as the portal calls them: a dossier, its fees and attempts."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from front.http_client import READ_SECONDS, NoResponse, Request, Response

CODE, KEY = "H49.61.01-261123-0001", "7K3M9QX2TA"
FEE = "01KAQ0FEE00000000000000000"
RECEIPT = "EBL01/26TAA/1"
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
STATUS, PAYMENTS = "http://api.test/status/v1", "http://api.test/payments/v1"
CARD_PAGE = "https://cards.test"
QR = (
    "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA"
    "530370454061500005802VN62200816LPHI F20260001236304A2B5"
)
Json = dict[str, Any]
CODES = {
    1: ("Mới đăng ký", "Newly filed"),
    2: ("Được tiếp nhận", "Accepted"),
    4: ("Đang xử lý", "In processing"),
    6: ("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment required"),
}


@dataclass
class World:
    """The routes of status and payments in memory, and the HTTP client that reaches them.

    `unavailable` is the part of "<method> <path>" whose requests get no response; `problem`
    (status, code) is the response to every request. `delays` are the seconds that the next
    responses take; `seconds_passed` counts them. `refunded` is in đồng; `settled_by` is the payment
    of somebody else that settled the fee. Its collecting body may be `registered`, its receipt
    `replaces` a mistaken one. `look_at_card` gives the card page's state of a payment.
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
    card: Callable[[str, Json], str] = lambda payment, body: f"{CARD_PAGE}/pay/{payment}"
    look_at_card: Callable[[str], str] = lambda payment: "pending"

    def send(self, request: Request) -> Response:
        """The response of the route."""
        self.requests.append(request)
        self._wait(min(READ_SECONDS, request.seconds_left()))
        path = urlsplit(request.url).path.split("/v1/")[1]
        if self.unavailable and self.unavailable in f"{request.method} {path}":
            raise NoResponse
        if self.problem:
            return problem(*self.problem)
        if request.headers.get("X-Lookup-Key") != KEY:
            return problem(404, "not_found")
        return self._route(request, path.split("/"))

    def _wait(self, limit: float) -> None:
        delay = self.delays.pop(0) if self.delays else 0.0
        self.seconds_passed += min(delay, limit)
        if delay > limit:
            raise NoResponse

    def settle(self, payment: str) -> None:
        """The payment succeeds and settles the fee."""
        self.attempts[payment]["state"], self.fee_state, self.status = "paid", "settled", 1

    def _route(self, request: Request, parts: list[str]) -> Response:  # noqa: PLR0911 - one a route
        match (request.method, *parts):
            case ("GET", "dossiers", code) if code == CODE:
                return ok(self._dossier())
            case ("GET", "dossiers", code, "fees") if code == CODE:
                return ok({"items": [self._fee()] if self.amount else []})
            case ("POST", "fees", fee, "payments") if fee == FEE:
                return self._start(json.loads(request.body), request.headers["Idempotency-Key"])
            case ("GET", "payments", payment) if payment in self.attempts:
                return ok(self._payment(payment))
            case ("POST", "payments", payment, "cancellation") if payment in self.attempts:
                self.attempts[payment]["state"] = "cancelled"
                return ok(self.attempts[payment])
            case ("GET", "fees", fee, "receipt") if fee == FEE and self.fee_state == "settled":
                return ok(self._receipt())
        return problem(404, "not_found")

    def _payment(self, payment: str) -> Json:
        attempt = self.attempts[payment]
        if attempt["method"] == "card" and self.look_at_card(payment) == "paid":
            self.settle(payment)
        return attempt

    def _start(self, body: Json, key: str) -> Response:
        if key in self.idempotency:
            return ok(self.attempts[self.idempotency[key]])
        if self.fee_state != "due":
            return problem(409, "fee_not_due")
        payment = self.idempotency[key] = f"01KAQ0PAY000000000000000{len(self.attempts):02}"
        attempt = {
            "payment": payment,
            "fee": FEE,
            "method": body["method"],
            "state": "pending",
            "amount": self.amount,
        }
        attempt |= {
            "currency": "VND",
            "url": None,
            "declined_at": None,
            "expires": (self.clock() + timedelta(minutes=90)).isoformat(),
        }
        attempt |= {"reference": None, "qr": None, "bank": None}
        if body["method"] == "card":
            attempt["url"] = self.card(payment, body | {"amount": self.amount})
        else:
            attempt |= {"reference": "MC7K3M9QX2TA", "qr": QR}
            attempt["bank"] = {
                "name": "VietinBank",
                "holder": "KHO BAC NHA NUOC KHU VUC III",
                "account": "113366668888",
            }
        self.attempts[payment] = attempt
        return ok(attempt)

    def _dossier(self) -> Json:
        codes = [1, 6] if self.status == 6 else [1, 6, self.status]
        steps = [
            dict(zip(("code", "vi", "en"), (c, *CODES[c]), strict=True)) | {"at": NOW.isoformat()}
            for c in codes
        ]
        return {
            "code": CODE,
            "procedure": {"code": "1.001612", "name": "Đăng ký thành lập hộ kinh doanh"},
            "agency": {"code": "H49.61.01", "name": "Ủy ban nhân dân phường Hồng Gai"},
            "filed_at": "2026-11-23T02:00:00+00:00",
            "status": steps[-1],
            "timeline": steps,
            "due": {
                "at": "2026-11-26T10:00:00+00:00",
                "provisional": True,
                "explanation": [
                    {
                        "vi": "Thời hạn 3 ngày làm việc kể từ khi tiếp nhận.",
                        "en": "Three working days from acceptance.",
                    }
                ],
            },
            "received": {"at": NOW.isoformat(), "desk": "Quầy số 3", "official": "Trần Thị Lan"},
            "processing": None,
            "returned": None,
            "fees": [self._fee_summary()],
            "result_after_payment": False,
            "documents": [
                {
                    "document": "d",
                    "kind": "form-01",
                    "name": "Giấy tiếp nhận hồ sơ",
                    "sha256": "ab" * 32,
                }
                | {"sealed_at": NOW.isoformat()}
            ],
            "updated_at": NOW.isoformat(),
        }

    def _fee_summary(self) -> Json:
        summary = {
            "fee": FEE,
            "state": self.fee_state,
            "amount": self.amount,
            "refunded": self.refunded,
        }
        return summary | {"currency": "VND", "pay_by": None, "since": NOW.isoformat()}

    def _fee(self) -> Json:
        settled = self.fee_state == "settled"
        paid = self._attempt_in("paid")
        pending = self._attempt_in("pending")
        processing = self._attempt_in("processing")
        card = {"method": "card", "available": self.amount >= 15_000, "why": None, "text": None}
        if not card["available"]:
            card |= {
                "why": "amount_too_small_for_card",
                "text": "Khoản phí nhỏ hơn mức tối thiểu 15.000 đồng của thẻ.",
            }
        transfer = {"method": "transfer", "available": True, "why": None, "text": None}
        if processing:
            why = {"why": "payment_processing", "text": "Xin đợi kết quả."}
            card, transfer = (each | why | {"available": False} for each in (card, transfer))
        open_payment = None if settled else processing or pending
        return {
            "fee": FEE,
            "dossier": CODE,
            "state": self.fee_state,
            "pay": "before_acceptance",
            "lines": [{"name": "Lệ phí đăng ký hộ kinh doanh (trực tuyến)", "amount": self.amount}],
            "total": self.amount,
            "currency": "VND",
            "pay_by": "2026-11-30",
            "settled_at": NOW.isoformat() if settled else None,
            "method": None,
            "payment": self.settled_by or paid,
            "receipt": {
                "number": RECEIPT,
                "registered": self.registered,
                "collector": "UBND phường Hồng Gai",
            }
            if settled
            else None,
            "methods": [card, transfer],
            "open_payment": open_payment,
            "open_payment_state": open_payment and self.attempts[open_payment]["state"],
            "proposed": None,
        }

    def _attempt_in(self, state: str) -> str | None:
        return next((p for p, each in self.attempts.items() if each["state"] == state), None)

    def _receipt(self) -> Json:
        return {
            "number": RECEIPT,
            "registered": self.registered,
            "replaces": self.replaces,
            "form": "EBL01",
            "sign": "26TAA",
            "collector": "Ủy ban nhân dân phường Hồng Gai",
            "tax_code": None,
            "lines": [{"name": "Lệ phí đăng ký hộ kinh doanh (trực tuyến)", "amount": self.amount}],
            "total": self.amount,
            "total_in_words": "Một trăm năm mươi nghìn đồng",
            "at": NOW.isoformat(),
            "method": self.attempts[self._attempt_in("paid") or ""]["method"],
            "document": "01KAQ0D0C00000000000000000",
            "sha256": "cd" * 32,
        }


def ok(body: Json) -> Response:
    """A response of status 200."""
    return Response(200, json.dumps(body).encode())


def problem(status: int, code: str) -> Response:
    """A problem document."""
    return Response(
        status, json.dumps({"status": status, "code": code, "detail": f"detail of {code}"}).encode()
    )
