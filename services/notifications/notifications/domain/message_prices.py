"""What messages cost, by a dated list."""

from collections.abc import Mapping

from contracts.notifications import NoticeChannel
from contracts.terms import Day
from kit.core.model import Model


class MessagePrices(Model):
    """Prices in đồng of an SMS segment and of a mail; `as_of` is the date of the list."""

    as_of: Day
    by_channel: Mapping[NoticeChannel, int]

    def of(self, channel: NoticeChannel, segments: int) -> int:
        """The price of one message in đồng."""
        units = segments if channel == "sms" else 1
        return self.by_channel[channel] * units
