"""The feed of a partner: its events under numbers without a gap."""

from datetime import timedelta
from typing import ClassVar, Final

from kit.core.errors import Gone, Invalid
from kit.core.model import Aggregate, Model
from partners.domain.public_event import PublicEvent

RETAINED: Final = timedelta(days=90)


class CursorTooOld(Gone):
    """Events behind the cursor are older than the feed keeps them."""

    code = "cursor_too_old"
    vi = (
        "Con trỏ quá cũ: sự kiện chỉ được giữ 90 ngày. Vui lòng tra cứu lại hồ sơ, rồi đọc tiếp từ "
        "last_sequence của GET /me."
    )
    en = (
        "The cursor is too old: events are kept for 90 days. Please read the dossiers again, then "
        "go on from last_sequence of GET /me."
    )


class CursorAhead(Invalid):
    """The cursor lies behind the last event."""

    code = "cursor_ahead"
    vi = "Con trỏ lớn hơn số thứ tự của sự kiện mới nhất. Vui lòng đọc từ số thứ tự đã lưu."
    en = "The cursor is greater than the number of the newest event. Please use the stored number."


class Feed(Aggregate):
    """Of the partner `id`. Each commit adds one event, whose number is the version it makes."""

    KIND: ClassVar[str] = "FEED"

    @property
    def last(self) -> int:
        """The number of the newest event; 0 before the first."""
        return self.version


class FeedPage(Model):
    """Events in their order; `caught_up`: there are no more behind them now."""

    items: tuple[PublicEvent, ...]
    caught_up: bool
    next: int
    """The number of the last event that was read, whether it is among the items or not."""
