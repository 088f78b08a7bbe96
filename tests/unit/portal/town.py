"""The public routes in memory, as the portal finds them: one dossier, its fees, tries to pay them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from portal.wire import READ_SECONDS, Came, NoAnswer, Sent

CODE, KEY = "H49.61.01-261123-0001", "7K3M9QX2TA"
FEE = "01KAQ0FEE00000000000000000"
RECEIPT = "01BLP0-001/AA-26E/0000001"
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
class Town:
    """Answers as status and payments do. `silent` makes it answer nothing, `refuse` everything by one problem.

    `takes` is how many seconds the next answers take, and `passed` how many have gone by.
    `refunded` đồng went back of the fee; `settled_by` is the payment of somebody else that settled it.
    """

    amount: int = 150_000
    fee_state: str = "due"
    status: int = 6
    clock: Callable[[], datetime] = lambda: NOW
    tries: dict[str, Json] = field(default_factory=dict)
    once: dict[str, str] = field(default_factory=dict)
    asked: list[Sent] = field(default_factory=list)
    silent: str = ""
    takes: list[float] = field(default_factory=list)
    passed: float = 0.0
    refunded: int = 0
    settled_by: str | None = None
    refuse: tuple[int, str] | None = None
    card: Callable[[str, Json], str] = lambda payment, body: f"{CARD_PAGE}/pay/{payment}"
    look: Callable[[str], str] | None = None

    def carry(self, sent: Sent) -> Came:
        """One request answered."""
        self.asked.append(sent)
        self._wait(min(READ_SECONDS, sent.left()))
        path = urlsplit(sent.url).path.split("/v1/")[1]
        if self.silent and self.silent in f"{sent.method} {path}":
            raise NoAnswer
        if self.refuse:
            return problem(*self.refuse)
        if sent.headers.get("X-Lookup-Key") != KEY:
            return problem(404, "not_found")
        return self._route(sent, path.split("/"))

    def _wait(self, at_most: float) -> None:
        takes = self.takes.pop(0) if self.takes else 0.0
        self.passed += min(takes, at_most)
        if takes > at_most:
            raise NoAnswer

    def settle(self, payment: str) -> None:
        """The money came."""
        self.tries[payment]["state"], self.fee_state, self.status = "paid", "settled", 1

    def _route(self, sent: Sent, parts: list[str]) -> Came:  # noqa: PLR0911 - one a route
        match (sent.method, *parts):
            case ("GET", "dossiers", code) if code == CODE:
                return came(self._dossier())
            case ("GET", "dossiers", code, "fees") if code == CODE:
                return came({"items": [self._fee()] if self.amount else []})
            case ("POST", "fees", fee, "payments") if fee == FEE:
                return self._start(json.loads(sent.body), sent.headers["Idempotency-Key"])
            case ("GET", "payments", payment) if payment in self.tries:
                return came(self._looked(payment))
            case ("POST", "payments", payment, "cancellation") if payment in self.tries:
                self.tries[payment]["state"] = "cancelled"
                return came(self.tries[payment])
            case ("GET", "fees", fee, "receipt") if fee == FEE and self.fee_state == "settled":
                return came(self._receipt())
        return problem(404, "not_found")

    def _looked(self, payment: str) -> Json:
        if self.look and self.tries[payment]["method"] == "card" and self.look(payment) == "paid":
            self.settle(payment)
        return self.tries[payment]

    def _start(self, body: Json, key: str) -> Came:
        if key in self.once:
            return came(self.tries[self.once[key]])
        if self.fee_state != "due":
            return problem(409, "fee_not_due")
        payment = self.once[key] = f"01KAQ0PAY000000000000000{len(self.tries):02}"
        made = {
            "payment": payment,
            "fee": FEE,
            "method": body["method"],
            "state": "pending",
            "amount": self.amount,
        }
        made |= {
            "currency": "VND",
            "url": None,
            "expires": (self.clock() + timedelta(minutes=90)).isoformat(),
        }
        made |= {"reference": None, "qr": None, "bank": None}
        if body["method"] == "card":
            made["url"] = self.card(payment, body | {"amount": self.amount})
        else:
            made |= {"reference": "MC7K3M9QX2TA", "qr": QR}
            made["bank"] = {
                "name": "VietinBank",
                "holder": "KHO BAC NHA NUOC KHU VUC III",
                "account": "113366668888",
            }
        self.tries[payment] = made
        return came(made)

    def _dossier(self) -> Json:
        shown = [1, 6] if self.status == 6 else [1, 6, self.status]
        steps = [
            dict(zip(("code", "vi", "en"), (c, *CODES[c]), strict=True)) | {"at": NOW.isoformat()}
            for c in shown
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
            "fees": [self._seen_fee()],
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

    def _seen_fee(self) -> Json:
        told = {
            "fee": FEE,
            "state": self.fee_state,
            "amount": self.amount,
            "refunded": self.refunded,
        }
        return told | {"currency": "VND", "pay_by": None, "since": NOW.isoformat()}

    def _fee(self) -> Json:
        settled = self.fee_state == "settled"
        paid = next((p for p, made in self.tries.items() if made["state"] == "paid"), None)
        opened = next((p for p, made in self.tries.items() if made["state"] == "pending"), None)
        card = {"method": "card", "available": self.amount >= 15_000, "why": None, "text": None}
        if not card["available"]:
            card |= {
                "why": "amount_too_small_for_card",
                "text": "Khoản phí nhỏ hơn mức tối thiểu 15.000 đồng của thẻ.",
            }
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
            "receipt": {"number": RECEIPT, "collector": "UBND phường Hồng Gai"}
            if settled
            else None,
            "methods": [card, {"method": "transfer", "available": True, "why": None, "text": None}],
            "open_payment": opened if not settled else None,
        }

    def _receipt(self) -> Json:
        return {
            "number": RECEIPT,
            "form": "01BLP0-001",
            "sign": "AA-26E",
            "collector": "Ủy ban nhân dân phường Hồng Gai",
            "tax_code": None,
            "lines": [{"name": "Lệ phí đăng ký hộ kinh doanh (trực tuyến)", "amount": self.amount}],
            "total": self.amount,
            "total_in_words": "Một trăm năm mươi nghìn đồng",
            "at": NOW.isoformat(),
            "method": next(
                made["method"] for made in self.tries.values() if made["state"] == "paid"
            ),
            "document": "01KAQ0D0C00000000000000000",
            "sha256": "cd" * 32,
        }


def came(body: Json) -> Came:
    """A good answer."""
    return Came(200, json.dumps(body).encode())


def problem(status: int, code: str) -> Came:
    """A problem document."""
    return Came(
        status, json.dumps({"status": status, "code": code, "detail": f"detail of {code}"}).encode()
    )
