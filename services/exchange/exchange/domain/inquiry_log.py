"""The log of inquiries about a dossier: each entry is chained to the one before and never changes.

An entry holds nothing personal of the applicant, so that it can be verified after an erasure.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from exchange.domain.inquiry import About, Asker, Ground, Purpose
from exchange.domain.registry import Mode
from kit.core.model import Model

FIRST = ""
"""What stands before the first entry of a dossier."""


class LogEntry(Model):
    """Who asked which registry for which fields, why, on which ground and when.

    `is_called`: whether a call follows, or an answer that is still good was shown. `before` is the
    digest of the entry before, `digest` that of this one with `before`. `occasion`: the event that
    brought the inquiry; "": a request did.
    """

    number: int
    at: datetime
    inquiry: str
    registry: str
    mode: Mode
    fields: tuple[str, ...]
    about: About
    purpose: Purpose
    requester: Asker
    ground: Ground
    occasion: str = ""
    is_called: bool
    before: str
    digest: str = ""


class ChainBroken(Exception):
    """An entry was changed, left out or put in; its number is the text."""


def chained(entry: LogEntry) -> LogEntry:
    """With its digest."""
    return entry.evolve(digest=_digest(entry))


def require_chain(entries: Sequence[LogEntry]) -> None:
    """All entries of a dossier, the first one first; raises ChainBroken."""
    before = FIRST
    for place, entry in enumerate(entries, start=1):
        if entry.number != place or entry.before != before or entry.digest != _digest(entry):
            raise ChainBroken(str(place))
        before = entry.digest


def _digest(entry: LogEntry) -> str:
    content = entry.model_dump(mode="json", exclude={"digest"})
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
