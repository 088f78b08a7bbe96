"""Papers whose data the State has: an official requests one on one of two grounds only, recorded
(NĐ 118/2025 Điều 4.2a)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.required_documents import (
    GroundedRequest,
    GroundNeedless,
    HeldPaper,
    PaperHeldByState,
    RequestGround,
)
from kit.core.model import Model

SHORTEST_NAME: Final = 12
"""Letters of a line that can be the beginning or a part of a paper's name."""
LONGEST_LINE: Final = 300
WORDS: Final[dict[RequestGround, str]] = {
    "differs": "dữ liệu tại {database} khác với hồ sơ",
    "not_answered": "{database} không trả lời",
    "no_data": "{database} chưa có dữ liệu này",
}
"""Why it is requested all the same, in the words of Mẫu 02."""


class StatedGround(Model):
    """Why an official requests a component whose data `database` has."""

    component: str
    ground: RequestGround
    database: str


class Wanted(Model):
    """What an official requests: lines in words, components, and grounds for some of them."""

    items: tuple[str, ...]
    components: tuple[str, ...] = ()
    grounds: tuple[StatedGround, ...] = ()

    @property
    def grounded(self) -> frozenset[str]:
        return frozenset(each.component for each in self.grounds)


def require_grounds(wanted: Wanted, held: Sequence[HeldPaper]) -> None:
    """Also where only a line in words names the paper; raises PaperHeldByState, GroundNeedless."""
    held_ids = {each.component for each in held}
    for place, ground in enumerate(wanted.grounds):
        if ground.component not in held_ids:
            raise GroundNeedless(field=f"grounds.{place}")
    for paper in held:
        if paper.component not in wanted.grounded and _is_requested(paper, wanted):
            raise PaperHeldByState(field=f"papers.{paper.component}", database=paper.database)


def recorded(
    wanted: Wanted, held: Sequence[HeldPaper], *, by: str, at: datetime
) -> tuple[tuple[str, ...], tuple[GroundedRequest, ...]]:
    """The lines with those of the grounds, which the applicant reads, and the grounds with who
    recorded them."""
    names = {each.component: each.name for each in held}
    lines = [_line(names[each.component], each) for each in wanted.grounds]
    grounds = tuple(GroundedRequest(**dict(each), by=by, at=at) for each in wanted.grounds)
    return (*wanted.items, *lines), grounds


def _line(name: str, ground: StatedGround) -> str:
    why = WORDS[ground.ground].format(database=ground.database)
    return f"{name} ({why})"[:LONGEST_LINE]


def _is_requested(paper: HeldPaper, wanted: Wanted) -> bool:
    name = _plain(paper.name)
    lines = map(_plain, wanted.items)
    is_named = any(name in line or _is_part(line, name) for line in lines)
    return paper.component in wanted.components or is_named


def _is_part(line: str, name: str) -> bool:
    return len(line) >= SHORTEST_NAME and line in name


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .;,-")
