"""The national document axis, by the calls of its SDK.

Calls, parameters and the signature are those of the public SDK; the address of each call and the
names of headers are assumed (docs/operations/letters_axis.md).
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from kit.core.time import VIETNAM, Clock
from letters.adapters.axis_http import AxisConnection, listed
from letters.edxml.axis import (
    AxisAgency,
    AxisRefused,
    AxisUnavailable,
    Kind,
    Receipt,
    WaitingPackage,
)
from letters.edxml.dialect import AXIS, Dialect

JSON: Final = "application/json"
FILE: Final = "application/octet-stream"
SERVICE: Final = "eDoc"
PASSING: Final = frozenset({"20", "23", "AUTH"})
"""Codes after which the same call may succeed; every other one is final."""


@dataclass(frozen=True)
class NationalAxis:
    """`DocumentAxis` for one agency of ours, whose code is the name of its system."""

    connection: AxisConnection
    system: str
    secret: str = field(repr=False)
    clock: Clock = field(repr=False)
    dialect: Dialect = AXIS

    def agencies(self) -> tuple[AxisAgency, ...]:
        rows = listed(self._data("getAgenciesList", {}))
        return tuple(AxisAgency(str(e.get("code", "")), str(e.get("name", ""))) for e in rows)

    def register(self, agency: AxisAgency) -> None:
        self._data("registerAgency", {"code": agency.code, "name": agency.name})

    def send(self, package: bytes, kind: Kind) -> str:
        headers = {"from": self.system, "servicetype": SERVICE, "messagetype": kind}
        signed = headers | self._signed(FILE, package)
        members = self.connection.members("POST", "sendEdoc", signed, package)
        return _id(_data(members))

    def waiting(self, kind: Kind) -> tuple[WaitingPackage, ...]:
        parameters = {"servicetype": SERVICE, "messagetype": kind}
        rows = listed(self._data("getReceivedEdocList", parameters))
        return tuple(WaitingPackage(_id(each), str(each.get("from", "")), kind) for each in rows)

    def fetch(self, id: str) -> bytes:
        body = _json({"docId": id})
        return self.connection.request("POST", "getEdoc", self._signed(JSON, body), body)

    def acknowledge(self, id: str, receipt: Receipt) -> None:
        self._data("updateStatus", {"docId": id, "status": receipt})

    def sent(self, id: str) -> Mapping[str, str]:
        rows = listed(self._data("getSentEdocList", {"docId": id}))
        return {str(each.get("to", "")): str(each.get("status", "")) for each in rows}

    def _data(self, call: str, parameters: dict[str, str]) -> Any:
        body = _json(parameters)
        return _data(self.connection.members("POST", call, self._signed(JSON, body), body))

    def _signed(self, content_type: str, body: bytes) -> dict[str, str]:
        stamp = stamp_of(self.clock())
        text = f"{self.system}{stamp}{content_type}".encode() + body
        return {
            "X-System-Id": self.system,
            "X-Timestamp": stamp,
            "Content-Type": content_type,
            "X-Signature": hmac.new(self.secret.encode(), text, sha256).hexdigest(),
        }


def stamp_of(at: datetime) -> str:
    """`ddMMyyyyTHHmmss+SSSS`, in Vietnam."""
    local = at.astimezone(VIETNAM)
    return f"{local:%d%m%YT%H%M%S}+{local.microsecond // 1000:04}"


def _json(parameters: dict[str, str]) -> bytes:
    return json.dumps(parameters, ensure_ascii=False).encode()


def _data(members: dict[str, Any]) -> Any:
    if members.get("status") == "OK":
        return members.get("data")
    code = str(members.get("errorCode", ""))
    if members.get("status") != "FAIL" or not code:
        raise AxisUnavailable("no_status")
    raise AxisRefused(code, is_final=code not in PASSING)


def _id(data: Any) -> str:
    number = data.get("docId") if isinstance(data, dict) else None
    if not isinstance(number, str) or not number:
        raise AxisUnavailable("no_id")
    return number
