"""The public routes, called with the rights of the visitor alone."""

import json
from collections.abc import Callable, Mapping
from math import inf
from typing import Any, Final, Generic, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ValidationError

from front.api_problem import ApiModel, ApiProblem, problem_of
from front.http_client import LEAST_SECONDS, HttpClient, NoResponse, Request, Response
from kit.security.visitor_network import HEADER

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
READS: Final = 2
AT_ONCE: Final = 6
"""Reads of one page side by side."""


class Caller(NamedTuple):
    """In whose name a route is called: a token, or a dossier's look-up key, or nobody's."""

    language: str = "vi"
    token: str = ""
    key: str = ""

    def __repr__(self) -> str:
        return f"Caller({self.language})"

    @property
    def headers(self) -> dict[str, str]:
        """Those that say who calls, and the language of the problems."""
        own = {"Accept-Language": self.language, "Accept": "application/json"}
        own |= {"X-Lookup-Key": self.key} if self.key else {}
        return own | ({"Authorization": f"Bearer {self.token}"} if self.token else {})


class Tagged(NamedTuple, Generic[M]):
    """What a route answered, and the ETag of its state."""

    content: M
    etag: str


class Change(NamedTuple):
    """A write: a repeat with the same `idempotency_key` gives the same answer; `if_match` is the
    ETag of the state that the visitor has seen.
    """

    method: str
    service: str
    path: str
    content: Mapping[str, Any] | None = None
    idempotency_key: str = ""
    if_match: str = ""

    def __repr__(self) -> str:
        return f"Change({self.method} {self.service}{self.path})"

    @property
    def headers(self) -> dict[str, str]:
        """Those that a write needs beside its caller's."""
        named = {"Idempotency-Key": self.idempotency_key, "If-Match": self.if_match}
        own = {name: value for name, value in named.items() if value}
        return own | ({} if self.content is None else {"Content-Type": "application/json"})


class Routes(NamedTuple):
    """`addresses` are base URLs down to `/v1`, by service. Methods raise ApiProblem or NoResponse.

    `seconds_left` is how much time the visitor's page has left for all calls together, `network`
    makes the proof of the visitor's network (`kit.security.visitor_network`).
    """

    client: HttpClient
    addresses: Mapping[str, str]
    seconds_left: Callable[[], float] = lambda: inf
    network: Callable[[], str] = lambda: ""

    def read(
        self,
        model: type[M],
        caller: Caller,
        service: str,
        path: str,
        query: Mapping[str, str] | None = None,
    ) -> M:
        """What a route answers; empty parts of the query are left out."""
        return self.read_tagged(model, caller, service, path, query).content

    def read_tagged(
        self,
        model: type[M],
        caller: Caller,
        service: str,
        path: str,
        query: Mapping[str, str] | None = None,
    ) -> Tagged[M]:
        """A read is sent twice while there is time; a write is not: its visitor has the button."""
        parts = {name: value for name, value in (query or {}).items() if value}
        url = self.addresses[service] + path + (f"?{urlencode(parts)}" if parts else "")
        headers = caller.headers | {HEADER: self.network()}
        request = Request("GET", url, headers, seconds_left=self.seconds_left)
        failure: NoResponse | None = None
        for _ in range(READS):
            if self.seconds_left() < LEAST_SECONDS:
                break
            try:
                return _tagged(model, self.client.send(request))
            except NoResponse as error:
                failure = error
        raise NoResponse from failure

    def change(self, model: type[M], caller: Caller, change: Change) -> Tagged[M]:
        """Send a write, once."""
        content = change.content
        headers = caller.headers | change.headers | {HEADER: self.network()}
        body = b"" if content is None else json.dumps(content).encode()
        url = self.addresses[change.service] + change.path
        response = self.client.send(Request(change.method, url, headers, body, self.seconds_left))
        return _tagged(model, response)

    def send_file(self, model: type[M], caller: Caller, file: "FileUpload") -> M:
        """Send a file, once."""
        headers = {
            **caller.headers,
            HEADER: self.network(),
            "Content-Type": file.media_type,
            **({"Idempotency-Key": file.idempotency_key} if file.idempotency_key else {}),
        }
        url = self.addresses[file.service] + file.path
        request = Request("POST", url, headers, file.content, self.seconds_left)
        return _tagged(model, self.client.send(request)).content

    def download(self, caller: Caller, service: str, path: str) -> bytes:
        """A file that a route answers."""
        headers = caller.headers | {HEADER: self.network(), "Accept": "*/*"}
        url = self.addresses[service] + path
        request = Request("GET", url, headers, seconds_left=self.seconds_left)
        response = self.client.send(request)
        if response.status >= 300:
            raise problem_of(response)
        return response.body


class FileUpload(NamedTuple):
    """A file that a route takes as it is."""

    service: str
    path: str
    content: bytes
    media_type: str = "application/octet-stream"
    idempotency_key: str = ""

    def __repr__(self) -> str:
        return f"FileUpload({self.service}{self.path})"


class Nothing(ApiModel):
    """What an answer without a body holds."""


def together(*reads: Callable[[], T]) -> list[T | NoResponse | ApiProblem]:
    """The answers of several reads side by side, in their order; a failure stands in its place."""

    from concurrent.futures import ThreadPoolExecutor

    def one(read: Callable[[], T]) -> T | NoResponse | ApiProblem:
        try:
            return read()
        except (NoResponse, ApiProblem) as failure:
            return failure

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(one, reads))


def part(text: str) -> str:
    """A part of a path; `.` and `..` would be another path."""
    return quote(text, safe="").replace(".", "%2E") if set(text) == {"."} else quote(text, safe="")


def _tagged(model: type[M], response: Response) -> Tagged[M]:
    """The body as its model; one that breaks the API's schema counts as no response."""
    if response.status >= 300:
        raise problem_of(response)
    try:
        return Tagged(model.model_validate_json(response.body or b"{}"), response.etag)
    except ValidationError as error:
        raise NoResponse from error
