"""The double under the real SDK without a socket: an HTTP client that hands requests straight to
it."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import stripe

from local.doubles.stripe.account import Account
from local.doubles.stripe.api import LostAnswer, Request, StripeApi
from local.doubles.stripe.objects import Json

API_KEY = "sk_test_local"
BASE = "http://127.0.0.1:4570"


class DoubleClient(stripe.HTTPClient):
    """Answers by the double; a lost answer looks to the SDK like a broken connection, and its
    retry does not wait."""

    name = "double"

    def __init__(self, api: StripeApi) -> None:
        super().__init__()
        self._api = api

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_: Any,
    ) -> tuple[str, int, Mapping[str, str]]:
        parts = urlsplit(url)
        request = Request(
            method.upper(),
            parts.path + (f"?{parts.query}" if parts.query else ""),
            {name.lower(): value for name, value in (headers or {}).items()},
            post_data or "",
        )
        try:
            reply = self._api.answer(request)
        except LostAnswer:
            raise stripe.APIConnectionError("the answer was lost", should_retry=False) from None  # type: ignore[no-untyped-call]
        return json.dumps(reply.body), reply.status, dict(reply.headers)

    def _sleep_time_seconds(self, _: int) -> float:
        return 0.0

    def close(self) -> None:
        """There is nothing to close."""


def double(
    now: Callable[[], int], notify: Callable[[Json], None]
) -> tuple[StripeApi, DoubleClient]:
    """A double with an empty account, and the SDK's way to it."""
    api = StripeApi(Account(BASE, now, notify), API_KEY, now)
    return api, DoubleClient(api)
