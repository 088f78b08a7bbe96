"""The rule on money that is still owed: an explanation alone does not end a discrepancy for which a
payer waits.
"""

from typing import Final

from kit.core.errors import Conflicting
from payments.domain.discrepancy import Discrepancy, DiscrepancyKind
from payments.domain.ledger import Book
from payments.repository import PaymentRepository

UNMATCHED: Final[frozenset[DiscrepancyKind]] = frozenset(
    {"unmatched_transfer", "underpaid", "number_reused"}
)
"""Money that came by a bank transaction and belongs to no fee yet."""
WITHOUT_CREDITOR: Final[frozenset[DiscrepancyKind]] = frozenset(
    {
        *("missing_here", "missing_there", "amount_differs", "dispute", "statement_missing"),
        *("unread_transaction", "report_refused", "unconfirmed"),
    }
)
"""No payer waits for money that is in the ledger."""
OWED: Final[frozenset[DiscrepancyKind]] = frozenset(
    {
        *("paid_late", "refused_though_paid", "paid_twice", "overpaid"),
        *("refund_failed", "refund_wanted"),
    }
)
"""A payer waits for money, until none is owed any more or an official decides against a refund."""
OVERPAYMENT: Final[frozenset[DiscrepancyKind]] = frozenset(
    {"paid_late", "refused_though_paid", "paid_twice", "overpaid"}
)


class MoneyStillOwed(Conflicting):
    """The money must be allocated or sent back first."""

    code = "money_still_owed"
    vi = "Vẫn còn tiền phải trả cho người nộp nên không thể kết thúc chỉ bằng giải trình."
    en = "Money is still owed to a payer, so an explanation alone does not end this discrepancy."


class DiscrepancyNotThisWay(Conflicting):
    """Discrepancies of this kind are resolved in another way."""

    code = "discrepancy_not_this_way"
    vi = "Loại chênh lệch này không xử lý được theo cách đã chọn."
    en = "A discrepancy of this kind cannot be resolved in this way."


def require_explainable(payments: PaymentRepository, discrepancy: Discrepancy) -> None:
    """Raises MoneyStillOwed."""
    if discrepancy.kind not in WITHOUT_CREDITOR and _is_owed(payments, discrepancy):
        raise MoneyStillOwed(field="how")


def _is_owed(payments: PaymentRepository, discrepancy: Discrepancy) -> bool:
    if discrepancy.kind in (*UNMATCHED, "unmatched_outgoing") and discrepancy.line:
        # of another currency: the ledger has none of it
        return bool(payments.book(discrepancy.line).entries)
    if discrepancy.kind not in OWED:
        return True
    overpaid = discrepancy.payment if discrepancy.kind in OVERPAYMENT else None
    if overpaid and _all_sent_back(payments.book(overpaid)):
        return False
    if discrepancy.refund is None:
        # no rule with a source sends it back: an official decides
        return discrepancy.kind != "refund_wanted"
    final = ("succeeded", "refused") if discrepancy.kind == "refund_wanted" else ("succeeded",)
    return payments.refund(discrepancy.refund).state not in final


def _all_sent_back(book: Book) -> bool:
    """Whether no overpayment is left, whichever refund it went back by."""
    return book.balance("overpayments") == book.balance("refunding") == 0
