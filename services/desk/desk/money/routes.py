"""The pages of the cash desk (thu ngân) and of accountants (kế toán)."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

CASHIER: Final = ("cashier",)
ACCOUNTANT: Final = ("accountant",)
MONEY: Final = ("accountant", "cashier")
FEE: Final = "/thu-ngan/{fee}"
PATTERNS: Final[dict[str, Any]] = {}


def _cash_desk() -> tuple[Page[Any], ...]:
    """Fees at the counter."""
    picture = {"roles": CASHIER, "has_inline_pictures": True}
    return (
        staff_page("GET", "/thu-ngan", "money.find", "show_form", roles=MONEY),
        staff_page("POST", "/thu-ngan", "money.find", "find_dossier", roles=MONEY),
        staff_page("GET", "/thu-ngan/ho-so/{dossier}", "money.find", "show_dossier", roles=MONEY),
        staff_page("GET", FEE, "money.fee", "show_fee", roles=MONEY),
        staff_page(
            "POST", f"{FEE}/tien-mat", "money.fee", "take_cash", roles=CASHIER, shown_at="/thu-ngan"
        ),
        staff_page("GET", f"{FEE}/ma-qr", "money.counter_transfer", "show_transfer", **picture),
        staff_page("POST", f"{FEE}/ma-qr", "money.counter_transfer", "start_transfer", **picture),
        staff_page("GET", f"{FEE}/bien-lai", "money.receipts", "show_receipt", roles=MONEY),
        *_form(f"{FEE}/bien-lai/dinh-chinh", "receipts", "show_correction", "correct_receipt"),
        *_form(f"{FEE}/mien", "endings", "show_waiver", "waive"),
        *_form(f"{FEE}/huy", "endings", "show_void", "void"),
    )


def _cashiers_day() -> tuple[Page[Any], ...]:
    """The shift, and refunds that are paid out."""
    payout = "/thu-ngan/hoan/{refund}"
    return (
        *_form("/thu-ngan/ca", "shift", "show_shift", "hand_over", CASHIER),
        staff_page("GET", "/thu-ngan/ban-giao", "money.shift", "show_handovers", roles=MONEY),
        staff_page("GET", "/thu-ngan/hoan", "money.payouts", "show_payouts", roles=CASHIER),
        *_form(payout, "payouts", "show_payout", "pay_out", CASHIER),
    )


def _form(
    path: str, module: str, show: str, send: str, roles: tuple[str, ...] = ACCOUNTANT
) -> tuple[Page[Any], Page[Any]]:
    """A form and its sending."""
    return (
        staff_page("GET", path, f"money.{module}", show, roles=roles),
        staff_page("POST", path, f"money.{module}", send, roles=roles),
    )


PAGES: Final[tuple[Page[Any], ...]] = (*_cash_desk(), *_cashiers_day())
