"""Requests to the systems that carry letters: by urllib3, which boto3 has loaded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from letters.edxml.axis import AxisUnavailable
from letters.edxml.raw_checks import LARGEST

if TYPE_CHECKING:
    import urllib3

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 25.0
CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class AxisConnection:
    """Requests to one host, without redirects."""

    address: str
    seconds: float = READ_SECONDS

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
        """The content of an answer 200; raises AxisUnavailable for anything else, and for one that
        is longer than a package may be.
        """
        from urllib3.exceptions import HTTPError

        url = f"{self.address.rstrip('/')}/{path}"
        try:
            response = self._pool.request(
                method,
                url,
                body=body or None,
                headers=dict(headers),
                redirect=False,
                preload_content=False,
            )
            try:
                content = _bounded(response)
            finally:
                response.release_conn()
        except (HTTPError, OSError) as error:
            raise AxisUnavailable(type(error).__name__) from None
        if response.status != 200:
            raise AxisUnavailable(f"status_{response.status}")
        return content

    def members(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> dict[str, Any]:
        """The members of an answer in JSON; raises AxisUnavailable where it is none."""
        try:
            members = json.loads(self.request(method, path, headers, body))
        except ValueError:
            raise AxisUnavailable("not_json") from None
        if not isinstance(members, dict):
            raise AxisUnavailable("not_an_object")
        return members

    @cached_property
    def _pool(self) -> "urllib3.PoolManager":
        import urllib3

        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=self.seconds)
        return urllib3.PoolManager(timeout=timeout, retries=False)


def _bounded(response: Any) -> bytes:
    content = bytearray()
    while chunk := response.read(CHUNK):
        content += chunk
        if len(content) > LARGEST:
            raise AxisUnavailable("too_large")
    return bytes(content)


def listed(data: Any) -> list[dict[str, Any]]:
    """The objects of a list; raises AxisUnavailable where it is none."""
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        raise AxisUnavailable("not_a_list")
    return data
