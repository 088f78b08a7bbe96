"""The accounts that people and organisations have at both providers; all are invented."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, Literal

from local.demo.people import citizen

Realm = Literal["vneid", "dvcqg"]
REALMS: Final[tuple[Realm, ...]] = ("vneid", "dvcqg")
LISTED: Final = 4
"""How many citizens the page offers; the username of any other may be typed."""
UNVERIFIED: Final = "cong-dan-999"
"""A citizen whose account is of level 1: nobody compared them with a document."""
ORGANISATIONS: Final = {
    "doanh-nghiep-000": ("Công ty TNHH Hạ Long Xanh", "5700000001"),
    "doanh-nghiep-001": ("Hợp tác xã Nông nghiệp Ba Chẽ", "5700000002"),
}
_CITIZEN: Final = re.compile(r"cong-dan-(\d{3,7})")


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """`userinfo` is what the provider states of its holder (LoaiTaiKhoan 1: a citizen, 2: an
    organisation; loAs: the level).
    """

    username: str
    userinfo: Mapping[str, str] = field(repr=False)

    @property
    def name(self) -> str:
        """As the page shows it."""
        return self.userinfo.get("TenDoanhNghiep") or self.userinfo["HoVaTen"]


def account(realm: Realm, username: str) -> HeldAccount | None:
    """The account of a username, which is the same at both providers; None for a stranger."""
    if username in ORGANISATIONS:
        return HeldAccount(username, _organisation(realm, username))
    numbered = _CITIZEN.fullmatch(username)
    return HeldAccount(username, _citizen(realm, int(numbered[1]))) if numbered else None


def listed(realm: Realm) -> list[HeldAccount]:
    """The accounts that the page offers."""
    citizens = [f"cong-dan-{number:03d}" for number in range(LISTED)]
    every = (account(realm, name) for name in (*citizens, UNVERIFIED, *ORGANISATIONS))
    return [each for each in every if each is not None]


def _citizen(realm: Realm, number: int) -> dict[str, str]:
    person = citizen(number)
    is_verified = person.username != UNVERIFIED
    shown = {"SoDinhDanh": person.identity_number} if is_verified else {}
    return {
        "sub": person.identity_number,
        "LoaiTaiKhoan": "1",
        "TechID": _technical_id(realm, person.username),
        "HoVaTen": person.name,
        "SoCMND": "",
        "HoChieu": "",
        "SoDienThoai": person.phone,
        "ThuDienTu": person.mail,
        "DiaChi": person.address,
        "loAs": "2" if is_verified else "1",
    } | shown


def _organisation(realm: Realm, username: str) -> dict[str, str]:
    """With the person who uses it, whom it does not sign in."""
    name, tax_code = ORGANISATIONS[username]
    user = citizen(0)
    return {
        "sub": username,
        "LoaiTaiKhoan": "2",
        "TechID": _technical_id(realm, username),
        "TenDoanhNghiep": name,
        "MaSoThue": tax_code,
        "MaSoDoanhNghiep": tax_code,
        "HoVaTen": user.name,
        "SoDinhDanh": user.identity_number,
        "loAs": "2",
    }


def _technical_id(realm: Realm, username: str) -> str:
    """Another one at each provider, and never the identity number."""
    return sha256(f"{realm}/{username}".encode()).hexdigest()[:24]
