"""Registries over HTTP: two wires, each of which `data/registries.json` fills with names.

Neither contract was at hand: the frame is that of a published guide of the National Data Exchange
Platform (NDXP), the envelope that of a province's platform; what surrounds them is assumed.
"""

import json
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from exchange.domain.registry import RegistryField
from exchange.domain.registry_answer import (
    Answer,
    Differs,
    Match,
    NoMatch,
    RegistryQuery,
    Unavailable,
    UnavailableReason,
)
from kit.core.model import JsonDict

if TYPE_CHECKING:
    import urllib3

SECONDS: Final = 5.0
LARGEST_ANSWER: Final = 100_000
LONGEST_VALUE: Final = 500
REASONS: Final[Mapping[int, UnavailableReason]] = {401: "refused", 403: "refused", 429: "busy"}
NOTHING: Final = {"frame": "1", "envelope": "404"}
"""The code by which a registry says that it has nothing about the subject."""
DONE: Final = {"frame": "0", "envelope": "200"}


class _Unreadable(Exception):
    """The answer is none that the wire knows."""


@dataclass(frozen=True)
class RegistriesHttp:
    """All registries behind one address; `tokens` by code, "" where it has none."""

    address: str
    tokens: Mapping[str, str]
    seconds: float = SECONDS

    def ask(self, query: RegistryQuery) -> Answer:
        """One call; what fails in whatever way is Unavailable with its reason."""
        from urllib3.exceptions import HTTPError
        from urllib3.exceptions import TimeoutError as TimedOut

        began = time.monotonic()
        try:
            status, content = self._post(query)
        except TimedOut:
            return Unavailable(reason="timeout")
        except (HTTPError, OSError):
            return Unavailable(reason="failed")
        if time.monotonic() - began > self.seconds:
            return Unavailable(reason="timeout")
        return answer_of(query, status, content)

    def _post(self, query: RegistryQuery) -> tuple[int, bytes]:
        code = query.registry.code
        headers = {"Content-Type": "application/json"}
        if token := self.tokens.get(code, ""):
            headers["Authorization"] = f"Bearer {token}"
        response = self._pool.request(
            "POST",
            f"{self.address.rstrip('/')}{query.registry.path}",
            body=json.dumps(request_of(query), ensure_ascii=False).encode(),
            headers=headers,
            redirect=False,
            preload_content=False,
        )
        with response:
            return response.status, response.read(LARGEST_ANSWER)

    @cached_property
    def _pool(self) -> "urllib3.PoolManager":
        import urllib3

        return urllib3.PoolManager(
            timeout=urllib3.Timeout(total=self.seconds), retries=False, maxsize=12
        )


def answer_of(query: RegistryQuery, status: int, content: bytes) -> Answer:
    """What an HTTP answer means."""
    if status != 200:
        return Unavailable(reason=REASONS.get(status, "failed"))
    try:
        return _answer(query, content)
    except _Unreadable:
        return Unavailable(reason="unreadable")


def request_of(query: RegistryQuery) -> JsonDict:
    """The members of a request. The official goes as a digest of 20 characters: the log says who
    it is."""
    asker = sha256(query.asker.encode()).hexdigest()[:20]
    wanted = [each.wire for each in query.fields]
    stated = _stated(query)
    number = "SoDinhDanh" if query.registry.subject == "person" else "MaSoThue"
    if query.registry.wire == "frame":
        return {
            "MaYeuCau": query.id[:40],
            "MaDVC": query.procedure,
            "MaTichHop": query.registry.code[:20],
            "MaDonVi": query.agency,
            "MaCanBo": asker,
            number: query.subject.number,
            **stated,
            "TruongThongTin": wanted,
        }
    return {
        "requestId": query.id[:40],
        "serviceCode": query.procedure,
        "unit": query.agency,
        "user": asker,
        number: query.subject.number,
        "compare": stated,
        "fields": wanted,
    }


def _stated(query: RegistryQuery) -> JsonDict:
    """What we state of the fields that are compared, by the registry's names."""
    facts = {each.wire: _expected(each, query) for each in query.fields}
    return {wire: value for wire, value in facts.items() if value and query.mode == "compare"}


def _expected(field: RegistryField, query: RegistryQuery) -> str:
    return field.expect or query.subject.facts.get(field.fact or "", "")


def _answer(query: RegistryQuery, content: bytes) -> Answer:
    """Raises _Unreadable."""
    code, data = _read(query.registry.wire, content)
    if code == NOTHING[query.registry.wire]:
        return NoMatch()
    if code != DONE[query.registry.wire] or not isinstance(data, dict):
        raise _Unreadable
    if query.mode == "fetch":
        return Match(values={each.name: _text(data, each) for each in query.fields})
    compared = [each for each in query.fields if _expected(each, query)]
    differing = tuple(each.name for each in compared if not _is_as_stated(query, each, data))
    return Differs(fields=differing) if differing else Match()


def _read(wire: str, content: bytes) -> tuple[str, Any]:
    try:
        members = json.loads(content)
    except ValueError:
        raise _Unreadable from None
    if not isinstance(members, dict):
        raise _Unreadable
    names = ("MaLoi", "DuLieu") if wire == "frame" else ("code", "response")
    return str(members.get(names[0], "")), members.get(names[1])


def _is_as_stated(query: RegistryQuery, field: RegistryField, data: JsonDict) -> bool:
    if query.registry.compares == "there":
        value = data.get(field.wire)
        if not isinstance(value, bool):
            raise _Unreadable
        return value
    stated, there = _plain(_expected(field, query)), _plain(_text(data, field))
    return there.startswith(stated) if field.fact == "birth_year" else there == stated


def _text(data: JsonDict, field: RegistryField) -> str:
    value = data.get(field.wire)
    if not isinstance(value, str | int):
        raise _Unreadable
    return str(value)[:LONGEST_VALUE]


def _plain(text: str) -> str:
    """Names in capitals, and with one space or two, are the same."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
