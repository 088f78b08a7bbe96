"""What an English page has in Vietnamese without saying so (WCAG 3.1.2)."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from docs.texts.sources import VIETNAMESE

NAMES: Final = re.compile("Quảng Ninh|Một Cửa|đồng")
"""Names that English takes as they are."""
READ_ALOUD: Final = ("alt", "aria-label", "title", "placeholder", "content")
VOID: Final = frozenset(
    ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


@dataclass
class ForeignWords(HTMLParser):
    """`unmarked`: texts and attributes with Vietnamese letters outside `lang="vi"`."""

    languages: list[str] = field(default_factory=lambda: [""])
    unmarked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element has the language of the one around it unless it says its own."""
        named = dict(attrs)
        language = named.get("lang") or self.languages[-1]
        for name in READ_ALOUD:
            self._look(f'{name}="{named.get(name) or ""}"', language)
        if tag not in VOID:
            self.languages.append(language)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        self._look(data.strip(), self.languages[-1])

    def _look(self, text: str, language: str) -> None:
        if language != "vi" and VIETNAMESE.search(NAMES.sub("", text)):
            self.unmarked.append(text)


def unmarked_vietnamese(html: str) -> list[str]:
    """In the order of the page; empty unless the page is in English."""
    if '<html lang="en">' not in html:
        return []
    page = ForeignWords()
    page.feed(html)
    return page.unmarked
