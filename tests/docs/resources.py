"""What a browser would load for a built page, read from its HTML, styles and scripts."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
}
"""The attributes of an element whose addresses a browser fetches by itself."""
NOT_FETCHED = {"canonical", "prev", "next", "alternate", "author", "license"}
"""Relations of a <link> that name a page to go to."""
STYLE_LOADS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')]+)""")
SCRIPT_HOSTS = re.compile(
    r"unpkg\.com|jsdelivr|cdnjs|googleapis|gstatic|googletagmanager|google-analytics|esm\.sh"
)
"""Hosts that scripts are known to load more scripts, fonts or counters from."""
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.I)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        self.addresses += STYLE_LOADS.findall(values.get("style", ""))
        self.addresses += [values[name] for name in LOADED.get(tag, ()) if values.get(name)]
        if tag == "link" and not NOT_FETCHED & set(values.get("rel", "").split()):
            self.addresses.append(values.get("href", ""))

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.addresses += STYLE_LOADS.findall(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False


def loaded_from_elsewhere(file: Path) -> Iterator[str]:
    """The addresses on other hosts that a browser would load for this file."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        page = _Page()
        page.feed(text)
        yield from (address for address in page.addresses if ELSEWHERE.match(address))
    elif file.suffix == ".css":
        yield from (address for address in STYLE_LOADS.findall(text) if ELSEWHERE.match(address))
    else:
        yield from SCRIPT_HOSTS.findall(text)
