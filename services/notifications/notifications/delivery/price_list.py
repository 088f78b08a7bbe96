"""The price list of messages, read from `data/prices`."""

import json
from importlib.resources import files
from typing import Final

from contracts.notifications import NoticeChannel
from notifications.domain.message_prices import MessagePrices

LIST: Final = "messages-2026-11"
MAIL_CARRIER: Final = "aws"


def price_list(sms_carrier: str, name: str = LIST) -> MessagePrices:
    """What SMS cost with a carrier, and mails; raises StopIteration where the list lacks one."""
    text = (files("data") / "prices" / f"{name}.json").read_text("utf-8")
    listed = json.loads(text)
    carriers: dict[NoticeChannel, str] = {"sms": sms_carrier, "mail": MAIL_CARRIER}
    prices = {
        channel: next(
            int(price["dong"])
            for price in listed["prices"]
            if (price["carrier"], price["channel"]) == (carrier, channel)
        )
        for channel, carrier in carriers.items()
    }
    return MessagePrices(as_of=listed["as_of"], by_channel=prices)
