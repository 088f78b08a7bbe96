"""The platform over HTTP: one JSON request, one JSON answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import urllib3
from urllib3.exceptions import HTTPError

from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable

CONNECT_SECONDS, READ_SECONDS = 2.0, 8.0
LARGEST_ANSWER: Final = 5_000_000
"""Bytes: a list of a day with twenty thousand transactions."""
AGAIN: Final = frozenset({408, 409, 425, 429})
Post = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""Sends a body to a path and answers the body of the answer."""


@dataclass(frozen=True, slots=True)
class PlatformHttp:
    """The platform at `url`. Nothing is repeated here: whoever asks knows what a repeat means."""

    url: str
    pool: urllib3.PoolManager = field(repr=False)

    def __call__(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Raises PaymentProviderUnavailable where it is unknown what was done, and
        PaymentProviderRefused for a status that says that nothing was.
        """
        try:
            answer = self.pool.request(
                "POST",
                f"{self.url.rstrip('/')}{path}",
                body=json.dumps(body, ensure_ascii=False).encode(),
                headers={"Content-Type": "application/json", "Accept": "application/json"},
                preload_content=False,
                redirect=False,
            )
            content = answer.read(LARGEST_ANSWER + 1)
            answer.release_conn()
        except HTTPError as error:
            raise PaymentProviderUnavailable(type(error).__name__) from None
        if answer.status >= 500 or answer.status in AGAIN or len(content) > LARGEST_ANSWER:
            raise PaymentProviderUnavailable(f"http_{answer.status}")
        if answer.status != 200:
            raise PaymentProviderRefused(f"http_{answer.status}")
        return _object(content)


@cache
def platform_http(url: str) -> PlatformHttp:
    """The client of an address; made once, so that connections are used again."""
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    return PlatformHttp(url, urllib3.PoolManager(timeout=timeout, retries=False))


def _object(content: bytes) -> Mapping[str, Any]:
    """An answer that can't be read says nothing of what was done."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        raise PaymentProviderUnavailable("answer_unreadable") from None
    if not isinstance(answer, dict):
        raise PaymentProviderUnavailable("answer_unreadable")
    return answer
