"""The forms of a page as a browser without scripts reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

Pairs = list[tuple[str, str]]
Values = Mapping[str, str | list[str]]


@dataclass
class HtmlForm:
    """A form: where it goes, what its fields hold now, and its buttons."""

    action: str
    method: str = "get"
    pairs: Pairs = field(default_factory=list)
    buttons: Pairs = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def filled(self, values: Values, button: str | None = None) -> Pairs:
        """What is sent after somebody typed these values and pressed a button."""
        unknown = set(values) - self.names
        assert not unknown, f"no such field: {unknown}, only {self.names}"
        typed = [
            (name, each)
            for name, value in values.items()
            for each in (value if isinstance(value, list) else [value])
        ]
        pressed = [pair for pair in self.buttons if pair[1] == button][:1]
        assert button is None or pressed, f"no button {button} in {self.buttons}"
        return [*(pair for pair in self.pairs if pair[0] not in values), *typed, *pressed]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[HtmlForm] = []
        self.open: HtmlForm | None = None
        self.select = ""
        self.area = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = HtmlForm(attributes.get("action", ""), attributes.get("method", "get"))
            self.forms.append(self.open)
        elif self.open is not None:
            self._read(tag, attributes, self.open)

    def _read(self, tag: str, attributes: dict[str, str], form: HtmlForm) -> None:
        name = attributes.get("name", "")
        if tag == "input" and name:
            form.names.add(name)
            chosen = attributes.get("type") not in ("radio", "checkbox") or "checked" in attributes
            form.pairs += [(name, attributes.get("value", ""))] if chosen else []
        elif tag == "textarea":
            form.names.add(name)
            self.area, self.text = name, ""
        elif tag == "select":
            form.names.add(name)
            self.select = name
            form.pairs.append((name, ""))
        elif tag == "option" and "selected" in attributes:
            form.pairs = [pair for pair in form.pairs if pair[0] != self.select]
            form.pairs.append((self.select, attributes.get("value", "")))
        elif tag == "button":
            form.buttons.append((name, attributes.get("value", "")))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.open is not None:
            self.open.pairs.append((self.area, self.text))
        elif tag == "form":
            self.open = None


def forms_of(page: str) -> list[HtmlForm]:
    """Every form of a page, in its order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
