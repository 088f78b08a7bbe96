"""What a letter is for, as an element of TraceHeaderList."""

from typing import TYPE_CHECKING

from letters.edxml.letter import Purpose, Replacement, Staff, Update
from letters.edxml.read_header import BUSINESSES

if TYPE_CHECKING:
    from letters.edxml.tree import Tree


def write_purpose(traces: "Tree", purpose: Purpose) -> None:
    """Bussiness: the standard writes it so."""
    place = traces.child("Bussiness")
    place.optional("DocumentId", purpose.document_id)
    place.texts(
        BussinessDocType=str(BUSINESSES.index(purpose.business)),
        BussinessDocReason=purpose.reason,
        Paper=_flag(on=purpose.paper_follows),
    )
    if purpose.update:
        _update(place.child("BussinessDocumentInfo"), purpose.update)
    if purpose.replacements:
        listed = place.child("ReplacementInfoList")
        for replacement in purpose.replacements:
            _replacement(listed.child("ReplacementInfo"), replacement)
    write_staff(place.child("StaffInfo"), purpose.staff)


def write_staff(place: "Tree", staff: Staff) -> None:
    """StaffInfo."""
    place.texts(
        Department=staff.department, Staff=staff.name, Email=staff.email, Mobile=staff.mobile
    )


def _update(place: "Tree", update: Update) -> None:
    place.texts(
        DocumentInfo=_flag(on=update.document), DocumentReceiver=_flag(on=update.recipients)
    )
    if update.receivers:
        listed = place.child("ReceiverList")
        for receiver in update.receivers:
            listed.child("Receiver").texts(OrganId=receiver.organ, ReceiverType=str(receiver.kind))


def _replacement(place: "Tree", replacement: Replacement) -> None:
    place.text("DocumentId", replacement.document_id)
    if replacement.organs:
        listed = place.child("OrganIdList")
        for organ in replacement.organs:
            listed.text("OrganId", organ)


def _flag(*, on: bool) -> str:
    return "1" if on else "0"
