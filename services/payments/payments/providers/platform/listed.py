"""The lines of the platform's list as lines of its books."""

import re
from typing import Final

from pydantic import ValidationError

from kit.core.ids import ULID_PATTERN
from payments.domain.balance_transaction import BalanceTransaction, BalanceTransactionKind
from payments.providers.platform.answers import Listed
from payments.providers.platform.charge import charge_id

KINDS: Final[dict[str, tuple[BalanceTransactionKind, int]]] = {
    "PAY": ("charge", 1),
    "REFUND": ("refund", -1),
}
"""The command of a transaction → our kind, and the sign of its amount. REFUND is assumed."""
OURS: Final = re.compile(ULID_PATTERN)


def line_of(listed: object) -> BalanceTransaction | None:
    """None for a line that can't be read: one of them keeps no other from being compared."""
    try:
        read = Listed.model_validate(listed)
    except ValidationError:
        return None
    kind, sign = KINDS.get(read.command.upper(), ("other", 1))
    charge = charge_id(read.transaction_code)
    return BalanceTransaction(
        entry=f"{charge}.{read.command[:20]}",
        kind=kind,
        id=f"{charge}.refund" if kind == "refund" else charge,
        amount=sign * read.trans_amount,
        at=read.time,
        payment=read.transaction_id if OURS.fullmatch(read.transaction_id) else None,
        charge=charge if kind == "refund" else None,
        dossier=read.dossier or None,
    )
