"""An official replies to a sign under which they are listed."""

from datetime import datetime

from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from status.domain.figure_ports import Objects
from status.domain.sign_reply import SignReply
from status.repositories.sign_replies import SignReplies
from status.supervision.daily import stored_report


class ReplyToSign(Model):
    """What `official` says of their `sign`."""

    official: str
    sign: str
    text: str


@retry_on_conflict
def reply_to_sign(
    replies: SignReplies, objects: Objects, command: ReplyToSign, *, at: datetime
) -> SignReply:
    """The reply with every text before it; the same text again changes nothing.

    Raises NotFound where the latest report does not list it, TooManyReplies.
    """
    report = stored_report(objects)
    listed = report.of_official(command.official) if report else ()
    if command.sign not in {each.sign for each in listed}:
        raise NotFound
    reply = replies.sign_reply(command.official, command.sign)
    replied = reply.replied(command.text, at)
    if replied == reply:
        return reply
    replies.save_sign_reply(replied, at)
    return replied
