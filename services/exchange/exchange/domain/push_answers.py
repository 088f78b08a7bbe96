"""What the exchange answers the National Portal, in its own form: code 0, 1 for a dossier that is
here already, -1 for all else (read in public code for one case, assumed for the others)."""

from typing import Final, NamedTuple

RECEIVED: Final = "0"
DUPLICATE: Final = "1"
REFUSED: Final = "-1"


class PushAnswer(NamedTuple):
    """HTTP answers 200: the portal reads the code and the words."""

    error_code: str
    message: str


STORED: Final = PushAnswer(RECEIVED, "Tiếp nhận hồ sơ thành công")
SESSION_ENDED: Final = PushAnswer(REFUSED, "Phiên làm việc không hợp lệ hoặc đã hết hạn")
WRONG_LOGIN: Final = PushAnswer(REFUSED, "Tên đăng nhập hoặc mật khẩu không đúng")
TOO_MANY_LOGINS: Final = PushAnswer(
    REFUSED, "Đăng nhập sai quá nhiều lần, vui lòng thử lại sau 15 phút"
)


SUPPLEMENTED: Final = PushAnswer(RECEIVED, "Tiếp nhận hồ sơ bổ sung thành công")


def not_requested(code: str) -> PushAnswer:
    return PushAnswer(
        DUPLICATE, f"Hồ sơ {code} đã tồn tại và không có yêu cầu bổ sung nào đang chờ"
    )


def fixed_field(field: str) -> PushAnswer:
    return PushAnswer(REFUSED, f"Trường {field} không được thay đổi sau khi hồ sơ đã nộp")


def duplicate(code: str) -> PushAnswer:
    return PushAnswer(DUPLICATE, f"Hồ sơ {code} đã tồn tại")


def code_taken(code: str) -> PushAnswer:
    return PushAnswer(REFUSED, f"Mã hồ sơ {code} đã được dùng cho hồ sơ khác")


def foreign_unit(unit: str) -> PushAnswer:
    return PushAnswer(REFUSED, f"Mã đơn vị {unit} không thuộc tài khoản này")


def wrong_field(field: str) -> PushAnswer:
    return PushAnswer(REFUSED, f"Trường {field} không hợp lệ")


def missing_field(field: str) -> PushAnswer:
    return PushAnswer(REFUSED, f"Thiếu trường {field}")
