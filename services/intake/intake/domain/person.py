"""The person behind a token, kept sealed under a key of their own."""

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from contracts.terms import Applicant, Contact, Language
from intake.domain.printable import NotPrintable, printable
from kit.core.model import Aggregate, Body, Sealed

IDENTITY = re.compile(r"\d{12}")
"""Số định danh cá nhân: 12 digits (Luật Căn cước 26/2023/QH15 Điều 12)."""
HOME = "VN"
UNWRITABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST_NUMBER = 32
WRITTEN = frozenset("+0123456789 .()-")
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){ATOM}(?:\.{ATOM})*@(?:{LABEL}\.)+[A-Za-z]{{2,63}}")
"""A dot-atom (RFC 5322 3.4.1) of 64 characters at most (RFC 5321 4.5.3.1) at a host name: what a mailer takes bare."""
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
    "not_printable": (NotPrintable.vi, NotPrintable.en),
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
    mobile = plans.number_type(number) in (
        plans.PhoneNumberType.MOBILE,
        plans.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
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


def told(rule: Callable[[str], str]) -> AfterValidator:
    """The rule for what somebody says. What is opened from the store was taken once: stricter rules leave it be."""

    def judged(text: str, info: ValidationInfo[Any]) -> str:
        return rule(text) if info.context is None else text

    return AfterValidator(judged)


def on_paper(text: str) -> str:
    """The text as it is, if it can be written and the sealed papers can print it.

    Refused are controls, formats, surrogates, private and unassigned code points, line and paragraph separators; then
    what the papers' font lacks, whatever its script.
    """
    if any(unicodedata.category(character) in UNWRITABLE for character in text):
        raise broken("invalid")
    if not printable(text):
        raise broken("not_printable")
    return text


Name = Annotated[
    str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True), told(on_paper)
]

Address = Annotated[
    str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True), told(on_paper)
]


class Profile(Body):
    """Who somebody is and where notices reach them."""

    full_name: Name
    identity_number: Annotated[str, told(identity_number)]
    address: Address
    phone: Annotated[str, told(phone)]
    email: Annotated[str, told(email)]
    language: Language = "vi"


class Person(Aggregate):
    """The person a subject stands for."""

    KIND: ClassVar[str] = "PERSON"

    profile: Sealed[Profile]

    @property
    def applicant(self) -> Applicant:
        """As a dossier states them."""
        profile = self.profile
        return Applicant(
            full_name=profile.full_name,
            identity_number=profile.identity_number,
            address=profile.address,
        )

    @property
    def contact(self) -> Contact:
        """Where notices go."""
        return Contact(
            phone=self.profile.phone, email=self.profile.email, language=self.profile.language
        )


def vault_of(sub: str) -> str:
    """The vault id of a person's own data."""
    return f"person-{sub}"


def require_printable(person: Person) -> None:
    """What the dossier's papers will say can be printed, also if it was said under older rules; raises NotPrintable."""
    if not (printable(person.profile.full_name) and printable(person.profile.address)):
        raise NotPrintable(field="me")
