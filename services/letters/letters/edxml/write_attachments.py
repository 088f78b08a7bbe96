"""The files of a letter, as each dialect carries them."""

from base64 import b64encode
from collections.abc import Sequence
from typing import TYPE_CHECKING

from letters.edxml.letter import Attachment
from letters.edxml.zipped_file import pack

if TYPE_CHECKING:
    from letters.edxml.tree import Tree


def write_zipped(root: "Tree", attachments: Sequence[Attachment]) -> None:
    """The manifest below the envelope, then each file as a zip."""
    manifest = root.of(root.element[0]).child("edXMLBody").child("edXMLManifest", version="1.0")
    for place, attachment in enumerate(attachments, 1):
        manifest.child("Reference").texts(
            ContentId=f"cid:{content_id(place, attachment)}",
            ContentType=attachment.content_type,
            Description=attachment.description,
            AttachmentName=attachment.name,
        )
    if not attachments:
        return
    encoded = root.child("AttachmentEncoded")
    for place, attachment in enumerate(attachments, 1):
        packed = b64encode(pack(attachment.name, attachment.content)).decode()
        encoded.child("Attachment").texts(
            ContentId=content_id(place, attachment),
            AttachmentName=attachment.name,
            Description=attachment.description,
            ContentType=attachment.content_type,
            ContentTransferEncoded=packed,
        )


def write_plain(root: "Tree", attachments: Sequence[Attachment]) -> None:
    """Each file as it is."""
    for attachment in attachments:
        place = root.child("Attachment")
        place.texts(FileName=attachment.name, FileType=attachment.content_type)
        place.optional("Description", attachment.description)
        place.text("Content", b64encode(attachment.content).decode())


def content_id(place: int, attachment: Attachment) -> str:
    """The name by which the manifest means a file: equal for equal letters."""
    return f"{place}-{attachment.sha256[:32]}"
