"""One thing at a time: a class whose public methods wait for each other."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

C = TypeVar("C", bound=type)


def one_at_a_time(kind: C) -> C:
    """Let each public method of a class hold its instance's `lock` (an RLock, so that they may
    call each other)."""
    for name, method in list(vars(kind).items()):
        if callable(method) and not name.startswith("_"):
            setattr(kind, name, _alone(method))
    return kind


def _alone(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def alone(self: Any, *args: Any, **named: Any) -> Any:
        with self.lock:
            return method(self, *args, **named)

    return alone
