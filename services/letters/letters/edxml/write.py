"""The strict writer: a letter or a status message as one dialect has it, unsigned."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from kit.core.time import VIETNAM
from letters.edxml.dialect import Dialect
from letters.edxml.letter import (
    Letter,
    Organ,
    OtherInfo,
    Package,
    Reference,
    StatusMessage,
    Trace,
)
from letters.edxml.tree import Tree
from letters.edxml.write_attachments import write_plain, write_zipped
from letters.edxml.write_purpose import write_purpose, write_staff

if TYPE_CHECKING:
    from lxml.etree import _Element

DAY: Final = "%Y/%m/%d"
MOMENT: Final = "%Y/%m/%d %H:%M:%S"


def write(package: Package, dialect: Dialect) -> bytes:
    """The package as XML in UTF-8, with its declaration; equal for equal input."""
    return to_bytes(write_tree(package, dialect))


def to_bytes(root: "_Element") -> bytes:
    """A tree as it is sent."""
    from lxml import etree

    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def write_tree(package: Package, dialect: Dialect) -> "_Element":
    """The package as a tree, whose header a signature may be added to."""
    root = Tree.root(dialect)
    header = root.below(dialect.header)
    message = header.child("MessageHeader")
    if isinstance(package, StatusMessage):
        _status(message, package)
        _traces(header, package.traces)
        return root.element
    _letter(message, package)
    traces = _traces(header, package.traces)
    write_purpose(traces, package.purpose)
    (write_zipped if dialect.zipped else write_plain)(root, package.attachments)
    return root.element


def _letter(message: Tree, letter: Letter) -> None:
    _organ(message.child("From"), letter.sender)
    for recipient in letter.recipients:
        _organ(message.child("To"), recipient)
    message.text("DocumentId", letter.document_id)
    message.child("Code").texts(CodeNumber=letter.number, CodeNotation=letter.notation)
    message.child("PromulgationInfo").texts(
        Place=letter.place, PromulgationDate=_day(letter.promulgated)
    )
    kind = letter.type
    message.child("DocumentType").texts(
        Type=str(kind.kind), TypeDetail=_number(kind.detail), TypeName=kind.name
    )
    message.text("Subject", letter.subject)
    message.text("Content", letter.content)
    signer = letter.signer
    message.child("SignerInfo").texts(
        Competence=signer.competence, Position=signer.position, FullName=signer.name
    )
    message.optional("DueDate", _day(letter.due) if letter.due else "")
    _other(message.child("OtherInfo"), letter.other)
    for reference in letter.responds_to:
        _reference(message.child("ResponseFor"), reference)
    message.text("SteeringType", str(letter.steering))
    message.optional("ApplicationType", letter.application)
    _list(message, "ToPlaces", "Place", letter.places)


def _status(message: Tree, status: StatusMessage) -> None:
    _organ(message.child("From"), status.sender)
    _reference(message.child("ResponseFor"), status.letter)
    write_staff(message.child("StaffInfo"), status.staff)
    message.text("StatusCode", status.status)
    message.text("Description", status.description)
    message.text("Timestamp", _moment(status.at))


def _organ(place: Tree, organ: Organ) -> None:
    place.texts(
        OrganId=organ.id,
        OrganizationInCharge=organ.in_charge,
        OrganName=organ.name,
        OrganAdd=organ.address,
        Email=organ.email,
        Telephone=organ.telephone,
        Fax=organ.fax,
        Website=organ.website,
    )


def _other(place: Tree, other: OtherInfo) -> None:
    place.texts(
        Priority=str(other.priority),
        SphereOfPromulgation=other.sphere,
        TyperNotation=other.typist,
        PromulgationAmount=_number(other.copies),
        PageAmount=_number(other.pages),
        Direction=other.direction,
    )
    _list(place, "Appendixes", "Appendix", other.appendixes)


def _reference(place: Tree, reference: Reference) -> None:
    place.texts(OrganId=reference.organ, Code=reference.code)
    place.optional("DocumentId", reference.document_id)
    promulgated = reference.promulgated
    place.optional("PromulgationDate", _day(promulgated) if promulgated else "")


def _traces(header: Tree, traces: Iterable[Trace]) -> Tree:
    place = header.child("TraceHeaderList")
    for trace in traces:
        place.child("TraceHeader").texts(OrganId=trace.organ, Timestamp=_moment(trace.at))
    return place


def _list(parent: Tree, name: str, each: str, texts: Iterable[str]) -> None:
    texts = tuple(texts)
    if texts:
        place = parent.child(name)
        for text in texts:
            place.text(each, text)


def _day(day: date) -> str:
    return day.strftime(DAY)


def _moment(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime(MOMENT)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
