"""The trace id of the request or message at hand: it travels in every envelope and log line."""

import re
from contextvars import ContextVar
from typing import Final

FORM: Final = re.compile(r"[A-Za-z0-9=;:._-]{1,128}")
"""What a trace id from outside may look like: it goes into every log line."""
_current: ContextVar[str] = ContextVar("trace", default="")


def current() -> str:
    """The trace id at hand, or an empty text outside a request."""
    return _current.get()


def follow(trace: str) -> None:
    """Go on under this trace."""
    _current.set(trace)
