"""Whoever wrote to an agency gets a notice of its reply, where their profile names a contact."""

from datetime import datetime
from typing import NamedTuple

from contracts.voice import FeedbackChanged
from intake.domain.reply_notice import READ_BY_ITS_OWNER, reply_notice
from intake.repository import IntakeRepository
from kit.core.events import Change, Envelope
from kit.persistence.vault import Unreadable


class ReplyAnnouncer(NamedTuple):
    """Bound to the table with the vault: profiles are sealed."""

    intake: IntakeRepository

    def announce(self, message: Envelope, *, at: datetime) -> None:
        """Of acts that need no notice nothing is stored; raises Conflict, Duplicate."""
        announce_reply(self.intake, message, at=at)


def announce_reply(intake: IntakeRepository, message: Envelope, *, at: datetime) -> None:
    """Raises Conflict, Duplicate, ContractBroken."""
    changed = message.read(FeedbackChanged)
    if changed.owner is None or changed.act not in READ_BY_ITS_OWNER:
        return
    try:
        person = intake.person(changed.owner)
    except Unreadable:  # erased
        return
    notice = person and reply_notice(
        f"{message.subject}-{message.sequence}", person, changed, message.time
    )
    if notice:
        state, event = notice
        intake.commit([Change(state, event)], at=at, cause=message)
