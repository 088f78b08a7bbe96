"""The National Portal over HTTP: requests by urllib3, which boto3 has loaded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from exchange.domain.portal_answer import LONGEST_MESSAGE, NoAnswer, PortalAnswer
from kit.core.model import JsonDict

if TYPE_CHECKING:
    import urllib3

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 60.0
"""The time-out of systems in use."""
LARGEST_ANSWER: Final = 4_000_000


@dataclass(frozen=True)
class PortalConnection:
    """Requests to one host; `headers` go with each, such as `dstcode`."""

    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = READ_SECONDS

    def post(self, path: str, body: Any) -> PortalAnswer:
        """One request; raises NoAnswer, also for an answer that can't be read."""
        return self._answer("POST", path, body)

    def put(self, path: str, body: Any) -> PortalAnswer:
        """As `post`."""
        return self._answer("PUT", path, body)

    def get(self, path: str) -> PortalAnswer:
        """As `post`, without a body."""
        return self._answer("GET", path, None)

    def _answer(self, method: str, path: str, body: Any) -> PortalAnswer:
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        members = self._members(method, path, content)
        result = members.get("result")
        return PortalAnswer(
            code=str(members.get("error_code", "")),
            message=str(members.get("message", ""))[:LONGEST_MESSAGE],
            result=tuple(each for each in result if isinstance(each, dict))
            if isinstance(result, list)
            else (),
        )

    def log_in(self, path: str, body: JsonDict) -> tuple[str, PortalAnswer]:
        """The session, "" where there is none, with the whole answer; raises NoAnswer."""
        members = self._members("POST", path, json.dumps(body).encode())
        answer = PortalAnswer(
            code=str(members.get("error_code", "")),
            message=str(members.get("message", ""))[:LONGEST_MESSAGE],
        )
        return str(members.get("session") or ""), answer

    def _members(self, method: str, path: str, body: bytes) -> JsonDict:
        from urllib3.exceptions import HTTPError

        headers = {"Content-Type": "application/json", "Charset": "utf-8", **self.headers}
        try:
            response = self._pool.request(
                method,
                f"{self.address.rstrip('/')}{path}",
                body=body,
                headers=headers,
                redirect=False,
                preload_content=False,
            )
            with response:
                content = response.read(LARGEST_ANSWER)
        except (HTTPError, OSError) as error:
            raise NoAnswer(type(error).__name__, is_silent=True) from None
        if response.status != 200:
            raise NoAnswer(f"status {response.status}", is_silent=False)
        return _object(content)

    @cached_property
    def _pool(self) -> "urllib3.PoolManager":
        import urllib3

        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=self.seconds)
        return urllib3.PoolManager(timeout=timeout, retries=False, maxsize=8)


def _object(content: bytes) -> JsonDict:
    try:
        members = json.loads(content)
    except ValueError:
        raise NoAnswer("unreadable", is_silent=False) from None
    if not isinstance(members, dict):
        raise NoAnswer("unreadable", is_silent=False)
    return members
