"""The fields of a profile: what is taken, as it was pasted, and the words of each refusal."""

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from contracts.printable import NotPrintable, is_printable
from kit.core.typed_text import compact, dashed, written

IDENTITY_NUMBER: Final = re.compile(r"[0-9]{12}")
"""Số định danh cá nhân: 12 digits (Luật Căn cước 26/2023/QH15 Điều 12)."""
PASSPORT: Final = re.compile(r"[A-Z0-9]{5,9}")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
TAX_CODE: Final = re.compile(r"[0-9]{10}(?:[0-9]{3})?")
HOME_COUNTRY: Final = "VN"
LONGEST_PHONE: Final = 32
PHONE_CHARACTERS: Final = frozenset("+0123456789 .()-")
LONGEST_EMAIL: Final = 254
ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL: Final = re.compile(rf"(?=[^@]{{1,64}}@){ATOM}(?:\.{ATOM})*@(?:{LABEL}\.)+[A-Za-z]{{2,63}}")
"""A dot-atom (RFC 5322 3.4.1) of at most 64 characters (RFC 5321 4.5.3.1) at a host name."""
CONTROL_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, formats, surrogates, private and unassigned code points, line separators."""
MESSAGES: Final = {
    "identity_number_malformed": (
        "Vui lòng nhập đủ 12 chữ số của số định danh cá nhân, như trên thẻ căn cước.",
        "Please enter all 12 digits of the identity number, as on the identity card.",
    ),
    "identity_missing": (
        "Vui lòng nhập số định danh cá nhân; người nước ngoài nhập số hộ chiếu và quốc tịch.",
        "Please enter the identity number; foreigners enter the passport number and nationality.",
    ),
    "identity_twice": (
        "Vui lòng chỉ nhập số định danh cá nhân, hoặc số hộ chiếu cùng quốc tịch.",
        "Please enter either the identity number, or the passport number and nationality.",
    ),
    "passport_malformed": (
        "Vui lòng nhập số hộ chiếu gồm chữ cái và chữ số, như trên trang ảnh của hộ chiếu.",
        "Please enter the passport number, letters and digits, as on the page with the photograph.",
    ),
    "nationality_malformed": (
        "Vui lòng nhập quốc tịch bằng mã hai chữ cái của nước, ví dụ: LA, CN, JP.",
        "Please enter the nationality by the country's code of two letters, for example "
        "LA, CN, JP.",
    ),
    "tax_code_malformed": (
        "Vui lòng nhập mã số thuế gồm 10 chữ số, thêm gạch nối và 3 chữ số với đơn vị phụ thuộc.",
        "Please enter the tax code: 10 digits, with a hyphen and 3 digits for a branch.",
    ),
    "phone_malformed": (
        "Vui lòng nhập lại số di động: số Việt Nam có 10 chữ số, bắt đầu bằng 0; số nước ngoài "
        "bắt đầu bằng dấu + và mã nước.",
        "Please enter the mobile number again: a Vietnamese one has 10 digits and begins with 0, "
        "a foreign one begins with + and the country's code.",
    ),
    "invalid": (
        "Có ký tự không viết được. Vui lòng bỏ các ký tự điều khiển và ký tự lạ.",
        "There are characters that cannot be written. Please remove control characters and "
        "unusual ones.",
    ),
    "not_printable": (NotPrintable.vi, NotPrintable.en),
    "one_contact": (
        "Vui lòng nhập một số điện thoại hoặc một thư điện tử mới.",
        "Please enter a new phone number or a new e-mail address.",
    ),
    "email_malformed": (
        "Vui lòng nhập lại một địa chỉ thư điện tử, ví dụ: ten@example.vn.",
        "Please enter one e-mail address again, for example ten@example.vn.",
    ),
}
"""Problem code -> its sentence in Vietnamese and English."""


def identity_number(text: str) -> str:
    """However it is grouped: `022 190 000 123`, `022.190.000.123`."""
    digits = compact(text).replace(".", "")
    if not IDENTITY_NUMBER.fullmatch(digits) or not digits.strip("0"):
        raise malformed("identity_number_malformed")
    return digits


def passport(text: str) -> str:
    """As in its machine-readable zone (ICAO 9303-4: at most nine letters and digits)."""
    number = compact(text)
    if not PASSPORT.fullmatch(number):
        raise malformed("passport_malformed")
    return number


def nationality(text: str) -> str:
    country = compact(text)
    if not COUNTRY.fullmatch(country) or country == HOME_COUNTRY:
        raise malformed("nationality_malformed")
    return country


def tax_code(text: str) -> str:
    """Ten digits, and three more of a dependent unit (TT 105/2020/TT-BTC, art. 5)."""
    digits = compact(text)
    if not TAX_CODE.fullmatch(digits):
        raise malformed("tax_code_malformed")
    return f"{digits[:10]}-{digits[10:]}" if digits[10:] else digits


def phone(text: str) -> str:
    """In E.164, if SMS can reach it: a valid mobile number by Google's numbering plans."""
    import phonenumbers as plans

    text = dashed(text)
    try:
        number = plans.parse(text, HOME_COUNTRY)
    except plans.NumberParseException:
        raise malformed("phone_malformed") from None
    is_written_well = len(text) <= LONGEST_PHONE and PHONE_CHARACTERS.issuperset(text)
    is_mobile = plans.number_type(number) in (
        plans.PhoneNumberType.MOBILE,
        plans.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
    if not (is_written_well and is_mobile and plans.is_valid_number(number)):
        raise malformed("phone_malformed")
    return plans.format_number(number, plans.PhoneNumberFormat.E164)


def email(text: str) -> str:
    text = written(text)
    if len(text) > LONGEST_EMAIL or not text.isascii() or not EMAIL.fullmatch(text):
        raise malformed("email_malformed")
    return text


def printable_text(text: str) -> str:
    """Text without control characters that the font of printed documents has."""
    if any(unicodedata.category(character) in CONTROL_CATEGORIES for character in text):
        raise malformed("invalid")
    if not is_printable(text):
        raise malformed("not_printable")
    return text


def malformed(code: str) -> PydanticCustomError:
    """A refusal with its sentences; the problem document has `code` and the field."""
    vi, en = MESSAGES[code]
    facts: dict[str, Any] = {"vi": vi, "en": en}
    return PydanticCustomError(code, "malformed", facts)


def as_written(between_lines: str) -> BeforeValidator:
    """A text that a caller sends, without what is unseen in it; a stored one stays as it is."""

    def clean(text: Any, info: ValidationInfo[Any]) -> Any:
        if not isinstance(text, str) or info.context is not None:
            return text
        return written(text, between_lines=between_lines)

    return BeforeValidator(clean)


def when_sent(rule: Callable[[str], str]) -> AfterValidator:
    """The rule for a value that a caller sends; a stored one obeyed the rules of its day."""

    def validate(text: str, info: ValidationInfo[Any]) -> str:
        return rule(text) if info.context is None else text

    return AfterValidator(validate)


Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    as_written(" "),
    when_sent(printable_text),
]
Address = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400, strip_whitespace=True),
    as_written(", "),
    when_sent(printable_text),
]


IdentityNumber = Annotated[str, when_sent(identity_number)]
PassportNumber = Annotated[str, when_sent(passport)]
Country = Annotated[str, when_sent(nationality)]
