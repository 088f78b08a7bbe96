"""What time does to drafts: a reminder five days before the end, the end, and files that go."""

from datetime import datetime

from intake.attachments.ports import AttachmentBucket
from intake.domain.attachment import Attachment
from intake.domain.draft import Draft
from intake.domain.draft_end import due_moment, should_clean, should_remind
from intake.domain.draft_reminder import remind
from intake.repository import IntakeRepository
from kit.core.budget import UNLIMITED, Budget
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log


def sweep_drafts(
    intake: IntakeRepository, bucket: AttachmentBucket, at: datetime, budget: Budget = UNLIMITED
) -> int:
    """How many drafts were due; one that fails keeps no other from it. Nothing is opened."""
    due = intake.drafts_due(at)
    for draft in due:
        if budget.is_spent:
            break
        try:
            sweep_draft(intake, bucket, draft, at)
        except Exception as error:  # noqa: BLE001 - logged; it is due in the next run again
            log.failure("draft_not_swept", error, draft=draft)
    return len(due)


@retry_on_conflict
def sweep_draft(intake: IntakeRepository, bucket: AttachmentBucket, id: str, at: datetime) -> None:
    """One step: what is due after it is done by the next run."""
    draft = intake.sealed_draft(id)
    due = due_moment(draft) if draft else None
    if draft is None or due is None or due > at:
        return
    if draft.state == "open" and draft.expires <= at:
        intake.commit_discarded(draft.discard(at), at=at)
    elif should_remind(draft, at):
        reminded, event = remind(draft)
        intake.commit([Change(reminded, event)], at=at)
    elif should_clean(draft, at):
        _clean(intake, bucket, draft, at)


def _clean(intake: IntakeRepository, bucket: AttachmentBucket, draft: Draft, at: datetime) -> None:
    """Files first, then what names them: a death in between is made good by the next run.

    The same file may have been added again: it stays, and while one is on its way nothing goes.
    """
    present = _attachments(intake, draft.attachments)
    if any(each.state == "awaiting_upload" and not each.is_abandoned(at) for each in present):
        return
    used = frozenset[str]().union(*(each.stored_keys for each in present))
    removed = _attachments(intake, draft.removed)
    bucket.delete(sorted(frozenset[str]().union(*(each.stored_keys for each in removed)) - used))
    intake.remove_attachments(draft.removed)
    if draft.state == "discarded":
        intake.remove_draft(draft)
    else:
        intake.commit([Change(draft.without_removed(), None)], at=at)


def _attachments(intake: IntakeRepository, ids: tuple[str, ...]) -> list[Attachment]:
    attachments = map(intake.sealed_attachment, ids)
    return [each for each in attachments if each is not None]
