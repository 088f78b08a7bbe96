"""The content of a result, as an official proposes it: the fields of its template."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Final

from pydantic import Field, StrictInt, StrictStr, StringConstraints

from contracts.printable import NotPrintable, is_printable
from contracts.result_templates import GENERAL, FieldKind, ResultTemplate, TemplateField
from contracts.terms import Sha256
from kit.core.errors import Invalid
from kit.core.model import Model

Line = Annotated[StrictStr, StringConstraints(min_length=1, max_length=2000)]
Value = StrictInt | Line | tuple[Line, ...]
MOST_CHARACTERS: Final = 12_000
"""Of all results of a decision: its event, sealed, has to stay under 64 KB."""
MOST_LINES: Final = 60
MOST_RESULTS: Final = 12
"""Of a decision: all are sealed in one transaction, eight writes each and few more, of 100."""
TEXTS: Final[frozenset[FieldKind]] = frozenset(
    ("text", "long_text", "person_name", "address", "phone", "email")
)
PATTERNS: Final[dict[FieldKind, re.Pattern[str]]] = {
    "identity_number": re.compile(r"[0-9]{12}"),
    "year": re.compile(r"[12][0-9]{3}"),
    "time": re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"),
}


class ResultFile(Model):
    """An uploaded PDF that passed intake's check: `sha256` is that of the checked copy, `draft`
    with it the copy's place in intake's bucket.
    """

    paper: str
    sha256: Sha256
    draft: str = ""


class ResultContent(Model):
    """Nội dung kết quả: fields or, for a kind of result that has no template of its own, a file.

    Personal: always inside a sealed field.
    """

    fields: Annotated[
        dict[str, Value],
        Field(max_length=60, description="By the names of the template's fields"),
    ] = Field(default_factory=dict)
    file: ResultFile | None = None


class ResultContentMissing(Invalid):
    """A decision without content is refused."""

    code = "result_content_missing"
    vi = "Kết quả chưa có nội dung. Vui lòng nhập nội dung của kết quả."
    en = "The result has no content yet. Please enter it."


class ResultFieldMissing(Invalid):
    """A field that the template requires has no value."""

    code = "result_field_missing"
    vi = "Vui lòng nhập ô này: kết quả không thể thiếu nội dung này."
    en = "Please fill in this field: the result needs it."


class ResultFieldInvalid(Invalid):
    """A value is not of the kind of its field."""

    code = "result_field_invalid"
    vi = "Giá trị của ô này chưa đúng kiểu. Vui lòng sửa lại."
    en = "The value of this field is of the wrong kind. Please correct it."


class UnknownResultField(Invalid):
    """The template has no such field."""

    code = "unknown_result_field"
    vi = "Mẫu kết quả không có trường này."
    en = "The template of this result has no such field."


class ResultTooLong(Invalid):
    """The results of one decision take more room than an event has."""

    code = "result_too_long"
    vi = "Nội dung kết quả quá dài. Vui lòng rút gọn."
    en = "The content is too long. Please shorten it."


class ResultFileNotTaken(Invalid):
    """The result has a template of its own, or fields besides."""

    code = "result_file_not_taken"
    vi = "Kết quả này được lập theo mẫu, không nhận tệp PDF tải lên."
    en = "This result is made by its template; an uploaded PDF is not taken."


CONTENT_REFUSALS: Final[tuple[type[Invalid], ...]] = (
    ResultContentMissing,
    UnknownResultField,
    ResultFieldMissing,
    ResultFieldInvalid,
    ResultTooLong,
    ResultFileNotTaken,
)
"""What `require_content` refuses beside what no paper can print."""


def require_content(template: ResultTemplate, content: ResultContent, *, at: str) -> None:
    """Refuse what the template does not take; `at` is the place in the request.

    Raises ResultContentMissing, UnknownResultField, ResultFieldMissing, ResultFieldInvalid,
    NotPrintable, ResultTooLong, ResultFileNotTaken.
    """
    if content.file is not None:
        if content.fields or template.id != GENERAL:
            raise ResultFileNotTaken(field=f"{at}.file")
        return
    if not content.fields:
        raise ResultContentMissing(field=at)
    require_fields(template, content.fields, at=f"{at}.fields")


def require_fields(template: ResultTemplate, fields: Mapping[str, Value], *, at: str) -> None:
    """Raises as `require_content`."""
    for name in fields:
        if template.field(name) is None:
            raise UnknownResultField(field=f"{at}.{name}")
    for field in template.fields:
        _require_value(field, fields.get(field.name), at=f"{at}.{field.name}")
    if sum(len(text) for value in fields.values() for text in _texts(value)) > MOST_CHARACTERS:
        raise ResultTooLong(field=at)


def is_acceptable(field: TemplateField, value: Value) -> bool:
    """Whether a template takes this value for its field."""
    return _is_of_kind(field, value) and all(map(is_printable, _texts(value)))


def _require_value(field: TemplateField, value: Value | None, *, at: str) -> None:
    if value is None:
        if field.required:
            raise ResultFieldMissing(field=at)
        return
    if not _is_of_kind(field, value):
        raise ResultFieldInvalid(field=at)
    if not all(map(is_printable, _texts(value))):
        raise NotPrintable(field=at)


def _is_of_kind(field: TemplateField, value: Value) -> bool:
    kind = field.kind
    if kind == "list":
        return isinstance(value, tuple) and _has_lines(value)
    if kind in ("number", "money"):
        return isinstance(value, int) and value >= 0
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "date":
        return _is_day(value)
    if kind == "choice":
        return any(option.value == value for option in field.options)
    return kind in TEXTS or PATTERNS[kind].fullmatch(value) is not None


def _has_lines(value: tuple[object, ...]) -> bool:
    """Answers are not typed: a line may be anything there."""
    lines = [line for line in value if isinstance(line, str) and line.strip()]
    return 0 < len(lines) == len(value) <= MOST_LINES


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from value
    else:
        yield str(value)
