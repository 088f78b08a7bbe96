"""An event as it goes to an endpoint: its body, and the headers that sign it."""

from datetime import datetime
from typing import Final

from partners.domain.delivery import Outgoing
from partners.domain.hook import Hook
from partners.domain.public_event import PublicEvent
from partners.domain.signature import signed_headers

MEDIA_TYPE: Final = "application/cloudevents+json; charset=utf-8"
USER_AGENT: Final = "motcua-webhooks/1"
REPLAY: Final = "webhook-replay"


def outgoing_of(hook: Hook, event: PublicEvent, at: datetime, *, replay: bool) -> Outgoing:
    """The same body and id each time; time and signature are of this try."""
    body = event.model_dump_json().encode()
    headers = {
        "Content-Type": MEDIA_TYPE,
        "User-Agent": USER_AGENT,
        **signed_headers(event.id, body, hook.signing_secrets(at), at),
        **({REPLAY: "1"} if replay else {}),
    }
    return Outgoing(url=hook.url, body=body, headers=headers)
