"""The national status code (mã trạng thái hồ sơ) that a dossier has after an event of its case.

The codes are those of the public look-up, which a test compares.
"""

from typing import Final

from kit.core.events import Envelope

CODE_AT_FILING: Final = 1
CODE_AFTER: Final[dict[str, int]] = {
    "case.awaiting_payment": 6,
    "case.awaiting_reception": 1,
    "case.accepted": 2,
    "case.refused": 3,
    "case.assigned": 4,
    "case.handed_over": 4,
    "case.papers_requested": 5,
    "case.resumed": 4,
    "case.stopped": 8,
    "case.withdrawn": 7,
    "case.decided": 4,
    "case.completed": 9,
    "case.result_recalled": 4,
    "case.returned": 10,
}
"""Event type -> code; other events change none."""
CODE_OF_REOPENED: Final[dict[str, int]] = {
    "awaiting_payment": 6,
    "awaiting_reception": 1,
    "in_work": 4,
    "completed": 9,
}
"""State in which a case is again -> code."""
PAYMENT_REQUIRED: Final = 6


def code_after(message: Envelope) -> int | None:
    """None where the event changes no status."""
    match message.type:
        case "case.reopened":
            return CODE_OF_REOPENED[message.data.get("state", "awaiting_payment")]
        case "case.fee_assessed":
            return PAYMENT_REQUIRED if message.data["pay"] == "now" else None
    return CODE_AFTER.get(message.type)
