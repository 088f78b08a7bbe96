"""An account at a national provider, as its userinfo states it: of a citizen or an organisation."""

import re
from collections.abc import Mapping
from typing import Final, Literal

from identity.domain.refusals import SignInRefused
from kit.core.model import Model

AccountKind = Literal["citizen", "organisation"]
KINDS: Final[Mapping[str, AccountKind]] = {"1": "citizen", "2": "organisation"}
"""LoaiTaiKhoan."""
IDENTITY_NUMBER: Final = re.compile(r"\d{12}")
LONGEST: Final = 255
FACTS: Final[Mapping[AccountKind, Mapping[str, tuple[str, ...]]]] = {
    "citizen": {
        "name": ("HoVaTen",),
        "identity_number": ("SoDinhDanh",),
        "passport_number": ("HoChieu",),
        "phone_number": ("SoDienThoai",),
    },
    "organisation": {
        "organisation_name": ("TenDoanhNghiep",),
        "organisation_tax_code": ("MaSoThue", "MaSoDoanhNghiep"),
    },
}
"""Kind -> our claim -> the provider's claims that hold it, the first that is there.

An account has the facts of its own kind and no others: what an organisation's account states of the
person who uses it makes nobody that person. Address, mail and the old number of nine digits
(SoCMND) are facts that no profile takes.
"""


class NationalAccount(Model):
    """Whose account it is. `subject` is what the provider calls them for good, `level` its word for
    how sure it is (loAs), `facts` has our claims.
    """

    subject: str
    kind: AccountKind
    level: str
    facts: dict[str, str]


def national_account(userinfo: Mapping[str, object], subject_claim: str) -> NationalAccount:
    """Read a provider's userinfo; raises SignInRefused where it names nobody or no kind."""
    subject = _text(userinfo, subject_claim)
    kind = KINDS.get(_text(userinfo, "LoaiTaiKhoan"))
    if not subject:
        raise SignInRefused("subject")
    if kind is None:
        raise SignInRefused("account_kind")
    stated = {claim: _first(userinfo, names) for claim, names in FACTS[kind].items()}
    facts = {claim: text for claim, text in stated.items() if text}
    if not IDENTITY_NUMBER.fullmatch(facts.get("identity_number", "")):
        facts.pop("identity_number", None)
    return NationalAccount(subject=subject, kind=kind, level=_text(userinfo, "loAs"), facts=facts)


def _first(userinfo: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _text(userinfo, name))), "")


def _text(userinfo: Mapping[str, object], name: str) -> str:
    """Numbers come as numbers or as texts; what is neither, or is too long, is not there."""
    value = userinfo.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value).strip()
    return text if len(text) <= LONGEST else ""
