"""The link to an export of the catalogue, whose file is made with the list."""

from datetime import datetime, timedelta
from typing import Final

from intake.attachments.ports import ListingStore
from intake.domain.catalogue_export import MEDIA_TYPES, ExportForm
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.model import Model

LINK_LIFETIME: Final = timedelta(minutes=15)


class ExportLink(Model):
    """A URL of a file of `media_type` that is good until `expires`; the file is of `created_at`."""

    form: ExportForm
    url: str
    media_type: str
    sha256: str
    created_at: datetime
    expires: datetime


def export_link(
    intake: IntakeRepository, lists: ListingStore, form: ExportForm, *, at: datetime
) -> ExportLink:
    """One small read, however many procedures there are; raises NotFound before the first list."""
    head = intake.listing_head()
    if head is None or not head.exports:
        raise NotFound
    digest, media_type = head.exports[form], MEDIA_TYPES[form]
    name = f"thu-tuc-hanh-chinh-{head.created_at:%Y%m%d}.{form}"
    return ExportLink(
        form=form,
        url=lists.link(digest, media_type, name, LINK_LIFETIME),
        media_type=media_type,
        sha256=digest,
        created_at=head.created_at,
        # a second early: S3 counts from the second in which it signed
        expires=(at + LINK_LIFETIME - timedelta(seconds=1)).replace(microsecond=0),
    )
