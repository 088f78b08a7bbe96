"""The contents of Mẫu số 06 and 07: the stored trace of a case, and a month's dossiers."""

from collections.abc import Callable, Sequence
from datetime import datetime

from contracts.terms import ProcedureRef
from documents.domain.book import Page
from documents.domain.dossier import Dossier
from documents.domain.move import Move
from documents.registers.course import first, hand_overs, promised
from documents.registers.register import RegisterPart
from documents.rendering import formatting, labels
from documents.rendering.contents import Paper
from kit.core.model import Model


class PrintedHandOver(Model):
    """A line of Mẫu 06."""

    what: str
    giver: str
    receiver: str
    at: str
    official: str | None
    outcome: str | None


class ControlFormContents(Paper):
    """Mẫu số 06, phiếu kiểm soát quá trình giải quyết hồ sơ."""

    procedure: ProcedureRef
    partners: str | None
    received: str
    promised: str | None
    lines: tuple[PrintedHandOver, ...]
    printed: str


class RegisterContents(Paper):
    """Mẫu số 07, sổ theo dõi hồ sơ."""

    month: str
    book: str
    lines: tuple[tuple[str, ...], ...]
    printed: str


def control_form(
    dossier: Dossier, moves: Sequence[Move], name_of: Callable[[str], str], *, at: datetime
) -> ControlFormContents:
    """Mẫu 06 of a dossier as of this moment; nothing personal of its applicant is on it."""
    accepted, due = first(moves, "case.accepted"), promised(moves)
    partners = {
        name_of(move.agency) for move in moves if move.event == "case.consulted" and move.agency
    }
    return ControlFormContents(
        document="",
        code=dossier.id,
        agency=dossier.agency_name,
        dateline=formatting.dateline(dossier.agency, at),
        procedure=dossier.procedure,
        partners=", ".join(sorted(partners)) or None,
        received=formatting.moment(accepted.at if accepted else dossier.filed_at),
        promised=formatting.moment(due) if due else None,
        lines=tuple(
            PrintedHandOver(**{**dict(line), "at": formatting.moment(line.at)})
            for line in hand_overs(moves, name_of)
        ),
        printed=formatting.moment(at),
    )


def register_contents(
    page: Page, agency_name: str, part: RegisterPart, *, at: datetime
) -> RegisterContents:
    """Mẫu 07 of a part of a month."""
    return RegisterContents(
        document="",
        code=labels.REGISTER,
        agency=agency_name,
        dateline=formatting.dateline(page.agency, at),
        month=f"{page.month:02d}/{page.year}",
        book=str(page.year),
        lines=tuple(line.cells for line in part.lines),
        printed=formatting.moment(at),
    )
