"""The person behind a token, kept sealed under a key of their own."""

import re
import unicodedata
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from contracts.terms import Applicant, Contact, Language
from kit.model import Aggregate, Body, Sealed

IDENTITY = re.compile(r"\d{12}")
"""Số định danh cá nhân: 12 digits (Luật Căn cước 26/2023/QH15 Điều 12)."""
HOME = "VN"
JOINERS = "\u200c\u200d"
UNWRITABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST_NUMBER = 32
WRITTEN = frozenset("+0123456789 .()-")
EMAIL = re.compile(r"[^@\s]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
BROKEN = {
    "identity_number_malformed": (
        "Số định danh cá nhân phải gồm đúng 12 chữ số.",
        "The identity number must be exactly 12 digits.",
    ),
    "phone_malformed": (
        "Số điện thoại không đúng. Xin nhập số di động Việt Nam hoặc số quốc tế bắt đầu bằng dấu +.",
        "The phone number is not valid. Give a Vietnamese mobile number, or an international one with a +.",
    ),
    "invalid": (
        "Có ký tự không viết được. Xin bỏ các ký tự điều khiển và ký tự lạ.",
        "There are characters that can't be written. Leave out control characters and undefined ones.",
    ),
    "email_malformed": ("Địa chỉ thư điện tử không đúng.", "The e-mail address is not valid."),
}


def identity_number(text: str) -> str:
    """The number as it is, if it has twelve digits."""
    if not (text.isascii() and IDENTITY.fullmatch(text)):
        raise broken("identity_number_malformed")
    return text


def phone(text: str) -> str:
    """The number in E.164, if SMS can reach it: a valid mobile number by the numbering plans that Google keeps."""
    import phonenumbers as plans

    try:
        number = plans.parse(text, HOME)
    except plans.NumberParseException:
        raise broken("phone_malformed") from None
    told = len(text) <= LONGEST_NUMBER and WRITTEN.issuperset(text)
    mobile = plans.number_type(number) in (plans.PhoneNumberType.MOBILE, plans.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if not (told and mobile and plans.is_valid_number(number)):
        raise broken("phone_malformed")
    return plans.format_number(number, plans.PhoneNumberFormat.E164)


def email(text: str) -> str:
    """The address as it is, if it has the form of one."""
    if len(text) > 254 or not text.isascii() or not EMAIL.fullmatch(text):
        raise broken("email_malformed")
    return text


def broken(code: str) -> PydanticCustomError:
    """The refusal with its sentences; `kit.problems` answers `code` with the field."""
    vi, en = BROKEN[code]
    facts: dict[str, Any] = {"vi": vi, "en": en}
    return PydanticCustomError(code, "malformed", facts)


def writable(text: str) -> str:
    """The text as it is, in whatever script, if every character can be written.

    Refused are controls, formats, surrogates, private and unassigned code points, line and paragraph separators;
    not the zero-width joiners, with which several scripts spell (Unicode 23.2).
    """
    if any(unicodedata.category(character) in UNWRITABLE and character not in JOINERS for character in text):
        raise broken("invalid")
    return text


Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), AfterValidator(writable)]

Address = Annotated[
    str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True), AfterValidator(writable)
]


class Profile(Body):
    """Who somebody is and where notices reach them."""

    full_name: Name
    identity_number: Annotated[str, AfterValidator(identity_number)]
    address: Address
    phone: Annotated[str, AfterValidator(phone)]
    email: Annotated[str, AfterValidator(email)]
    language: Language = "vi"


class Person(Aggregate):
    """The person a subject stands for."""

    KIND: ClassVar[str] = "PERSON"

    profile: Sealed[Profile]

    @property
    def applicant(self) -> Applicant:
        """As a dossier states them."""
        profile = self.profile
        return Applicant(full_name=profile.full_name, identity_number=profile.identity_number, address=profile.address)

    @property
    def contact(self) -> Contact:
        """Where notices go."""
        return Contact(phone=self.profile.phone, email=self.profile.email, language=self.profile.language)


def vault_of(sub: str) -> str:
    """The vault id of a person's own data."""
    return f"person-{sub}"
