"""A package as a tree, by a parser that resolves, loads and fetches nothing."""

from typing import TYPE_CHECKING, Final

from letters.edxml.dialect import DIALECTS, Dialect
from letters.edxml.raw_checks import check_raw
from letters.edxml.refusal import PackageRefused

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

UNDEFINED_NAMESPACE: Final = 201
"""XML_NS_ERR_UNDEFINED_NAMESPACE of libxml2."""


def safe_parser() -> "XMLParser":
    """No entity, no DTD, no network, no guard of libxml2 taken off; comments are no text."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )


def parse(raw: bytes) -> "tuple[_Element, Dialect]":
    """The root of a package and the dialect that it is in. Raises PackageRefused."""
    from lxml import etree

    content = check_raw(raw)
    try:
        root = etree.fromstring(content, safe_parser())
    except etree.XMLSyntaxError as error:
        if error.code == UNDEFINED_NAMESPACE:
            raise PackageRefused("undeclared_prefix") from None
        raise PackageRefused("not_well_formed") from None
    return root, dialect_of(root)


def dialect_of(root: "_Element") -> Dialect:
    """By the root's name and namespace. Raises PackageRefused."""
    for dialect in DIALECTS:
        if root.tag == dialect.tag(dialect.root):
            return dialect
    raise PackageRefused("unknown_dialect", "root")
