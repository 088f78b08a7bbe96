"""Contents of results for tests and demonstrations: every field of a template, filled in."""

from collections.abc import Mapping
from typing import Any, Final

from contracts.result_content import ResultContent, Value
from contracts.result_templates import FieldKind, TemplateField, template_of

VALUES: Final[Mapping[FieldKind, Value]] = {
    "text": "Theo quy định",
    "long_text": "Nội dung đã được đối chiếu với hồ sơ và sổ đăng ký.",
    "person_name": "Nguyễn Thị Ánh Tuyết",
    "identity_number": "022190001234",
    "address": "Tổ 5, khu 2, phường Hồng Gai, tỉnh Quảng Ninh",
    "phone": "0912345678",
    "email": "an@example.vn",
    "date": "2026-11-23",
    "year": "1990",
    "time": "08:30",
    "number": 2,
    "money": 150_000_000,
    "list": ("Bán lẻ lương thực, thực phẩm", "Dịch vụ ăn uống"),
}
BY_NAME: Final[Mapping[str, Value]] = {
    "child_name": "Nguyễn Minh Châu",
    "mother_name": "Nguyễn Thị An",
    "father_name": "Trần Quốc Bảo",
    "husband_name": "Trần Quốc Bảo",
    "wife_name": "Nguyễn Thị An",
    "business_name": "Hộ kinh doanh Bình An",
    "business_code": "022190001234",
    "company_name": "Công ty TNHH một thành viên Vịnh Xanh",
    "company_code": "5702123456",
    "work_name": "Nhà ở riêng lẻ",
    "purpose": "đăng ký kết hôn",
    "outcome": "đã đăng ký tạm trú cho ông/bà có tên trên.",
    "paragraphs": (
        "Điều 1. Chấp thuận đề nghị nêu trong hồ sơ.",
        "Điều 2. Có hiệu lực từ ngày ký.",
    ),
    "grounds": ("Căn cứ Luật Tổ chức chính quyền địa phương;",),
    "recipients": ("Người nộp hồ sơ", "Lưu: VT"),
    "records": ("Không có án tích",),
}


def sample_fields(code: str | None, answers: Mapping[str, Any] | None = None) -> dict[str, Value]:
    """Every field of the template of a kind of result: the answer of its name, else a sample."""
    values = answers or {}
    return {
        field.name: values.get(field.name) or _sample(field) for field in template_of(code).fields
    }


def sample_content(code: str | None = None) -> ResultContent:
    """A content with every field of the template of a kind of result."""
    return ResultContent(fields=sample_fields(code))


def _sample(field: TemplateField) -> Value:
    if field.options:
        return field.options[0].value
    for_name = BY_NAME.get(field.name)
    if for_name is not None:
        return for_name
    if field.name.endswith("nationality"):
        return "Việt Nam"
    return "Kinh" if field.name.endswith("ethnicity") else VALUES[field.kind]
