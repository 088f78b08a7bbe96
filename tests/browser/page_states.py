"""Every state of every page of citizens as data: who sees it, at which address, after what.

tests/browser/states/*.yaml have them by the row of the portal's tables. A step of `after` is a word
and what it is about:

    press portal.key       the button, or the link, with this text
    fill #field = text     check #field      choose #field = value
    visit css              follow this link
    submit form            send this form as a browser without scripts does
    upload #file           choose a PDF and wait for the page after it
    go /address            another page before
    leave                  the sign-in ends
    do pay                 an act of `PeopleAtStates.do`
    away /part/of/a/path   services do not respond to such requests from now on
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

QUICK: Final = (
    *("nobody", "new", "filed", "supplement", "finished", "drafter"),
    *("key_filed", "key_finished"),
)
FOLDER: Final = Path(__file__).parent / "states"


@dataclass(frozen=True, slots=True)
class PageState:
    """A state of the page `row`, as "<method> <path>" of the tables.

    `at` is the address, with names of `PeopleAtStates.values` in braces; `shows` the key of a text
    that stands on the page; `status` what the page is sent with; `picture` its name in docs/pages.
    """

    row: str
    name: str
    at: str
    who: str = "nobody"
    after: tuple[str, ...] = ()
    status: int = 200
    shows: str = ""
    picture: str = ""

    @property
    def title(self) -> str:
        return f"{self.row} ({self.name})"


@cache
def states() -> tuple[PageState, ...]:
    """All of them, in the order of the files."""
    return tuple(_read())


@cache
def no_pages() -> Mapping[str, str]:
    """Rows that show no page of their own -> why, or what shows it."""
    reasons: dict[str, str] = yaml.safe_load((FOLDER / "no_page.yaml").read_text("utf-8"))
    return reasons


def once() -> Iterator[PageState]:
    """One state of each page that is read, of people who are quickly there."""
    seen: set[str] = set()
    for state in states():
        is_quick = state.who in QUICK and state.status == 200
        if is_quick and state.row.startswith("GET ") and state.row not in seen:
            seen.add(state.row)
            yield state


def without_services() -> Iterator[PageState]:
    """The first state of each page that one sees by its address, while no service responds."""
    seen: set[str] = set()
    for state in states():
        if not state.after and state.status == 200 and state.row not in seen:
            seen.add(state.row)
            after = ("away /v1/", f"go {state.at}")
            yield PageState(state.row, "services away", "/tro-giup", state.who, after, status=0)


def _read() -> Iterator[PageState]:
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name == "no_page.yaml":
            continue
        rows: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
        for row, named in rows.items():
            for name, state in named.items():
                after = tuple(state.pop("after", ()))
                own = row.partition(" ")[2]
                yield PageState(row, name, state.pop("at", own), after=after, **state)


def address(text: str, values: Mapping[str, str]) -> str:
    """An address with the values of a world."""
    return re.sub(r"{(\w+)}", lambda name: values[name[1]], text)
