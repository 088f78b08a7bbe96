"""MessageHeader and TraceHeaderList as parts of the canonical form."""

from typing import Final, get_args

from letters.edxml.fields import Fields
from letters.edxml.letter import (
    STATUSES,
    Business,
    DocumentType,
    Organ,
    OtherInfo,
    Purpose,
    Receiver,
    Reference,
    Replacement,
    Signer,
    Staff,
    Status,
    Trace,
    Update,
)
from letters.edxml.refusal import PackageRefused

BUSINESSES: Final[tuple[Business, ...]] = get_args(Business)
MOST_RECIPIENTS: Final = 1_000


def read_organ(fields: Fields) -> Organ:
    """From or To."""
    return Organ(
        id=fields.required_text("OrganId"),
        in_charge=fields.text("OrganizationInCharge"),
        name=fields.text("OrganName"),
        address=fields.text("OrganAdd"),
        email=fields.text("Email"),
        telephone=fields.text("Telephone"),
        fax=fields.text("Fax"),
        website=fields.text("Website"),
    )


def read_recipients(header: Fields) -> tuple[Organ, ...]:
    """Every To, of which there is one at least."""
    elements = header.children("To")
    if not elements:
        raise PackageRefused("missing", f"{header.path}/To")
    if len(elements) > MOST_RECIPIENTS:
        raise PackageRefused("too_many_recipients", f"{header.path}/To")
    return tuple(map(read_organ, elements))


def read_type(header: Fields) -> DocumentType:
    fields = header.required("DocumentType")
    return DocumentType(
        kind=fields.number("Type") or 0,
        detail=fields.number("TypeDetail"),
        name=fields.text("TypeName"),
    )


def read_signer(header: Fields) -> Signer:
    fields = header.child("SignerInfo")
    if fields is None:
        return Signer()
    return Signer(
        competence=fields.text("Competence"),
        position=fields.text("Position"),
        name=fields.text("FullName"),
    )


def read_other(header: Fields) -> OtherInfo:
    fields = header.child("OtherInfo")
    if fields is None:
        return OtherInfo()
    appendixes = fields.child("Appendixes")
    return OtherInfo(
        priority=fields.number("Priority") or 0,
        sphere=fields.text("SphereOfPromulgation"),
        typist=fields.text("TyperNotation"),
        copies=fields.number("PromulgationAmount"),
        pages=fields.number("PageAmount"),
        direction=fields.text("Direction"),
        appendixes=appendixes.texts("Appendix") if appendixes else (),
    )


def read_reference(fields: Fields) -> Reference:
    """A ResponseFor."""
    return Reference(
        organ=fields.required_text("OrganId"),
        code=fields.text("Code"),
        document_id=fields.text("DocumentId"),
        promulgated=fields.day("PromulgationDate"),
    )


def read_staff(parent: Fields) -> Staff:
    fields = parent.child("StaffInfo")
    if fields is None:
        return Staff()
    return Staff(
        department=fields.text("Department"),
        name=fields.text("Staff"),
        email=fields.text("Email"),
        mobile=fields.text("Mobile"),
    )


def read_status(header: Fields) -> Status:
    """StatusCode."""
    code = header.required_text("StatusCode")
    if code not in STATUSES:
        raise PackageRefused("bad_code", f"{header.path}/StatusCode")
    return code


def read_traces(traces: Fields | None) -> tuple[Trace, ...]:
    """Every TraceHeader."""
    return tuple(map(_trace, traces.children("TraceHeader"))) if traces else ()


def read_purpose(traces: Fields | None) -> Purpose:
    """Bussiness (sic), which the standard keeps in TraceHeaderList; a letter without is new."""
    fields = traces.child("Bussiness") if traces else None
    if fields is None:
        return Purpose()
    code = fields.number("BussinessDocType")
    if code is None or code >= len(BUSINESSES):
        raise PackageRefused("bad_code", f"{fields.path}/BussinessDocType")
    purpose = Purpose(
        business=BUSINESSES[code],
        document_id=fields.text("DocumentId"),
        reason=fields.text("BussinessDocReason"),
        paper_follows=fields.flag("Paper"),
        update=_update(fields),
        replacements=_replacements(fields),
        staff=read_staff(fields),
    )
    _check_target(purpose, fields)
    return purpose


def _check_target(purpose: Purpose, fields: Fields) -> None:
    """What is recalled, updated or replaced is named."""
    if purpose.business in ("recall", "update") and not purpose.document_id:
        raise PackageRefused("missing", f"{fields.path}/DocumentId")
    if purpose.business == "replace" and not purpose.replacements:
        raise PackageRefused("missing", f"{fields.path}/ReplacementInfoList")


def _trace(fields: Fields) -> Trace:
    at = fields.moment("Timestamp")
    if at is None:
        raise PackageRefused("missing", f"{fields.path}/Timestamp")
    return Trace(organ=fields.required_text("OrganId"), at=at)


def _update(business: Fields) -> Update | None:
    fields = business.child("BussinessDocumentInfo")
    if fields is None:
        return None
    listed = fields.child("ReceiverList")
    receivers = listed.children("Receiver") if listed else []
    return Update(
        document=fields.flag("DocumentInfo"),
        recipients=fields.flag("DocumentReceiver"),
        receivers=tuple(map(_receiver, receivers)),
    )


def _receiver(fields: Fields) -> Receiver:
    return Receiver(organ=fields.required_text("OrganId"), kind=fields.number("ReceiverType") or 0)


def _replacements(business: Fields) -> tuple[Replacement, ...]:
    listed = business.child("ReplacementInfoList")
    return tuple(map(_replacement, listed.children("ReplacementInfo"))) if listed else ()


def _replacement(fields: Fields) -> Replacement:
    organs = fields.child("OrganIdList")
    return Replacement(
        document_id=fields.required_text("DocumentId"),
        organs=organs.texts("OrganId") if organs else (),
    )
