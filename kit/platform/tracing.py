"""The trace id of the request or message at hand: it travels in every envelope and log line."""

from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("trace", default="")


def current() -> str:
    """The trace id at hand, or an empty text outside a request."""
    return _current.get()


def follow(trace: str) -> None:
    """Go on under this trace."""
    _current.set(trace)
