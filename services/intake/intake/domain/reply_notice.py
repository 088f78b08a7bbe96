"""A notice that an agency replied to what a person wrote: published once, then forgotten."""

from datetime import timedelta
from typing import ClassVar, Final

from contracts.intake import ReplyReady
from contracts.terms import Contact, Moment
from contracts.voice import FeedbackChanged
from intake.domain.person import Person, person_vault
from kit.core.model import Aggregate

READ_BY_ITS_OWNER: Final = ("resolve", "refuse", "request_supplement")
"""Acts of which whoever wrote the feedback has to know."""
LASTS: Final = timedelta(days=30)


class ReplyNotice(Aggregate):
    """`id` names the feedback and the number of its act; sealed under the key of the person."""

    KIND: ClassVar[str] = "REPLY"

    at: Moment

    def index_attributes(self) -> dict[str, str | int]:
        """It ends by itself."""
        return {"ttl": int((self.at + LASTS).timestamp())}


def reply_notice(
    id: str, person: Person, changed: FeedbackChanged, at: Moment
) -> tuple[ReplyNotice, ReplyReady] | None:
    """The notice with its event; None for a person without phone and mail."""
    profile = person.profile
    if not (profile.phone or profile.email):
        return None
    contact = Contact(
        phone=profile.phone, email=profile.email, phone_verified=person.phone_verified
    )
    event = ReplyReady.model_validate(
        {"contact": contact, "owner": person.id, "kind": changed.kind, "act": changed.act}
    )
    return ReplyNotice(id=id, vault=person_vault(person.id), at=at), event
