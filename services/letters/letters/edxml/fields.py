"""Elements as values: one reading of each kind, which names the element that is wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from kit.core.time import VIETNAM
from letters.edxml.dialect import SIGNATURE, Dialect
from letters.edxml.refusal import Fault, PackageRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_FIELD: Final = 100_000
DAY: Final = re.compile(r"([0-9]{4})/([0-9]{2})/([0-9]{2})", re.ASCII)
MOMENT: Final = re.compile(
    r"([0-9]{4})/([0-9]{2})/([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})", re.ASCII
)
NUMBER: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fields:
    """The children of one element, in one dialect; `path` is what a refusal names."""

    element: "_Element"
    dialect: Dialect
    path: str

    def child(self, name: str) -> "Fields | None":
        """The one child of a name; None where there is none. Raises PackageRefused for a second."""
        elements = self.element.findall(self.dialect.tag(name))
        if len(elements) > 1:
            raise PackageRefused("repeated", f"{self.path}/{name}")
        return self._of(elements[0], name) if elements else None

    def required(self, name: str) -> "Fields":
        """The one child of a name. Raises PackageRefused."""
        child = self.child(name)
        if child is None:
            raise PackageRefused("missing", f"{self.path}/{name}")
        return child

    def children(self, name: str) -> "list[Fields]":
        """Every child of a name."""
        return [self._of(each, name) for each in self.element.findall(self.dialect.tag(name))]

    def text(self, name: str) -> str:
        """The text of a child, "" where there is none."""
        child = self.child(name)
        return child.own_text() if child else ""

    def required_text(self, name: str) -> str:
        """The text of a child, which has some. Raises PackageRefused."""
        text = self.text(name)
        if not text:
            raise PackageRefused("missing", f"{self.path}/{name}")
        return text

    def texts(self, name: str) -> tuple[str, ...]:
        """The text of each child of a name, empty ones left out."""
        return tuple(filter(None, (each.own_text() for each in self.children(name))))

    def own_text(self, longest: int = LONGEST_FIELD) -> str:
        """This element's text, which has no element in it. Raises PackageRefused."""
        if len(self.element):
            raise PackageRefused("nested", self.path)
        text = (self.element.text or "").strip()
        if len(text) > longest:
            raise PackageRefused("too_long", self.path)
        return text

    def number(self, name: str) -> int | None:
        """A whole number of at most nine digits. Raises PackageRefused."""
        return self._parsed(name, _number, "bad_number")

    def day(self, name: str) -> date | None:
        """`yyyy/MM/dd`. Raises PackageRefused."""
        return self._parsed(name, _day, "bad_date")

    def moment(self, name: str) -> datetime | None:
        """`yyyy/MM/dd HH:mm:ss` in Vietnam. Raises PackageRefused."""
        return self._parsed(name, _moment, "bad_date")

    def flag(self, name: str) -> bool:
        """0 or 1; 0 where it is absent. Raises PackageRefused."""
        text = self.text(name) or "0"
        if text not in ("0", "1"):
            raise PackageRefused("bad_code", f"{self.path}/{name}")
        return text == "1"

    def unread(self, read: frozenset[str]) -> tuple[str, ...]:
        """Paths of children with other names than these, signatures left out."""
        names = (str(each.tag) for each in self.element if each.tag != SIGNATURE)
        own = f"{{{self.dialect.namespace}}}"
        local = dict.fromkeys(name.removeprefix(own) for name in names)
        return tuple(f"{self.path}/{name[:80]}" for name in local if name not in read)

    def _parsed(self, name: str, parse: Callable[[str], T], fault: Fault) -> T | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            raise PackageRefused(fault, f"{self.path}/{name}") from None

    def _of(self, element: "_Element", name: str) -> "Fields":
        return Fields(element, self.dialect, f"{self.path}/{name}" if self.path else name)


def _number(text: str) -> int:
    if not NUMBER.fullmatch(text):
        raise ValueError
    return int(text)


def _day(text: str) -> date:
    match = DAY.fullmatch(text)
    if not match:
        raise ValueError
    year, month, day = map(int, match.groups())
    return date(year, month, day)


def _moment(text: str) -> datetime:
    match = MOMENT.fullmatch(text)
    if not match:
        raise ValueError
    year, month, day, hour, minute, second = map(int, match.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
