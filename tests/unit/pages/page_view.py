"""A response as a browser without scripts sees it."""

import re
from dataclasses import dataclass
from html import unescape


@dataclass
class PageView:
    """Status, headers and text of what was at `address`, a path with its query."""

    status: int
    headers: dict[str, str]
    text: str
    address: str = ""

    @property
    def title(self) -> str:
        """The page's title."""
        return unescape(self.text.split("<title>")[1].split("</title>")[0])

    @property
    def text_content(self) -> str:
        """The page's text without its tags."""
        return " ".join(
            unescape(re.sub(r"<[^>]+>", " ", self.text.split("<body")[1].split(">", 1)[1])).split()
        )
