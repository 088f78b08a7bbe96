"""The words of the desk for the states of a case and the acts on it."""

from collections.abc import Mapping
from typing import Final

from contracts.terms import LocalizedText


def _text(vi: str, en: str) -> LocalizedText:
    return LocalizedText(vi=vi, en=en)


STATE_WORDS: Final[Mapping[str | None, LocalizedText]] = {
    None: _text("chưa có trong hệ thống", "is not in the system yet"),
    "awaiting_payment": _text("đang chờ nộp phí, lệ phí", "is waiting for its fee to be paid"),
    "awaiting_reception": _text("đang chờ tiếp nhận", "is waiting to be accepted"),
    "accepted": _text("đã được tiếp nhận", "was accepted"),
    "in_work": _text("đang được giải quyết", "is being processed"),
    "awaiting_supplement": _text("đang chờ người nộp bổ sung", "is waiting for supplements"),
    "awaiting_fee": _text("đang chờ nộp khoản phí phát sinh", "is waiting for a further fee"),
    "signing": _text(
        "đã có quyết định và đang chờ ký kết quả", "is decided and its result is being signed"
    ),
    "completed": _text("đã có kết quả", "has its result"),
    "returned": _text("đã được trả kết quả", "has ended: its result was returned"),
    "rejected": _text("đã bị từ chối tiếp nhận", "was rejected"),
    "withdrawn": _text("đã được rút", "was withdrawn"),
    "stopped": _text("đã dừng giải quyết", "was stopped"),
}
"""After "hồ sơ" and after "the dossier"; None: there is no case yet."""
ACT_WORDS: Final[Mapping[str, LocalizedText]] = {
    "file_unpaid": _text("nộp để chờ phí, lệ phí", "file it to await its fee"),
    "file": _text("nộp", "file it"),
    "open_reception": _text("chuyển đến bộ phận tiếp nhận", "pass it to reception"),
    "reject_unpaid": _text("từ chối vì chưa nộp phí, lệ phí", "reject it as unpaid"),
    "reopen": _text("mở lại", "reopen it"),
    "accept": _text("tiếp nhận", "accept it"),
    "reject": _text("từ chối tiếp nhận", "reject it"),
    "assign": _text("phân công", "assign it"),
    "request_supplement": _text("yêu cầu bổ sung", "request supplements"),
    "resume": _text("tiếp tục giải quyết", "resume it"),
    "extend": _text("gia hạn", "extend its time limit"),
    "stop": _text("dừng giải quyết", "stop it"),
    "stop_unsupplemented": _text(
        "dừng giải quyết vì không được bổ sung", "stop it for lack of supplements"
    ),
    "request_withdrawal": _text("đề nghị rút", "request its withdrawal"),
    "withdraw": _text("cho rút", "agree to its withdrawal"),
    "refuse_withdrawal": _text("từ chối cho rút", "refuse its withdrawal"),
    "propose": _text("đề xuất giải quyết", "propose a decision on it"),
    "return_for_correction": _text("trả lại đề xuất của", "return its proposal"),
    "decide": _text("phê duyệt", "approve it"),
    "assess_fee": _text("xác định phí, lệ phí của", "assess its fee"),
    "assess_blocking_fee": _text(
        "xác định phí, lệ phí phải nộp trước khi giải quyết tiếp",
        "assess a fee that must be paid first",
    ),
    "resume_paid": _text("tiếp tục giải quyết sau khi nộp phí", "resume it as paid"),
    "hand_over": _text("chuyển cơ quan khác giải quyết", "transfer it to another agency"),
    "consult": _text("lấy ý kiến cơ quan khác về", "consult another agency about it"),
    "answer": _text("trả lời ý kiến về", "reply about it"),
    "fail_seal": _text("chuyển lại để lập văn bản", "send it back to make its documents"),
    "complete": _text("hoàn thành", "complete it"),
    "return_result": _text("trả kết quả", "return its result"),
    "correct_result": _text("đính chính kết quả của", "correct its result"),
    "replace_result": _text("thay kết quả đã đính chính của", "replace its result"),
    "fail_correction": _text("bỏ việc đính chính kết quả của", "give up its correction"),
    "recall_result": _text("thu hồi kết quả của", "recall its result"),
    "escalate": _text("báo cáo lên cấp trên về", "escalate it"),
    "undo_rejection": _text("hoàn tác việc từ chối tiếp nhận", "undo its rejection"),
    "undo_stop": _text("hoàn tác việc dừng giải quyết", "undo its stop"),
    "undo_return": _text("hoàn tác việc trả kết quả", "undo the return of its result"),
    "undo_supplement_request": _text("hoàn tác yêu cầu bổ sung", "undo its supplement request"),
}
"""After "không thể" and after "you cannot"."""
ROLE_WORDS: Final[Mapping[str, LocalizedText]] = {
    "receptionist": _text("người tiếp nhận", "a receptionist"),
    "officer": _text("người thẩm định", "an officer"),
    "approver": _text("người phê duyệt", "an approver"),
    "clerk": _text("văn thư", "a clerk"),
    "head": _text("thủ trưởng cơ quan", "the head of the agency"),
}
"""After "chỉ" and after "only"."""
