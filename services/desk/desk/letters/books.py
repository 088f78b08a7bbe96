"""A register of an agency: its lines, and the whole as a file."""

from typing import Final

from desk.letters.acts import LETTERS
from desk.letters.models import BookFile, BookPage
from desk.public_api import PublicApi
from desk.session import session_of
from front.api import part
from front.responses import PageResponse, render
from front.visit import Visit

DIRECTIONS: Final = {"di": "out", "den": "in"}


def show(visit: Visit, api: PublicApi) -> PageResponse:
    """The newest lines first; raises ApiProblem, NoResponse."""
    agencies = session_of(visit).agencies
    agency = visit.query.get("co-quan", "").strip() or (agencies[0] if agencies else "")
    year = visit.query.get("nam", "").strip() or str(visit.now.year)
    direction = visit.query.get("so", "")
    direction = direction if direction in DIRECTIONS else "den"
    after = visit.query.get("sau", "")
    query = {"cursor": after} if after else {}
    path = f"/books/{part(agency)}/{part(year)}/{DIRECTIONS[direction]}"
    page = api.read(visit, BookPage, LETTERS, path, query)
    file: BookFile | None = None
    if visit.query.get("tep", "") == "csv":
        file = api.read(visit, BookFile, LETTERS, f"{path}/file")
    return render(
        visit,
        "letters/book.html",
        page=page,
        agency=agency,
        year=year,
        direction=direction,
        directions=tuple(DIRECTIONS),
        after=after,
        file=file,
    )
