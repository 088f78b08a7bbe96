"""The status codes of Cổng Dịch vụ công Quốc gia, and the case states that they stand for."""

from typing import Final

from kit.core.model import Model


class NationalCode(Model):
    """Mã trạng thái hồ sơ as sent to the national portal, with our English."""

    code: int
    vi: str
    en: str


CODES: Final[dict[int, NationalCode]] = {
    code: NationalCode(code=code, vi=vi, en=en)
    for code, vi, en in (
        (1, "Mới đăng ký", "Newly filed"),
        (2, "Được tiếp nhận", "Accepted"),
        (3, "Không được tiếp nhận", "Not accepted"),
        (4, "Đang xử lý", "In processing"),
        (5, "Yêu cầu bổ sung giấy tờ", "Further papers requested"),
        (6, "Yêu cầu thực hiện nghĩa vụ tài chính", "Payment required"),
        (7, "Công dân yêu cầu rút hồ sơ", "Withdrawn at the citizen's request"),
        (8, "Dừng xử lý", "Handling stopped"),
        (9, "Đã xử lý xong", "Completed"),
        (10, "Đã trả kết quả", "Result returned"),
    )
}

CODE_AT_FILING: Final = 1
"""The code of a dossier before the first event of its case."""

CODE_OF_STATE: Final[dict[str, int]] = {
    "awaiting_payment": 6,
    "awaiting_reception": 1,
    "accepted": 2,
    "in_work": 4,
    "awaiting_papers": 5,
    "awaiting_fee": 6,
    "signing": 4,
    "completed": 9,
    "returned": 10,
    "refused": 3,
    "withdrawn": 7,
    "stopped": 8,
}
"""Case state -> national code."""

STATE_AFTER: Final[dict[str, str]] = {
    "case.awaiting_payment": "awaiting_payment",
    "case.awaiting_reception": "awaiting_reception",
    "case.accepted": "accepted",
    "case.refused": "refused",
    "case.reopened": "awaiting_payment",
    "case.assigned": "in_work",
    "case.handed_over": "in_work",
    "case.papers_requested": "awaiting_papers",
    "case.resumed": "in_work",
    "case.stopped": "stopped",
    "case.withdrawn": "withdrawn",
    "case.decided": "signing",
    "case.completed": "completed",
    "case.result_recalled": "in_work",
    "case.returned": "returned",
}
"""Event type -> the state of the case after it; other events (case.extended …) change no state."""

STATE_WITH_BLOCKING_FEE: Final = "awaiting_fee"
"""The state after `case.fee_assessed` with `pay` "now"."""
