"""The pages of the cash desk (thu ngân) and of accountants (kế toán)."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

CASHIER: Final = ("cashier",)
ACCOUNTANT: Final = ("accountant",)
MONEY: Final = ("accountant", "cashier")
FEE: Final = "/thu-ngan/{fee}"
PATTERNS: Final = {
    "day": r"20[0-9]{2}-[0-9]{2}-[0-9]{2}",
    "discrepancy": r"[a-z_]{4,24}\.[A-Za-z0-9_:.~-]{1,120}",
}
LARGEST_STATEMENT: Final = 6_000_000
"""Bytes of a form with a statement: no larger one reaches a function."""


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


def _days() -> tuple[Page[Any], ...]:
    """Accounting days and statements, which are the province's."""
    day, statements = "/ke-toan/ngay/{day}", "/ke-toan/sao-ke"
    statement = {"roles": ACCOUNTANT, "largest_form": LARGEST_STATEMENT}
    return (
        staff_page("GET", "/ke-toan", "money.accounts", "show_accounts", roles=ACCOUNTANT),
        staff_page("GET", "/ke-toan/ngay", "money.days", "show_days", roles=ACCOUNTANT),
        *_form(day, "days", "show_day", "close_day"),
        staff_page("GET", f"{day}/quyet-toan", "money.days", "export_settlement", roles=ACCOUNTANT),
        staff_page("GET", statements, "money.statements", "show_upload", roles=ACCOUNTANT),
        staff_page("POST", statements, "money.statements", "preview_statement", **statement),
        staff_page(
            "POST",
            f"{statements}/nhan",
            "money.statements",
            "take_statement",
            shown_at=statements,
            **statement,
        ),
        staff_page(
            "GET",
            f"{statements}/{{statement}}",
            "money.statements",
            "show_statement",
            roles=ACCOUNTANT,
        ),
    )


def _discrepancies() -> tuple[Page[Any], ...]:
    """Discrepancies; cashiers read them."""
    every, one = "/ke-toan/chenh-lech", "/ke-toan/chenh-lech/{discrepancy}"
    return (
        staff_page("GET", every, "money.discrepancies", "show_discrepancies", roles=MONEY),
        staff_page("GET", one, "money.discrepancies", "show_discrepancy", roles=MONEY),
        *_form(f"{one}/xu-ly", "resolution", "show_resolution", "resolve_discrepancy"),
        *_form(f"{one}/ky", "discrepancies", "show_signature", "sign_discrepancy"),
    )


def _refunds() -> tuple[Page[Any], ...]:
    """Payments with their ledgers, and refunds."""
    payment, refund = "/ke-toan/thanh-toan/{payment}", "/ke-toan/hoan/{refund}"
    return (
        staff_page("GET", "/ke-toan/thanh-toan", "money.payments", "show_payments", roles=MONEY),
        staff_page("GET", payment, "money.payments", "show_payment", roles=MONEY),
        *_form(f"{payment}/hoan", "refunds", "show_request", "request_refund"),
        staff_page("GET", "/ke-toan/hoan", "money.refunds", "show_refunds", roles=ACCOUNTANT),
        *_form(refund, "refunds", "show_refund", "approve_refund"),
        *_form(f"{refund}/tu-choi", "refunds", "show_refusal", "refuse_refund"),
    )


PAGES: Final[tuple[Page[Any], ...]] = (
    *_cash_desk(),
    *_cashiers_day(),
    *_days(),
    *_discrepancies(),
    *_refunds(),
)
