"""The HTTP client of Stripe's SDK by urllib3, which boto3 has loaded.

The SDK's own choice, requests, costs 10 % of a cold start.
"""

from collections.abc import Mapping
from typing import Any

import stripe
import urllib3
from urllib3.exceptions import HTTPError, SSLError


class Pool(stripe.HTTPClient):
    """A pool of connections, time-outs in seconds; only Stripe's own authorities are trusted."""

    name = "urllib3"

    def __init__(self, connect: float, read: float) -> None:
        super().__init__()
        timeout = urllib3.Timeout(connect=connect, read=read)
        self._pool = urllib3.PoolManager(
            timeout=timeout, retries=False, ca_certs=stripe.ca_bundle_path
        )

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_: Any,
    ) -> Any:
        """Body, status, headers; raises stripe.APIConnectionError.

        The SDK repeats the request unless a certificate is bad.
        """
        try:
            answer = self._pool.request(
                method.upper(), url, body=post_data, headers=dict(headers or {})
            )
        except HTTPError as error:
            unreached: Any = stripe.APIConnectionError
            raise unreached(
                f"no answer: {type(error).__name__}", should_retry=not isinstance(error, SSLError)
            ) from error
        return answer.data, answer.status, answer.headers

    def close(self) -> None:
        """Close every connection."""
        self._pool.clear()
