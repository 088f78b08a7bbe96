"""Requests to the portal and its answers, apart from any server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request; names of headers in small letters."""

    method: str
    target: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """The last value of each parameter."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `closed`: the connection ends without one. `seconds`: how long it takes."""

    status: int
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    closed: bool = False
    seconds: float = 0.0


def json_answer(members: Any, status: int = 200, seconds: float = 0.0) -> Answer:
    """An answer with a JSON body."""
    return Answer(status, json.dumps(members, ensure_ascii=False).encode(), seconds=seconds)
