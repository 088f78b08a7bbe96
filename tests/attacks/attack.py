"""An attack: what somebody tries, and how it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kit.core.errors import ServiceError
from kit.testing.http_client import ClientResponse


@dataclass(frozen=True)
class Attack:
    """`attempt` is made in a world of its own; `expected` is what `outcome` says of its result.

    `finding`: the finding of the security review that it repeats.
    """

    name: str
    attempt: Callable[[], Any]
    expected: str
    finding: str = ""


def outcome(attempt: Callable[[], Any]) -> str:
    """How an attempt ended: "<status> <code>" of a response or refusal, a text as it is, or the
    kind of an exception.
    """
    try:
        result = attempt()
    except ServiceError as error:
        return f"{error.status} {error.code}"
    except Exception as error:  # noqa: BLE001 - what it is, is compared
        return type(error).__name__
    if isinstance(result, ClientResponse):
        return f"{result.status} {result.code}" if result.status >= 400 else str(result.status)
    return str(result)
