"""A page in its reading order: the texts and the controls of the accessibility tree."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import yaml
from playwright.sync_api import Page

ENTRY = re.compile(r'^([a-z]+)(?: "((?:[^"\\]|\\.)*)")?((?: \[[^\]]*\])*)$', re.DOTALL)
CLICKED = ("link", "button")
FIELDS = ("textbox", "searchbox", "combobox", "checkbox", "radio", "spinbutton")
CONTENT = ("heading", "cell", "columnheader", "rowheader")
"""Roles whose name is their text; the text of a row stands in its cells."""
GROUPS = ("group", "radiogroup")
NEAR = 2
LANDMARKS = ("banner", "contentinfo", "navigation")


@dataclass(frozen=True, slots=True)
class Part:
    """A text or a control; `nth` counts the controls of this role with this name, `within` is the
    innermost landmark.
    """

    role: str
    name: str
    within: str = "main"
    address: str = ""
    group: str = ""
    nth: int = 0

    @property
    def is_control(self) -> bool:
        return self.role in CLICKED + FIELDS


@dataclass(frozen=True)
class PageReading:
    """What stands on a page, from its beginning to its end."""

    title: str
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, page: Page) -> "PageReading":
        """The present page."""
        tree = yaml.safe_load(page.locator("body").aria_snapshot())
        counts: dict[tuple[str, str], int] = {}
        parts = []
        for part in _parts(tree or [], "main", ""):
            key = part.role, part.name
            nth = counts.get(key, 0)
            counts[key] = nth + 1
            parts.append(replace(part, nth=nth))
        return cls(page.title(), tuple(parts))

    @cached_property
    def content(self) -> tuple[Part, ...]:
        """The page's own parts before those that all pages share."""
        shared = [part for part in self.parts if part.within in LANDMARKS]
        return (*(part for part in self.parts if part.within not in LANDMARKS), *shared)

    def find(self, phrases: Iterable[str], roles: tuple[str, ...]) -> Part | None:
        """The first control whose name has one of the phrases, of the page's own parts at first."""
        controls = [p for p in self.content if p.role in roles and p.within != "banner"]
        own = [part for part in controls if part.within not in LANDMARKS]
        for parts in (own, controls):
            for wanted in map(plain, phrases):
                matches = [each for each in parts if wanted in plain(each.name)]
                exact = (each for each in matches if wanted == plain(each.name))
                if matches:
                    return next(exact, matches[0])
        return None

    def named(self, name: str, roles: tuple[str, ...], *, own: bool) -> Part | None:
        """The control with exactly this name, of the page's `own` parts alone, or of all; there,
        or else the first that has it as a part.
        """
        controls = [part for part in self.content if part.role in roles]
        exact = (
            part
            for part in controls
            if plain(part.name) == plain(name) and not (own and part.within in LANDMARKS)
        )
        return next(exact, None) or (None if own else self.find((name,), roles))

    def field_under(self, phrase: str, roles: tuple[str, ...]) -> Part | None:
        """The first field whose heading or hint, right before it, has this phrase."""
        wanted = plain(phrase)
        own = self.content
        for at, part in enumerate(own):
            near = own[max(at - NEAR, 0) : at]
            texts = (each.name for each in near if not each.is_control)
            if part.role in roles and any(wanted in plain(text) for text in texts):
                return part
        return None

    def fields_of(self, phrase: str) -> list[Part]:
        """The fields of the first group whose name has this phrase."""
        wanted = plain(phrase)
        grouped = [part for part in self.content if part.role in FIELDS and part.group]
        name = next((part.group for part in grouped if wanted in plain(part.group)), None)
        return [part for part in grouped if part.group == name]

    def invitation(self) -> Part | None:
        """What invites somebody to sign in who is signed in, as the button to sign out shows."""
        if self.find(("đăng xuất", "sign out"), ("button",)):
            own = (part for part in self.content if part.role == "link")
            begins = ("đăng nhập", "sign in")
            return next((part for part in own if plain(part.name).startswith(begins)), None)
        return None

    def before(self, part: Part) -> list[str]:
        """The texts of the page's own parts that stand before a control."""
        own = self.content
        end = own.index(part)
        return [each.name for each in own[:end] if each.name and each.within not in LANDMARKS]

    def text(self) -> str:
        """All of the page's own texts."""
        return "\n".join(each.name for each in self.parts if each.within not in LANDMARKS)

    def namesakes(self, part: Part) -> list[Part]:
        """Other controls with the same name that lead elsewhere."""
        same = [e for e in self.parts if e.role == part.role and e.name == part.name and e != part]
        if part.role == "link":
            return [each for each in same if each.address != part.address]
        return same if part.role == "button" else []


def plain(text: str) -> str:
    """Letters as somebody compares them who does not look at capitals."""
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def _parts(nodes: list[Any], within: str, group: str) -> Iterator[Part]:
    for node in nodes:
        entry, inner = next(iter(node.items())) if isinstance(node, dict) else (node, None)
        match = ENTRY.match(str(entry))
        if match is None:
            continue
        role, name = match[1], (match[2] or "").replace('\\"', '"')
        children = inner if isinstance(inner, list) else []
        text = str(inner) if inner is not None and not children else ""
        if role in CLICKED + FIELDS:
            yield Part(role, name, within, _address(children), group)
            continue
        shown = name if role in CONTENT else ""
        if text or shown:
            yield Part(role if role in CONTENT else "text", shown or text, within)
        inside = role if role in LANDMARKS else within
        yield from _parts(children, inside, name if role in GROUPS and name else group)


def _address(children: list[Any]) -> str:
    return next(
        (str(each["/url"]) for each in children if isinstance(each, dict) and "/url" in each), ""
    )
