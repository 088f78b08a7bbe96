"""The cash desk: a fee in its states, cash with change, codes, receipts, shift and refunds."""

from collections.abc import Mapping

from tests.browser.desk_states.album import Album
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_cash_desk import (
    FIND,
    attempts,
    bank_reports,
    due_fee,
    refund_of,
    take,
)


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    cashier = album.official("cashier")
    _empty(album, cashier)
    code, fee = due_fee(album.world)
    _find(album, cashier, code)
    _cash(album, cashier, fee)
    _transfer(album, cashier)
    _meanwhile(album, cashier)
    _shift(album, cashier)
    _payout(album, cashier, fee)
    _corrections(album, fee)


def _empty(album: Album, cashier: Officer) -> None:
    album.open("cash-find", cashier, FIND)
    album.open("shift-empty", cashier, "/thu-ngan/ca")
    album.open("handovers-none", cashier, "/thu-ngan/ban-giao")
    album.open("payouts-none", cashier, "/thu-ngan/hoan")


def _find(album: Album, cashier: Officer, code: str) -> None:
    cashier.get(FIND)
    album.store("cash-find-mistakes", cashier.submit(FIND, None, {"text": "x"}), 422)
    album.store("cash-find-nothing", cashier.submit(FIND, None, {"text": "022090001111"}))
    album.store("cash-find-matches", cashier.submit(FIND, None, {"text": "Nguyễn Thị An"}))
    album.open("cash-dossier", cashier, f"/thu-ngan/ho-so/{code}")


def _cash(album: Album, cashier: Officer, fee: str) -> None:
    """Money given, change, receipt."""
    album.open("fee-due", cashier, f"/thu-ngan/{fee}")
    album.open("receipt-none", cashier, f"/thu-ngan/{fee}/bien-lai", 404)
    cashier.get(f"/thu-ngan/{fee}")
    few = cashier.submit("/tien-mat", None, {"tendered": "149.999"})
    album.store("fee-too-little-money", few, 422)
    cashier.get(f"/thu-ngan/{fee}")
    album.store("cash-change", cashier.submit("/tien-mat", None, {"tendered": "200.000"}))
    album.store("receipt", cashier.submit("/tien-mat", "confirm"))
    album.open("fee-paid", cashier, f"/thu-ngan/{fee}")


def _transfer(album: Album, cashier: Officer) -> None:
    """A code on the counter's screen."""
    _, fee = due_fee(album.world)
    cashier.get(f"/thu-ngan/{fee}")
    album.store("transfer", cashier.submit("/ma-qr"))
    album.open("transfer-stopped", cashier, f"/thu-ngan/{fee}/ma-qr?dung=1")
    album.open("fee-with-open-transfer", cashier, f"/thu-ngan/{fee}")
    bank_reports(album.world, attempts(album.world, fee)[0])
    album.open("receipt-of-transfer", cashier, f"/thu-ngan/{fee}/ma-qr")


def _meanwhile(album: Album, cashier: Officer) -> None:
    """A colleague took the money; the session ended; no service is there."""
    _, fee = due_fee(album.world)
    cashier.get(f"/thu-ngan/{fee}")
    cashier.submit("/tien-mat")
    waiting = cashier.page
    take(album.official("cashier", desk="2"), fee)
    cashier.history.append(waiting)
    album.store("fee-paid-meanwhile", cashier.submit("/tien-mat", "confirm"), 409)
    _, fee = due_fee(album.world)
    cashier.get(f"/thu-ngan/{fee}")
    album.world.unavailable = "POST /payments"
    cashier.submit("/tien-mat")
    album.store("cash-no-response", cashier.submit("/tien-mat", "confirm"), 503)
    album.world.unavailable = "GET /payments"
    album.open("cash-unavailable", cashier, "/thu-ngan/ca", 503)
    album.world.unavailable = ""
    cashier.get(f"/thu-ngan/{fee}")
    other = album.official("cashier", desk="3")
    other.get(f"/thu-ngan/{fee}")
    del other.jar["__Host-motcua_in"]
    page = other.submit("/tien-mat", None, {"tendered": "150.000"})
    album.store("cash-session-over", page, 401)


def _shift(album: Album, cashier: Officer) -> None:
    cashier = album.official("cashier")
    album.open("shift", cashier, "/thu-ngan/ca")
    album.store("shift-mistakes", cashier.submit("/ca", None, {"counted": "abc"}), 422)
    album.store("shift-differs", cashier.submit("/ca", None, {"counted": "1.000"}), 409)
    values = {"counted": "1.000", "note": "Thối nhầm"}
    album.store("handovers", cashier.submit("/ca", None, values))
    address = "/thu-ngan/ban-giao?ngay=2026-02-31"
    album.open("handovers-mistakes", cashier, address, 422)


def _payout(album: Album, cashier: Officer, fee: str) -> None:
    """A refund that two accountants agreed to."""
    cashier = album.official("cashier")
    refund = refund_of(album.world, attempts(album.world, fee)[0].id)
    album.open("payouts", cashier, "/thu-ngan/hoan")
    album.open("payout", cashier, f"/thu-ngan/hoan/{refund}")
    album.store("payouts-done", cashier.submit(refund))


def _corrections(album: Album, fee: str) -> None:
    """An accountant at the cash desk: a mistaken receipt, fees without money."""
    accountant = album.official("accountant")
    path = f"/thu-ngan/{fee}/bien-lai/dinh-chinh"
    album.open("correction", accountant, path)
    album.store("correction-mistakes", accountant.submit("/dinh-chinh"), 422)
    values: Mapping[str, str] = {
        "why": "Sai tên khoản",
        "kind": "replaced",
        "amount.0": "150.000",
        "name.0": "Lệ phí đăng ký hộ kinh doanh",
    }
    album.store("fee-corrected", accountant.submit("/dinh-chinh", None, values))
    album.open("receipt-replaced", accountant, f"/thu-ngan/{fee}/bien-lai")
    for slug, name in (("mien", "waiver"), ("huy", "void")):
        _, other = due_fee(album.world)
        accountant = album.official("accountant")
        album.open(name, accountant, f"/thu-ngan/{other}/{slug}")
        album.store(f"{name}-mistakes", accountant.submit(f"/{slug}"), 422)
        album.store(f"{name}-done", accountant.submit(f"/{slug}", None, {"why": "Hộ nghèo"}))
