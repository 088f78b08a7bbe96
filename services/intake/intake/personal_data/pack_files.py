"""A volume of the files of an export: as many as fit, from where the volume before it ended."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Final, NamedTuple

from intake.attachments.ports import AttachmentBucket
from intake.attachments.stored_file import BucketFile
from intake.domain.data_export import DataExport, StoredPart, delivered
from intake.personal_data.export_files import ExportFile, files_of
from intake.personal_data.link_export import LINK_LASTS, MEDIA_TYPE, ExportLink, ExportNotReady
from intake.repository import IntakeRepository
from kit.core.csv_table import csv_table
from kit.platform import log
from kit.security.people import PersonLink

COLUMNS: Final = ("dossier", "object", "name", "bytes")


class Bound(NamedTuple):
    """The most of one volume; a file that is larger is alone in its own."""

    files: int = 100
    bytes: int = 20_000_000


class PackFiles(NamedTuple):
    """Which export, and whose; `after` is where the volume before ended, None: the first one."""

    export: str
    owner: PersonLink
    after: str | None = None
    bound: Bound = Bound()


class Volume(NamedTuple):
    """The link to a volume, the files in it, and where the next one begins; None: nowhere."""

    link: ExportLink
    files: tuple[ExportFile, ...]
    after: str | None


class Position(NamedTuple):
    """The number of a dossier in the export, and of a file in it, from 0."""

    dossier: int
    file: int

    @classmethod
    def of(cls, text: str | None) -> "Position":
        """As a cursor has it."""
        dossier, _, file = (text or "0.0").partition(".")
        return cls(int(dossier), int(file))

    @property
    def text(self) -> str:
        return f"{self.dossier}.{self.file}"


def pack_files(
    intake: IntakeRepository,
    bucket: Callable[[], AttachmentBucket],
    command: PackFiles,
    *,
    at: datetime,
) -> Volume:
    """Again from the same place, it makes the same volume. Raises NotFound, ExportNotReady."""
    export = intake.data_export_of(command.owner, command.export, at)
    parts = intake.parts_of(export)
    if not delivered(export, parts).is_whole:
        raise ExportNotReady(field="export", retry_after=60)
    store, begin = bucket(), Position.of(command.after)

    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        packed, after = _pack(store, archive, _from(intake, export, parts, begin), command.bound)

    file = _file(export, begin, at)
    store.store_export(file.key, content.getvalue())
    codes = tuple(dict.fromkeys(each.dossier for each in packed))
    link = ExportLink(store.link(file, LINK_LASTS), at + LINK_LASTS, codes)
    return Volume(link, packed, after.text if after else None)


def _from(
    intake: IntakeRepository, export: DataExport, parts: tuple[StoredPart, ...], begin: Position
) -> Iterator[tuple[Position, ExportFile]]:
    """Every file from a place on."""
    for number, dossier in enumerate(export.dossiers[begin.dossier :], start=begin.dossier):
        first = begin.file if number == begin.dossier else 0
        for place, each in enumerate(files_of(intake, dossier, parts)[first:], start=first):
            yield Position(number, place), each


def _pack(
    bucket: AttachmentBucket,
    archive: zipfile.ZipFile,
    files: Iterator[tuple[Position, ExportFile]],
    bound: Bound,
) -> tuple[tuple[ExportFile, ...], Position | None]:
    """Until the volume is full; what is not stored any more is listed without its size."""
    packed: list[ExportFile] = []
    rows: list[tuple[str, str, str, str]] = []
    size, following = 0, None
    for position, each in files:
        content = bucket.read_file(each.file) if len(rows) < bound.files else None
        is_full = packed and size + len(content or b"") > bound.bytes
        if is_full or len(rows) >= bound.files:
            following = position
            break
        rows.append((each.dossier, each.object, each.name, str(len(content)) if content else ""))
        if content is None:
            log.warning("export_file_missing", object=each.object)
        else:
            archive.writestr(each.name, content)
            packed.append(each)
            size += len(content)
    archive.writestr("files.csv", csv_table(COLUMNS, rows))
    return tuple(packed), following


def _file(export: DataExport, begin: Position, at: datetime) -> BucketFile:
    return BucketFile(
        key=f"exports/{export.id}/{at:%Y%m%dT%H%M%S%f}-{begin.text}.zip",
        media_type=MEDIA_TYPE,
        disposition="attachment",
        filename="tep-cua-toi.zip",
    )
