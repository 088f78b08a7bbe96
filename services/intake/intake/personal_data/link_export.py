"""The link to the archive of an export, for a quarter of an hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from intake.attachments.ports import AttachmentBucket
from intake.attachments.stored_file import BucketFile
from intake.domain.data_export import DataExport, delivered
from intake.personal_data.archive import export_archive
from intake.repository import IntakeRepository
from kit.core.errors import Conflicting
from kit.core.model import Model
from kit.security.people import PersonLink

LINK_LASTS: Final = timedelta(minutes=15)
MEDIA_TYPE: Final = "application/zip"


class ExportNotReady(Conflicting):
    """A service has not delivered its part yet."""

    code = "export_not_ready"
    vi = "Bản sao dữ liệu đang được tạo. Vui lòng thử lại sau ít phút."
    en = "The copy of the data is still being made. Please try again in a few minutes."


class LinkExport(Model):
    """Which export, and whose."""

    export: str
    owner: PersonLink


@dataclass(frozen=True, slots=True)
class ExportLink:
    """Whoever has the `url` gets the archive until `expires`; `dossiers` were opened for it."""

    url: str
    expires: datetime
    dossiers: tuple[str, ...]


def link_export(
    intake: IntakeRepository,
    bucket: Callable[[], AttachmentBucket],
    command: LinkExport,
    *,
    at: datetime,
) -> ExportLink:
    """Raises NotFound, ExportNotReady. The archive is made anew, and ends after a day."""
    export = intake.data_export_of(command.owner, command.export, at)
    parts = intake.parts_of(export)
    if not delivered(export, parts).is_whole:
        raise ExportNotReady(field="export", retry_after=60)

    content = export_archive(intake, command.owner, export, parts, at=at)

    file = _file(export, at)
    bucket().store_export(file.key, content)
    codes = tuple(dossier.code for dossier in export.dossiers)
    return ExportLink(bucket().link(file, LINK_LASTS), at + LINK_LASTS, codes)


def _file(export: DataExport, at: datetime) -> BucketFile:
    return BucketFile(
        key=f"exports/{export.id}/{at:%Y%m%dT%H%M%S%f}.zip",
        media_type=MEDIA_TYPE,
        disposition="attachment",
        filename="du-lieu-ca-nhan.zip",
    )
