"""The list of procedures is made anew after publications, by who handles their events."""

from datetime import datetime, timedelta
from typing import Final

from intake.attachments.ports import ListingStore
from intake.domain.catalogue_export import FORMS, exported
from intake.domain.catalogue_listing import Listing, ListingHead, digest_of
from intake.repository import IntakeRepository
from kit.core.time import vietnam_day
from kit.persistence.repository import Conflict
from kit.platform import log

PAUSE: Final = timedelta(seconds=20)
"""After a list was made, events wait so long before they have the next one made: a load publishes
thousands. The sweeper makes the one that is left over."""


def refresh_listing(
    intake: IntakeRepository, lists: ListingStore, *, at: datetime, pause: timedelta = timedelta()
) -> bool:
    """Whether a new list was made: none where it has every publication, or is younger than `pause`.

    What is published while the entries are read changes the publication that was read before, so
    that the next refresh sees that this list may lack it.
    """
    before = intake.listing_head()
    publication = intake.last_publication()
    if publication is None or (before and before.exports and before.publication == publication):
        return False
    if before and timedelta() <= at - before.created_at < pause:
        return False
    listing = Listing(procedures=tuple(intake.listed_procedures(at)))

    content = listing.packed()
    files = {form: exported(form, listing, vietnam_day(at)) for form in FORMS}
    head = ListingHead(
        sha256=digest_of(content),
        publication=publication,
        exports={form: digest_of(file) for form, file in files.items()},
        created_at=at,
    )
    for each in (content, *files.values()):
        lists.store(digest_of(each), each)
    try:
        intake.replace_listing_head(head, before)
    except Conflict:  # another one was made meanwhile; the next refresh compares again
        return False
    log.info("catalogue_listed", procedures=len(listing.procedures), bytes=len(content))
    return True
