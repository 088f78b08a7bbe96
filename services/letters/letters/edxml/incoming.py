"""A package as it came from outside: judged, then read from what its signature covers."""

from dataclasses import dataclass
from datetime import datetime

from kit.security.trust_list import TrustList
from letters.edxml.letter import Package
from letters.edxml.parse import parse
from letters.edxml.read import read_tree
from letters.edxml.verify import SignatureState, judge


@dataclass(frozen=True, slots=True)
class IncomingPackage:
    """`state` is what the signature is worth, `signer` the name in its certificate, "" without
    one; `unread` are elements that the standard does not name.
    """

    package: Package
    dialect: str
    state: SignatureState
    signer: str = ""
    unread: tuple[str, ...] = ()


def read_incoming(raw: bytes, trust: TrustList, at: datetime) -> IncomingPackage:
    """What came, by the trust of a moment. Raises PackageRefused, which names what is wrong."""
    root, dialect = parse(raw)
    check = judge(root, dialect, trust, at)
    contents = read_tree(check.tree, dialect)
    return IncomingPackage(
        contents.package, contents.dialect, check.state, check.signer, contents.unread
    )
