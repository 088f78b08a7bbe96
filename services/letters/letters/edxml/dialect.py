"""The two dialects in which edXML is in use: where each puts what a letter is made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

QCVN_102: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
GO_VN: Final = "http://www.go.vn/eDoc"
XML_SIGNATURE: Final = "http://www.w3.org/2000/09/xmldsig#"
SIGNATURE: Final = f"{{{XML_SIGNATURE}}}Signature"


@dataclass(frozen=True, slots=True)
class Dialect:
    """`root` is the local name of the document's element, `header` the path from it to what holds
    MessageHeader, TraceHeaderList and the signature ("." is the root itself).

    With `zipped` attachments stand in AttachmentEncoded, each a zip of one file that the manifest
    names; else they stand below the root, as they are.
    """

    name: str
    namespace: str
    root: str
    header: str
    zipped: bool

    def tag(self, name: str) -> str:
        """The name of an element as lxml writes it."""
        return f"{{{self.namespace}}}{name}"

    def path(self, path: str) -> str:
        """A path of local names as lxml reads it."""
        names = path.split("/")
        return "/".join(name if name == "." else self.tag(name) for name in names)


AXIS: Final = Dialect("axis", QCVN_102, "edXML", "edXMLEnvelope/edXMLHeader", zipped=True)
"""That of the national document axis (Trục liên thông văn bản quốc gia) and its SDK."""

PROVINCIAL: Final = Dialect("provincial", GO_VN, "edXMLEnvelope", ".", zipped=False)
"""That of provincial platforms (LGSP), after QĐ 28/2018/QĐ-TTg; known from public code only."""

DIALECTS: Final = (AXIS, PROVINCIAL)


def header_of(root: "_Element", dialect: Dialect) -> Any:
    """The element in which MessageHeader and the signature stand; None where it is missing."""
    return root if dialect.header == "." else root.find(dialect.path(dialect.header))
