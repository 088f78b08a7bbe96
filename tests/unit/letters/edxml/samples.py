"""Samples of our own, in the shape of packages in use: text, written by nothing of the product.

Those of the axis have the standard's namespace as the default one of the root and of attachments,
and a prefix for the envelope; those of provincial platforms a prefix throughout.
"""

import io
import zipfile
from base64 import b64encode, encodebytes
from xml.sax.saxutils import escape

from letters.edxml.letter import (
    Attachment,
    Letter,
    Organ,
    Package,
    Purpose,
    Reference,
    Staff,
    StatusMessage,
    Trace,
)

AXIS = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PROVINCIAL = "http://www.go.vn/eDoc"
CODES = {"new": 0, "recall": 1, "update": 2, "replace": 3}


def sample(package: Package, dialect: str) -> bytes:
    """The package as a system of another maker sends it."""
    return (axis(package) if dialect == "axis" else provincial(package)).encode()


def axis(package: Package) -> str:
    files = package.attachments if isinstance(package, Letter) else ()
    manifest = "".join(
        f"<edXML:Reference><edXML:ContentId>cid:tep{n}</edXML:ContentId>"
        f"{e('ContentType', f.content_type)}{e('Description', f.description)}"
        f"{e('AttachmentName', f.name)}</edXML:Reference>\n"
        for n, f in enumerate(files)
    )
    encoded = "".join(
        f"<Attachment>\n<ContentId>tep{n}</ContentId><AttachmentName>{escape(f.name)}"
        f"</AttachmentName><edXML:ContentTransferEncoded>{encodebytes(zipped(f)).decode()}"
        "</edXML:ContentTransferEncoded></Attachment>\n"
        for n, f in enumerate(files)
    )
    body = (
        f'<edXML:edXMLBody><edXML:edXMLManifest version="1.0">{manifest}</edXML:edXMLManifest>'
        "</edXML:edXMLBody>"
    )
    tail = f'<AttachmentEncoded xmlns="{AXIS}">{encoded}</AttachmentEncoded>' if encoded else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<edXML xmlns="{AXIS}" xmlns:edXML="{AXIS}">\n <edXML:edXMLEnvelope>\n'
        f"  <edXML:edXMLHeader>{header(package)}</edXML:edXMLHeader>\n"
        f"  {body if isinstance(package, Letter) else ''}\n"
        f" </edXML:edXMLEnvelope>\n{tail}</edXML>\n"
    )


def provincial(package: Package) -> str:
    files = package.attachments if isinstance(package, Letter) else ()
    attached = "".join(
        f"<edXML:Attachment>{e('FileName', f.name)}{e('FileType', f.content_type)}"
        f"{o('Description', f.description)}{e('Content', b64encode(f.content).decode())}"
        "</edXML:Attachment>"
        for f in files
    )
    return (
        f'<?xml version="1.0"?><edXML:edXMLEnvelope xmlns:edXML="{PROVINCIAL}">'
        f"{header(package)}{attached}</edXML:edXMLEnvelope>"
    )


def header(package: Package) -> str:
    if isinstance(package, StatusMessage):
        return message_of(package) + listed(package.traces, "")
    return letter_of(package) + listed(package.traces, purpose(package.purpose))


