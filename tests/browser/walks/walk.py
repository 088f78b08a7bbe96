"""A walk: who came for what, what was counted on the way, and where they hesitated."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from tests.browser.walks.human_time import Pace

SUFFIX = " - Một Cửa"
CODE = re.compile(r"H\d\d[\w.]*-\d{6}-\d+")
Kind = Literal["words", "namesakes", "term", "sign-in", "wrong turn", "title", "label"]


@dataclass(frozen=True, slots=True)
class Hesitation:
    """On a page, before a control: the words sought are not there (`words`), another control has
    equal words (`namesakes`), an official term is unexplained (`term`), a page invites somebody to
    sign in who is signed in (`sign-in`), or the words lead to another page (`wrong turn`). For
    somebody who hears the page: nothing announces a change (`title`), a field has no name
    (`label`).
    """

    page: str
    kind: Kind
    sought: str
    shown: str


@dataclass
class Walk:
    """What one person did; `own_terms` are official ones that their trade uses. Words are those
    that stand before a control, each line once.
    """

    slug: str
    pace: Pace
    own_terms: frozenset[str] = frozenset()
    pages: int = 0
    clicks: int = 0
    fields: int = 0
    letters: int = 0
    keys: int = 0
    words: int = 0
    machine_seconds: float = 0.0
    hesitations: list[Hesitation] = field(default_factory=list)
    in_hand: str = ""
    parts: tuple["Walk", ...] = ()

    def hesitate(self, page: str, kind: Kind, sought: str, shown: str) -> None:
        """Note it once for each page."""
        each = Hesitation(CODE.sub("…", page.removesuffix(SUFFIX)), kind, sought, shown)
        noted = ((one.page, one.kind, one.shown) for one in self.hesitations)
        if (each.page, kind, shown) not in noted:
            self.hesitations.append(each)

    @property
    def steps(self) -> int:
        """Controls clicked and fields filled in."""
        return self.clicks + self.fields

    @property
    def human_seconds(self) -> float:
        """Estimated by the model of `human_time`, each part at its own pace."""
        if self.parts:
            return sum(part.human_seconds for part in self.parts)
        return self.pace.seconds(
            words=self.words, acts=self.steps, letters=self.letters, keys=self.keys
        )

    def joined(self, later: "Walk") -> "Walk":
        """This walk, which went on as `later` at another device."""
        return Walk(
            self.slug,
            self.pace,
            pages=self.pages + later.pages,
            clicks=self.clicks + later.clicks,
            fields=self.fields + later.fields,
            letters=self.letters + later.letters,
            keys=self.keys + later.keys,
            words=self.words + later.words,
            machine_seconds=self.machine_seconds + later.machine_seconds,
            hesitations=[*self.hesitations, *later.hesitations],
            parts=(self, later),
        )

    def counts(self) -> dict[str, int]:
        """What a repetition has to equal."""
        return {
            "pages": self.pages,
            "clicks": self.clicks,
            "fields": self.fields,
            "letters": self.letters,
            "keys": self.keys,
            "hesitations": len(self.hesitations),
        }

    def record(self) -> dict[str, Any]:
        """The walk as docs/walks/numbers.json has it."""
        return self.counts() | {
            "words": self.words,
            "machine_seconds": round(self.machine_seconds, 1),
            "human_seconds": round(self.human_seconds),
            "in_hand": self.in_hand,
            "where": [asdict(each) for each in self.hesitations],
        }
