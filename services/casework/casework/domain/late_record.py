"""A late record (ghi nhận sau): an act that happened before anybody could record it."""

from datetime import datetime

from contracts.terms import Moment
from kit.core.errors import Invalid
from kit.core.model import Model


class LateRecord(Model):
    """When the act happened, and why it is recorded only now."""

    at: Moment
    why: str


class LateOutOfOrder(Invalid):
    """An act happened before now, and not before the act that precedes it."""

    code = "late_out_of_order"
    vi = "Thời điểm thực hiện phải trước hiện tại và không trước việc liền trước của hồ sơ."
    en = "The act must have happened before now, and not before the act that precedes it."


def require_in_order(late: LateRecord, *, after: datetime, at: datetime) -> None:
    """Raises LateOutOfOrder."""
    if not after <= late.at < at:
        raise LateOutOfOrder(field="late.at")