def letter_of(x: Letter) -> str:
    other = x.other
    appendixes = "".join(e("Appendix", each) for each in other.appendixes)
    places = "".join(e("Place", each) for each in x.places)
    return b(
        "MessageHeader",
        # the order of other makers, which is not ours
        e("Subject", x.subject) + organ("From", x.sender),
        "".join(organ("To", each) for each in x.recipients),
        b("Code", e("CodeNumber", x.number) + o("CodeNotation", x.notation)),
        b(
            "PromulgationInfo",
            o("Place", x.place) + e("PromulgationDate", f"{x.promulgated:%Y/%m/%d}"),
        ),
        b(
            "DocumentType",
            e("Type", str(x.type.kind))
            + o("TypeDetail", str(x.type.detail or ""))
            + o("TypeName", x.type.name),
        ),
        o("Content", x.content),
        b(
            "SignerInfo",
            o("Competence", x.signer.competence)
            + o("Position", x.signer.position)
            + o("FullName", x.signer.name),
        ),
        o("DueDate", f"{x.due:%Y/%m/%d}" if x.due else ""),
        b(
            "OtherInfo",
            e("Priority", str(other.priority)),
            o("SphereOfPromulgation", other.sphere) + o("TyperNotation", other.typist),
            o("PromulgationAmount", str(other.copies or "")),
            o("PageAmount", str(other.pages or "")) + o("Direction", other.direction),
            b("Appendixes", appendixes) if appendixes else "",
        ),
        "".join(reference(each) for each in x.responds_to),
        e("SteeringType", str(x.steering)) + o("ApplicationType", x.application),
        b("ToPlaces", places) if places else "",
        e("DocumentId", x.document_id),
    )


def message_of(x: StatusMessage) -> str:
    return b(
        "MessageHeader",
        organ("From", x.sender) + reference(x.letter) + staff(x.staff),
        e("StatusCode", x.status) + o("Description", x.description),
        e("Timestamp", f"{x.at:%Y/%m/%d %H:%M:%S}"),
    )


def listed(traces: tuple[Trace, ...], business: str) -> str:
    stamped = "".join(
        b("TraceHeader", e("OrganId", t.organ) + e("Timestamp", f"{t.at:%Y/%m/%d %H:%M:%S}"))
        for t in traces
    )
    return b("TraceHeaderList", stamped, business)


def purpose(x: Purpose) -> str:
    update, replaced = "", ""
    if x.update:
        receivers = "".join(
            b("Receiver", e("OrganId", r.organ) + e("ReceiverType", str(r.kind)))
            for r in x.update.receivers
        )
        update = b(
            "BussinessDocumentInfo",
            e("DocumentInfo", str(int(x.update.document))),
            e("DocumentReceiver", str(int(x.update.recipients))),
            b("ReceiverList", receivers),
        )
    for each in x.replacements:
        organs = "".join(e("OrganId", organ) for organ in each.organs)
        replaced += b(
            "ReplacementInfo",
            e("DocumentId", each.document_id) + (b("OrganIdList", organs) if organs else ""),
        )
    return b(
        "Bussiness",
        e("BussinessDocType", str(CODES[x.business])) + e("BussinessDocReason", x.reason),
        e("Paper", str(int(x.paper_follows))) + o("DocumentId", x.document_id),
        update + (b("ReplacementInfoList", replaced) if replaced else "") + staff(x.staff),
    )


def organ(name: str, x: Organ) -> str:
    return b(
        name,
        e("OrganId", x.id) + o("OrganizationInCharge", x.in_charge) + e("OrganName", x.name),
        o("OrganAdd", x.address) + o("Email", x.email) + o("Telephone", x.telephone),
        o("Fax", x.fax) + o("Website", x.website),
    )


def reference(x: Reference) -> str:
    return b(
        "ResponseFor",
        e("OrganId", x.organ) + o("Code", x.code),
        o("PromulgationDate", f"{x.promulgated:%Y/%m/%d}" if x.promulgated else ""),
        o("DocumentId", x.document_id),
    )


def staff(x: Staff) -> str:
    return b(
        "StaffInfo",
        o("Department", x.department) + o("Staff", x.name) + o("Email", x.email),
        o("Mobile", x.mobile),
    )


def zipped(file: Attachment) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("tep-goc.bin", file.content)
    return target.getvalue()


def b(name: str, *parts: str) -> str:
    return f"<edXML:{name}>\n{''.join(parts)}</edXML:{name}>\n"


def e(name: str, text: str) -> str:
    return f"<edXML:{name}>{escape(text)}</edXML:{name}>"


def o(name: str, text: str) -> str:
    return e(name, text) if text else ""
