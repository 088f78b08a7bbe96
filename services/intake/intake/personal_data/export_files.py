"""The files of an export: papers that were filed, and forms, receipts and results that were sealed.

What documents stores of a dossier says which files it has; intake computes their keys from that.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from contracts.exports import ExportedDossier
from contracts.routes import DOCUMENTS
from intake.attachments.stored_file import UNSHOWN_TYPE, BucketFile
from intake.domain.attachment import EXTENSIONS, PDF_TYPE, Attachment
from intake.domain.data_export import StoredPart
from intake.repository import IntakeRepository

DOCUMENT: Final = "DOSSIER DOCUMENT"
"""The place of a document in the part of its service."""
DIGESTS: Final = ("seal.before_stamp", "seal.rendered", "seal.sha256")
"""Which digest is in the key of a document's file: the first that it has."""


class ExportFile(NamedTuple):
    """A file of a dossier; `object` is the id of its attachment or document, `name` its place in
    an archive.
    """

    dossier: str
    object: str
    name: str
    file: BucketFile


def files_of(
    intake: IntakeRepository, exported: ExportedDossier, parts: Sequence[StoredPart]
) -> list[ExportFile]:
    """Of one dossier, in an order that stays; of an erased one there is none."""
    dossier = intake.dossier(exported.code)
    if dossier is None or dossier.erasure_ordered_at is not None:
        return []
    draft = intake.draft(dossier.draft)
    attachments = intake.attachments_of(draft) if draft else []
    filed = [
        file
        for place, each in enumerate(attachments, start=1)
        for file in _attached(exported.code, place, each)
    ]
    return [*filed, *_sealed(intake, exported, parts)]


def _attached(code: str, place: int, attachment: Attachment) -> Iterator[ExportFile]:
    """The copy that people are shown, and a signed one as it was uploaded; no official's draft."""
    name = f"{code}/{place:02d}-{attachment.component}"
    if attachment.is_result:
        return
    if attachment.reused is not None:
        file = _document_file(attachment.reused.key)
        yield ExportFile(code, attachment.id, f"{name}.pdf", file)
    elif attachment.shown is not None:
        extension = EXTENSIONS[attachment.media_type]
        key = attachment.key_of(attachment.shown)
        yield ExportFile(code, attachment.id, f"{name}.{extension}", _paper_file(key))
        if attachment.signature is not None:
            key = attachment.key_of(attachment.sha256)
            yield ExportFile(code, attachment.id, f"{name}-goc.{extension}", _paper_file(key))


def _sealed(
    intake: IntakeRepository, exported: ExportedDossier, parts: Sequence[StoredPart]
) -> Iterator[ExportFile]:
    for facts in _documents(intake, exported.code, parts):
        digest = next((facts[field] for field in DIGESTS if field in facts), None)
        if digest is not None:
            key = f"documents/{exported.vault}/{digest}.pdf"
            name = f"{exported.code}/{facts['kind']}-{facts['id']}.pdf"
            yield ExportFile(exported.code, facts["id"], name, _document_file(key))


def _documents(
    intake: IntakeRepository, code: str, parts: Sequence[StoredPart]
) -> list[dict[str, str]]:
    """Field -> value of each document, as its service delivered it: an id begins the next one."""
    documents: list[dict[str, str]] = []
    for part in parts:
        if (part.service, part.dossier) != (DOCUMENTS, code):
            continue
        for row in intake.opened_rows(part):
            if row.place == DOCUMENT and row.field == "id":
                documents.append({})
            if row.place == DOCUMENT and documents:
                documents[-1][row.field] = row.value
    return documents


def _paper_file(key: str) -> BucketFile:
    return BucketFile(key=key, media_type=UNSHOWN_TYPE, disposition="attachment", filename="")


def _document_file(key: str) -> BucketFile:
    return BucketFile(
        key=key, is_document=True, media_type=PDF_TYPE, disposition="attachment", filename=""
    )
