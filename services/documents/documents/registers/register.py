"""Mẫu số 07, sổ theo dõi hồ sơ: the dossiers that an agency accepted in a month, as it numbers
them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from documents.domain.book import Entry, Page
from documents.domain.dossier import Dossier
from documents.registers.course import first, promised
from documents.rendering import formatting, labels
from documents.repository import DocumentsRepository
from kit.core.csv_table import csv_table
from kit.core.model import Model, SealedValue
from kit.core.time import VIETNAM

MOST_LINES: Final = 200
"""Of one part of the register: each line opens a key."""
ERASED: Final = "(đã xóa)"
HEAD: Final = (
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Tên tổ chức, cá nhân",
    "Địa chỉ, số điện thoại",
    "Cơ quan chủ trì giải quyết",
    "Nhận hồ sơ",
    "Hẹn trả kết quả",
    "Trả kết quả",
    "Phương thức nhận kết quả",
    "Ký nhận",
)


class RegisterLine(Model):
    """A dossier in the register."""

    number: int
    code: str
    procedure: str
    applicant: str
    contact: str
    agency: str
    received: str
    promised: str
    returned: str
    how: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As Mẫu 07 orders them; who received signs on paper."""
        facts = dict(self)
        return (*(str(facts[name]) for name in facts), "")


class RegisterPart(Model):
    """Lines of a month; `next` is the number behind which the rest begins."""

    lines: tuple[RegisterLine, ...]
    next: int | None


def read_register(
    documents: DocumentsRepository, page: Page, *, after: int, most: int = MOST_LINES
) -> RegisterPart:
    """The lines behind a number, at most `most`."""
    entries = sorted(documents.entries_of(page), key=lambda entry: entry.number)
    rest = [entry for entry in entries if entry.number > after]
    part = rest[:most]
    lines = tuple(line for entry in part if (line := _line(documents, entry)))
    return RegisterPart(lines=lines, next=part[-1].number if len(rest) > len(part) else None)


def register_csv(lines: Iterable[RegisterLine]) -> str:
    """A table for spreadsheets."""
    return csv_table(HEAD, (line.cells for line in lines))


def _line(documents: DocumentsRepository, entry: Entry) -> RegisterLine | None:
    sealed = documents.dossier(entry.dossier)
    if sealed is None:
        return None
    dossier, moves = documents.open(sealed), documents.moves_of(sealed)
    accepted, returned = first(moves, "case.accepted"), first(moves, "case.returned")
    return RegisterLine(
        number=entry.number,
        code=dossier.id,
        procedure=dossier.procedure.name,
        applicant=_applicant(dossier),
        contact=_contact(dossier),
        agency=dossier.agency_name,
        received=_moment(accepted.at if accepted else None),
        promised=_moment(promised(moves)),
        returned=_moment(returned.at if returned else None),
        how=labels.RETURNS.get(returned.how or "", "") if returned else "",
    )


def _applicant(dossier: Dossier) -> str:
    applicant: object = dossier.applicant
    if isinstance(applicant, SealedValue):
        return ERASED
    names = (dossier.applicant.organisation, dossier.applicant.full_name)
    return ", ".join(name for name in names if name)


def _contact(dossier: Dossier) -> str:
    contact: object = dossier.contact
    if isinstance(contact, SealedValue):
        return ERASED
    phone = dossier.contact.phone if dossier.contact else None
    parts = (dossier.applicant.address, formatting.phone(phone) if phone else None)
    return "; ".join(part for part in parts if part)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if at else ""
