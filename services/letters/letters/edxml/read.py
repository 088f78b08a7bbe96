"""A package read: its canonical form, what its signature is worth, and what was not understood."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from letters.edxml.dialect import AXIS, Dialect
from letters.edxml.fields import Fields
from letters.edxml.letter import Letter, Package, StatusMessage
from letters.edxml.parse import parse
from letters.edxml.read_attachments import read_plain, read_zipped
from letters.edxml.read_header import (
    read_organ,
    read_other,
    read_purpose,
    read_recipients,
    read_reference,
    read_signer,
    read_staff,
    read_status,
    read_traces,
    read_type,
)
from letters.edxml.refusal import PackageRefused

if TYPE_CHECKING:
    from lxml.etree import _Element

LETTER_FIELDS: Final = frozenset(
    [
        "From",
        "To",
        "DocumentId",
        "Code",
        "PromulgationInfo",
        "DocumentType",
        "Subject",
        "Content",
        "SignerInfo",
        "DueDate",
        "OtherInfo",
        "ResponseFor",
        "SteeringType",
        "ApplicationType",
        "ToPlaces",
    ]
)
STATUS_FIELDS: Final = frozenset(
    ["From", "ResponseFor", "StaffInfo", "StatusCode", "Description", "Timestamp"]
)


@dataclass(frozen=True, slots=True)
class Contents:
    """`unread` are paths of elements that the standard does not name: they are kept in the raw
    package only.
    """

    package: Package
    dialect: str
    unread: tuple[str, ...] = ()


def read(raw: bytes) -> Contents:
    """What a package says; its signature is judged elsewhere. Raises PackageRefused."""
    root, dialect = parse(raw)
    return read_tree(root, dialect)


def read_tree(root: "_Element", dialect: Dialect) -> Contents:
    """The same of a tree that was checked and parsed. Raises PackageRefused."""
    whole = Fields(root, dialect, "")
    place = whole
    for name in dialect.header.split("/"):
        place = place if name == "." else place.required(name)
    header, traces = place.required("MessageHeader"), place.child("TraceHeaderList")
    if header.child("StatusCode"):
        return Contents(_status(header, traces), dialect.name, header.unread(STATUS_FIELDS))
    return Contents(_letter(whole, header, traces), dialect.name, header.unread(LETTER_FIELDS))


def _letter(root: Fields, header: Fields, traces: Fields | None) -> Letter:
    code, promulgation = header.required("Code"), header.required("PromulgationInfo")
    promulgated = promulgation.day("PromulgationDate")
    if promulgated is None:
        raise PackageRefused("missing", f"{promulgation.path}/PromulgationDate")
    places = header.child("ToPlaces")
    return Letter(
        sender=read_organ(header.required("From")),
        recipients=read_recipients(header),
        document_id=header.required_text("DocumentId"),
        number=code.required_text("CodeNumber"),
        notation=code.text("CodeNotation"),
        place=promulgation.text("Place"),
        promulgated=promulgated,
        type=read_type(header),
        subject=header.required_text("Subject"),
        content=header.text("Content"),
        signer=read_signer(header),
        due=header.day("DueDate"),
        other=read_other(header),
        responds_to=tuple(map(read_reference, header.children("ResponseFor"))),
        steering=header.number("SteeringType") or 0,
        application=header.text("ApplicationType"),
        places=places.texts("Place") if places else (),
        traces=read_traces(traces),
        purpose=read_purpose(traces),
        attachments=read_zipped(root) if root.dialect is AXIS else read_plain(root),
    )


def _status(header: Fields, traces: Fields | None) -> StatusMessage:
    at = header.moment("Timestamp")
    if at is None:
        raise PackageRefused("missing", f"{header.path}/Timestamp")
    return StatusMessage(
        sender=read_organ(header.required("From")),
        letter=read_reference(header.required("ResponseFor")),
        staff=read_staff(header),
        status=read_status(header),
        description=header.text("Description"),
        at=at,
        traces=read_traces(traces),
    )
