"""The signature over a whole package: XML-DSig, enveloped, RSA with SHA-256 by a key elsewhere."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from letters.edxml.dialect import SIGNATURE, Dialect, header_of
from letters.edxml.letter import Package
from letters.edxml.parse import safe_parser
from letters.edxml.read import read_tree
from letters.edxml.write import to_bytes, write_tree

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey


class NotAsWritten(Exception):
    """A package that its reader would not take, or would take for another: it is not sent."""


class OfficeKey(Protocol):
    """The key by which the agency's system signs what it sends."""

    def private_key(self) -> "RSAPrivateKey":
        """The key as cryptography knows one; it may lie in KMS."""
        ...

    def certificates(self) -> Sequence[str]:
        """PEM, its own first, then those of the authorities above."""
        ...


def write_signed(package: Package, dialect: Dialect, key: OfficeKey) -> bytes:
    """A signed package, which was read again before it leaves. Raises NotAsWritten."""
    from lxml import etree
    from signxml.algorithms import CanonicalizationMethod
    from signxml.signer import XMLSigner

    root = write_tree(package, dialect)
    header = header_of(root, dialect)
    etree.SubElement(header, SIGNATURE, attrib={"Id": "placeholder"})
    signer = XMLSigner(c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0)
    signed = signer.sign(root, key=key.private_key(), cert="".join(key.certificates()))
    content = to_bytes(signed)
    check_written(content, package, dialect)
    return content


def check_written(content: bytes, package: Package, dialect: Dialect) -> None:
    """Raises NotAsWritten where the reader understands another package, or none."""
    from lxml import etree

    from letters.edxml.raw_checks import check_raw
    from letters.edxml.refusal import PackageRefused

    try:
        contents = read_tree(etree.fromstring(check_raw(content), safe_parser()), dialect)
    except PackageRefused as refusal:
        raise NotAsWritten(str(refusal)) from None
    if contents.package != package:
        raise NotAsWritten("another package")
