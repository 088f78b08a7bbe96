"""Whose dossier it is, as a snapshot states it: nothing is invented where a number is missing."""

import re
from collections.abc import Sequence
from typing import Final

from exchange.domain.facts import Fact
from exchange.domain.national_form import cut
from kit.core.model import JsonDict

IDENTITY: Final = re.compile(r"[0-9]{9,13}|[0-9]{10}-[0-9]{3}")
KINDS_BY_DIGITS: Final = {12: "1", 9: "2"}
"""LoaiDinhDanh: 1 has 12 digits, 2 has 9; of any other number the kind is not stated."""


class OwnerUnknown(Exception):
    """Who filed can't be read: the key of the dossier is destroyed."""


def owner_fields(filed: Fact, changes: Sequence[Fact] = ()) -> JsonDict:
    """The applicant's fields with the contact of the last change; raises OwnerUnknown."""
    if not isinstance(filed.personal, dict):
        raise OwnerUnknown
    applicant: JsonDict = filed.personal["applicant"]
    contact = _contact([filed, *changes])
    business = bool(applicant.get("organisation"))
    number = str(applicant.get("identity_number") or applicant.get("passport") or "")
    if business:
        number = str(applicant.get("tax_code") or number)
    stated = number if IDENTITY.fullmatch(number) else ""
    name = applicant["organisation"] if business else applicant["full_name"]
    return {
        "ChuHoSo": cut("ChuHoSo", name),
        "SoGiayToChuHoSo": number,
        "LoaiDoiTuong": "2" if business else "1",
        "MaDoiTuong": "",
        "DinhDanhCHS": {
            "LoaiDinhDanh": "" if business else KINDS_BY_DIGITS.get(len(stated), ""),
            "SoDinhDanh": stated,
        },
        "ThongTinKhac": "",
        "Email": str(contact.get("email") or ""),
        "Fax": "",
        "SoDienThoai": str(contact.get("phone") or ""),
        "TaiKhoanDuocXacThucVoiVNeID": "1" if applicant.get("authenticated") else "0",
    }


def _contact(stated: Sequence[Fact]) -> JsonDict:
    last = stated[-1].personal
    contact = last.get("contact") if isinstance(last, dict) else None
    return contact if isinstance(contact, dict) else {}
