"""What is wrong with answers, by rules of our own names, and the sentences that explain it."""

from collections.abc import Sequence
from typing import Final

from pydantic import Field

from intake.domain.form import Form
from kit.core.errors import BrokenRules, FieldError
from kit.core.model import Model

MOST_FAULTS: Final = 100
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "required": ("Vui lòng điền: {title}.", "Please fill in: {title}."),
    "unknown_field": ("Biểu mẫu không có ô này.", "The form has no such field."),
    "not_applicable": (
        "Không cần khai ô này với các câu trả lời đã chọn.",
        "This need not be filled in with the answers that you chose.",
    ),
    "string": ("{title}: vui lòng nhập bằng chữ.", "{title}: please enter a text."),
    "integer": ("{title}: vui lòng nhập số nguyên.", "{title}: please enter a whole number."),
    "number": ("{title}: vui lòng nhập một số.", "{title}: please enter a number."),
    "boolean": ("{title}: vui lòng chọn có hoặc không.", "{title}: please choose yes or no."),
    "object": (
        "{title}: nội dung không đúng dạng.",
        "{title}: the content is not in the right form.",
    ),
    "array": ("{title}: vui lòng nhập thành danh sách.", "{title}: please enter a list."),
    "date": (
        "{title} phải là một ngày có thật, ví dụ: 30/11/2026.",
        "{title} must be a real day, for example 30/11/2026.",
    ),
    "email": (
        "{title}: vui lòng nhập một địa chỉ thư điện tử, ví dụ: ten@example.vn.",
        "{title}: please enter an e-mail address, for example ten@example.vn.",
    ),
    "pattern": (
        "{title} chưa đúng dạng. Vui lòng nhập lại.",
        "{title} is not in the right form. Please enter it again.",
    ),
    "min_length": (
        "{title}: vui lòng nhập ít nhất {limit} ký tự.",
        "{title}: please enter at least {limit} character(s).",
    ),
    "max_length": (
        "{title}: vui lòng nhập nhiều nhất {limit} ký tự.",
        "{title}: please enter at most {limit} character(s).",
    ),
    "minimum": ("{title} phải từ {limit} trở lên.", "{title} must be {limit} or more."),
    "maximum": ("{title} không quá {limit}.", "{title} must be {limit} or less."),
    "one_of": (
        "{title}: vui lòng chọn một trong các giá trị có sẵn.",
        "{title}: please choose one of the values that are offered.",
    ),
    "unique": ("{title}: mỗi dòng chỉ nhập một lần.", "{title}: please enter each line once."),
    "not_printable": (
        "{title} có ký tự không in được. Vui lòng bỏ các biểu tượng và ký tự lạ.",
        "{title} has characters that cannot be printed. Please remove symbols and unusual "
        "characters.",
    ),
    "past": ("{title} không được sau ngày hôm nay.", "{title} must not be after today."),
    "not_before": (
        "{title} không được trước: {other}.",
        "{title} must not be before: {other}.",
    ),
    "registered": (
        "{title} phải trùng với thông tin đã được xác thực của ông/bà.",
        "{title} must be the same as your verified details.",
    ),
}
"""Rule -> its sentence in Vietnamese and in English; `x-error` of the schema stands before it."""
OF_LISTS: Final[dict[str, tuple[str, str]]] = {
    "min_length": (
        "{title}: vui lòng nhập ít nhất {limit} dòng.",
        "{title}: please enter at least {limit} line(s).",
    ),
    "max_length": (
        "{title}: vui lòng nhập nhiều nhất {limit} dòng.",
        "{title}: please enter at most {limit} line(s).",
    ),
}
"""The same rules of a list, which count its lines."""


class AnswerFault(Model):
    """A rule that an answer breaks, and where: the names and places that lead to it.

    `limit`: the rule's number; `other`: the field that it is compared with.
    """

    pointer: tuple[str | int, ...] = Field(min_length=1)
    rule: str
    limit: int | None = None
    other: str | None = None

    @property
    def field(self) -> str:
        """The field of the form that it stands in."""
        return str(self.pointer[0])

    @property
    def text(self) -> str:
        """The pointer by RFC 6901."""
        parts = (str(part).replace("~", "~0").replace("/", "~1") for part in self.pointer)
        return "".join(f"/{part}" for part in parts)


class AnswersRejected(BrokenRules):
    """Answers break rules of the procedure's form; `errors` names each with its pointer."""

    code = "answers_rejected"
    vi = "Nội dung kê khai còn chỗ chưa đúng. Vui lòng sửa các ô được nêu."
    en = "Some answers are not right yet. Please correct the fields that are named."


def rejected(form: Form, faults: Sequence[AnswerFault]) -> AnswersRejected:
    """The refusal of answers with these faults, in words."""
    return AnswersRejected([_error(form, fault) for fault in faults[:MOST_FAULTS]])


def _error(form: Form, fault: AnswerFault) -> FieldError:
    vi, en = _sentences(form, fault)
    place = ".".join(map(str, ("answers", *fault.pointer)))
    return FieldError(place, fault.rule, fault.text, vi, en)


def _sentences(form: Form, fault: AnswerFault) -> tuple[str, str]:
    schema = form.part(fault.pointer)
    own = schema.get("x-error", {}).get(fault.rule)
    if own:
        return str(own["vi"]), str(own["en"])
    of_lists = OF_LISTS if schema.get("type") == "array" else {}
    vi, en = of_lists.get(fault.rule, SENTENCES[fault.rule])
    facts = {"limit": fault.limit}
    other = form.part((fault.other,)) if fault.other else {}
    return (
        vi.format(title=_title(form, fault, "vi"), other=_own_title(other, "vi"), **facts),
        en.format(title=_title(form, fault, "en"), other=_own_title(other, "en"), **facts),
    )


def _title(form: Form, fault: AnswerFault, language: str) -> str:
    """The field's title; of a line of a list, the list's with the line's number."""
    pointer, lines = fault.pointer, ""
    while pointer:
        title = _own_title(form.part(pointer), language)
        if title:
            return title + lines
        if isinstance(pointer[-1], int):
            lines = f" ({pointer[-1] + 1}){lines}"
        pointer = pointer[:-1]
    return fault.field


def _own_title(schema: dict[str, object], language: str) -> str:
    title = schema.get("x-title")
    if not isinstance(title, dict):
        return ""
    return str(title.get(language) or title.get("vi") or "")
