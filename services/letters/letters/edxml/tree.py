"""Elements written in one dialect, with the prefix that systems in use expect."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from letters.edxml.dialect import Dialect

if TYPE_CHECKING:
    from lxml.etree import _Element

PREFIX: Final = "edXML"


class Unwritable(ValueError):
    """A text with a character that XML has no form for; its message names the element."""


@dataclass(frozen=True, slots=True)
class Tree:
    """An element that is being written."""

    element: "_Element"
    dialect: Dialect

    @classmethod
    def root(cls, dialect: Dialect) -> "Tree":
        """The root of a package."""
        from lxml import etree

        names: dict[str | None, str] = {PREFIX: dialect.namespace}
        return cls(etree.Element(dialect.tag(dialect.root), nsmap=names), dialect)

    def child(self, name: str, **attributes: str) -> "Tree":
        """A new child."""
        from lxml import etree

        element = etree.SubElement(self.element, self.dialect.tag(name), attrib=attributes)
        return Tree(element, self.dialect)

    def of(self, element: "_Element") -> "Tree":
        """Another element of the same document."""
        return Tree(element, self.dialect)

    def below(self, path: str) -> "Tree":
        """A new element for each name of a path; "." is this one."""
        place = self
        for name in path.split("/"):
            place = place if name == "." else place.child(name)
        return place

    def text(self, name: str, text: str) -> None:
        """A new child with a text. Raises Unwritable."""
        try:
            self.child(name).element.text = text or None
        except ValueError:
            raise Unwritable(name) from None

    def texts(self, **texts: str) -> None:
        """A new child of each name."""
        for name, text in texts.items():
            self.text(name, text)

    def optional(self, name: str, text: str) -> None:
        """The same, unless the text is empty."""
        if text:
            self.text(name, text)
