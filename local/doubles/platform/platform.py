"""The payment platform's books in memory: transactions that clients create, and their list.

Fields and check sums are those of github.com/VietOpenCPS/opencps-v2 (modules/pay-gate-integration,
`kpCreateTransaction`, `kpViewDetailTransaction`, `kpCallBack`). The list of a period is in no
source: it is our proposal.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, Final

VIETNAM: Final = timezone(timedelta(hours=7))
MOMENT: Final = "%Y%m%d%H%M%S"
PAID, PROCESSING, CANCELLED, FAILED, OPEN = 0, 1, 2, 3, 9
BILLED: Final = (
    *("MaDichVu", "TKThuHuong", "MaNHThuHuong", "TenTKThuHuong", "PhiLePhi", "MaDonVi"),
    *("TenDonVi", "MaHoSo", "NoiDungThanhToan", "HoTenNguoiNop", "MaCoQuanQD", "DSKhoanNop"),
)
"""What a bill must have; the rest may be empty."""


class AnswerLost(Exception):
    """What was asked is done, and nobody hears of it."""


class NoTransaction(Exception):
    """The platform has no transaction that this can be done to; the message says why."""


@dataclass(slots=True)
class Transaction:
    """`id` is the client's; `code` the platform's, once money came. Amounts in đồng."""

    id: str
    amount: int
    dossier: str
    return_url: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    status: int = OPEN
    code: str = ""
    paid: int = 0
    at: datetime | None = None
    sent_back: datetime | None = None


@dataclass
class Platform:
    """`notify` gets each notification. `lost` further answers are lost; `broken` is a status that
    details name instead of their own.
    """

    now: Callable[[], datetime]
    notify: Callable[[dict[str, Any]], None] = lambda _: None
    client_id: str = "motcua"
    request_key: str = "platform_request_local"
    callback_key: str = "platform_callback_local"
    pages: str = "http://127.0.0.1:4577"
    transactions: dict[str, Transaction] = field(default_factory=dict)
    lost: int = 0
    broken: int | None = None

    def answer(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """One request of a client; raises AnswerLost."""
        kinds = {"/create": self._create, "/detail": self._detail, "/list": self._list}
        answer = kinds[path](body) if path in kinds else _no("04", "không có dịch vụ này")
        if self.lost:
            self.lost -= 1
            raise AnswerLost
        return answer

    def pay(self, id: str, amount: int | None = None, *, quiet: bool = False) -> Transaction:
        """The payer pays, or pays another sum; `quiet`: the notification comes later or never."""
        transaction = self._open(id)
        transaction.status, transaction.at = PAID, self.now()
        transaction.paid = transaction.amount if amount is None else amount
        transaction.code = f"KP{self.now().astimezone(VIETNAM):%y%m%d}{len(self._paid()):06}"
        if not quiet:
            self.send_notification(id)
        return transaction

    def end(self, id: str, status: int = CANCELLED) -> Transaction:
        """The payer cancels, the bank declines, or the money is under way."""
        transaction = self._open(id)
        transaction.status = status
        self.send_notification(id)
        return transaction

    def pay_at_portal(self, dossier: str, amount: int) -> Transaction:
        """Somebody pays at the national portal itself: another client's transaction."""
        named = f"DVCQG{len(self.transactions):08}"
        self.transactions[named] = Transaction(named, amount, dossier)
        return self.pay(named, quiet=True)

    def send_back(self, id: str) -> Transaction:
        """The platform sends the money of a transaction back to its payer."""
        transaction = self.transactions[id]
        transaction.sent_back = self.now()
        return transaction

    def send_notification(
        self, id: str, *, status: int | None = None, key: str | None = None
    ) -> None:
        """Notify the client of a transaction; of another `status`, or under a wrong `key`."""
        self.notify(self.notification(id, status=status, key=key))

    def notification(
        self, id: str, *, status: int | None = None, key: str | None = None
    ) -> dict[str, Any]:
        """Its check sum covers neither `status` nor `transaction_code`."""
        transaction = self.transactions[id]
        fields = dict(transaction.fields)
        signed = (
            *(fields["addition_fee"], fields["client_id"], fields["command"]),
            *(fields["trans_amount"], transaction.id, fields["version"]),
        )
        return {
            **fields,
            "transaction_id": transaction.id,
            "transaction_code": transaction.code,
            "payment_fee": "0",
            "status": transaction.status if status is None else status,
            "check_sum": _sum(key or self.callback_key, *signed),
        }

    def _create(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        signed = ("addition_fee", "client_id", "command", "trans_amount", "transaction_id")
        bill = body.get("bill_info")
        if not self._is_signed(body, *signed, "version"):
            return _no("02", "check_sum không hợp lệ")
        if not isinstance(bill, dict) or any(not bill.get(name) for name in BILLED):
            return _no("03", "bill_info thiếu thông tin")
        if body["transaction_id"] in self.transactions:
            return _no("06", "transaction_id đã tồn tại")
        fields = {name: str(body[name]) for name in (*signed, "version")}
        named, amount = fields["transaction_id"], int(fields["trans_amount"])
        self.transactions[named] = Transaction(
            named, amount, str(bill["MaHoSo"]), str(body.get("return_url", "")), fields
        )
        return {"error": "0", "msg": "Thành công", "payment_url": f"{self.pages}/pay?id={named}"}

    def _detail(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        if not self._is_signed(body, "client_id", "command", "transaction_id"):
            return _no("02", "check_sum không hợp lệ")
        transaction = self.transactions.get(str(body["transaction_id"]))
        if transaction is None:
            return _no("05", "không tìm thấy giao dịch")
        is_paid = transaction.status == PAID
        return {
            "error": "0",
            "msg": "Thành công",
            "transaction_id": transaction.id,
            "transaction_code": transaction.code,
            "trans_amount": str(transaction.paid if is_paid else transaction.amount),
            "status": transaction.status if self.broken is None else self.broken,
        }

    def _list(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        if not self._is_signed(body, "client_id", "command", "from", "to"):
            return _no("02", "check_sum không hợp lệ")
        begin, end = (
            datetime.strptime(str(body[name]), MOMENT).replace(tzinfo=VIETNAM)
            for name in ("from", "to")
        )
        lines = [
            _line(each, command, at)
            for each in self._paid()
            for command, at in (("PAY", each.at), ("REFUND", each.sent_back))
            if at is not None and begin <= at < end
        ]
        return {"error": "0", "msg": "Thành công", "transactions": lines}

    def _paid(self) -> list[Transaction]:
        return [each for each in self.transactions.values() if each.status == PAID]

    def _open(self, id: str) -> Transaction:
        transaction = self.transactions.get(id)
        if transaction is None or transaction.status not in (OPEN, PROCESSING):
            raise NoTransaction(f"{id} is not open")
        return transaction

    def _is_signed(self, body: Mapping[str, Any], *names: str) -> bool:
        if any(name not in body for name in names) or body["client_id"] != self.client_id:
            return False
        return _sum(self.request_key, *(str(body[n]) for n in names)) == body.get("check_sum")


def _line(transaction: Transaction, command: str, at: datetime) -> Mapping[str, Any]:
    return {
        "transaction_code": transaction.code,
        "transaction_id": transaction.id,
        "trans_amount": str(transaction.paid),
        "command": command,
        "time": at.astimezone(VIETNAM).strftime(MOMENT),
        "MaHoSo": transaction.dossier,
    }


def _sum(key: str, *values: str) -> str:
    return hmac.new(key.encode(), "|".join(values).encode(), sha256).hexdigest()


def _no(error: str, message: str) -> Mapping[str, Any]:
    return {"error": error, "msg": message}
