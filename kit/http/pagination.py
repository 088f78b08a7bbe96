"""Opaque cursors of lists, authenticated and bound to a caller and a list."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated

from pydantic import Field

from kit.core.errors import Invalid
from kit.core.model import Model

TAG_BYTES = 16


class BadCursor(Invalid):
    """The cursor was altered, or belongs to somebody else's list."""

    code = "bad_cursor"
    vi = "Con trỏ trang không hợp lệ. Vui lòng tải lại danh sách từ đầu."
    en = "The page cursor is not valid. Please list from the beginning."


class PageQuery(Model):
    """Which page of a list."""

    cursor: (
        Annotated[
            str,
            Field(max_length=1024, description="`next` of the page before; none: the first page"),
        ]
        | None
    ) = None
    limit: Annotated[int, Field(ge=1, le=100, description="How many at the most")] = 50


class Cursors:
    """Makes and opens cursors under one secret, which is fetched when a list has a second page."""

    def __init__(self, secret: Callable[[], str]) -> None:
        self._secret = secret

    def seal(self, scope: str, after: str | None) -> str | None:
        """The cursor for what lies behind `after`; None if nothing does."""
        if after is None:
            return None
        plain = json.dumps(after).encode()
        return urlsafe_b64encode(self._tag(scope, plain) + plain).decode().rstrip("=")

    def open(self, scope: str, cursor: str | None) -> str | None:
        """What `seal` was given; raises BadCursor."""
        if cursor is None:
            return None
        try:
            raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except ValueError:
            raise BadCursor(field="cursor") from None
        tag, plain = raw[:TAG_BYTES], raw[TAG_BYTES:]
        if not hmac.compare_digest(tag, self._tag(scope, plain)):
            raise BadCursor(field="cursor")
        after: str = json.loads(plain)
        return after

    def _tag(self, scope: str, plain: bytes) -> bytes:
        return hmac.new(self._secret().encode(), scope.encode() + b"\0" + plain, sha256).digest()[
            :TAG_BYTES
        ]
