"""The worklists (danh sách việc) as data: `lists.json` says which part of the index each reads."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

from contracts.terms import LocalizedText
from kit.core.model import Model

ListName = Literal[
    "new",
    "mine",
    "desk",
    "due-soon",
    "overdue",
    "supplement",
    "fee",
    "signature",
    "to-return",
    "withdrawal",
    "consulted",
    "done",
]
LIST_NAMES: Final[tuple[ListName, ...]] = get_args(ListName)


class Worklist(Model):
    """`of` is whose lists it reads: those of agencies at some `stages`, of desks, or one's own.

    `when` is which part of them; `last_week` is newest first, the others by what is due first.
    """

    title: LocalizedText
    of: Literal["agency", "desk", "official"]
    stages: tuple[str, ...]
    when: Literal["any", "due_soon", "overdue", "last_week"]

    @property
    def newest_first(self) -> bool:
        """Whether it is of what has ended."""
        return self.when == "last_week"


@cache
def worklists() -> Mapping[ListName, Worklist]:
    """Every list, in the order in which a desk sees them."""
    rows: list[dict[str, Any]] = json.loads(
        files(__package__).joinpath("lists.json").read_text(encoding="utf-8")
    )
    return {
        row["list"]: Worklist(
            title=LocalizedText(vi=row["vi"], en=row["en"]),
            of=row["of"],
            stages=tuple(row["stages"]),
            when=row["when"],
        )
        for row in rows
    }
