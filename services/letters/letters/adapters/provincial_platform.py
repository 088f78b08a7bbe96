"""A provincial platform (LGSP) that carries letters, after the guide of one province (v2.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode

from letters.adapters.axis_http import AxisConnection, listed
from letters.edxml.axis import (
    AxisAgency,
    AxisRefused,
    AxisUnavailable,
    Kind,
    Receipt,
    WaitingPackage,
)
from letters.edxml.dialect import PROVINCIAL, Dialect

PASSING: Final = frozenset({"15", "20", "23"})
"""Wrong credentials, a fault of the platform, a locked recipient: people mend these; a file that is
refused stays refused."""


@dataclass(frozen=True)
class ProvincialPlatform:
    """`DocumentAxis` for one agency of ours."""

    connection: AxisConnection
    system: str
    secret: str = field(repr=False)
    dialect: Dialect = PROVINCIAL

    def agencies(self) -> tuple[AxisAgency, ...]:
        rows = listed(self._get("getAgenciesList"))
        return tuple(AxisAgency(str(e.get("code", "")), str(e.get("name", ""))) for e in rows)

    def register(self, agency: AxisAgency) -> None:
        """Agencies are registered by the platform's own people."""

    def send(self, package: bytes, kind: Kind) -> str:
        boundary = f"edoc-{sha256(package).hexdigest()[:32]}"
        headers = self._headers | {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        body = _multipart(boundary, package, kind)
        return _id(_data(self.connection.members("POST", "v1/sendEdoc", headers, body)))

    def waiting(self, kind: Kind) -> tuple[WaitingPackage, ...]:
        rows = listed(self._get("syncReceivedEdocList", messageType=kind))
        return tuple(WaitingPackage(_id(each), str(each.get("from", "")), kind) for each in rows)

    def fetch(self, id: str) -> bytes:
        query = urlencode({"docId": id})
        return self.connection.request("GET", f"v1/getEdoc?{query}", self._headers, b"")

    def acknowledge(self, id: str, receipt: Receipt) -> None:
        self._get("updateStatus", docId=id, status=receipt)

    def sent(self, id: str) -> Mapping[str, str]:
        rows = listed(self._get("getSentEdocList", docId=id))
        return {str(each.get("to", "")): str(each.get("status", "")) for each in rows}

    @property
    def _headers(self) -> dict[str, str]:
        return {"X-SystemId": self.system, "X-SecretKey": self.secret}

    def _get(self, call: str, **query: str) -> Any:
        path = f"v1/{call}?{urlencode(query)}" if query else f"v1/{call}"
        return _data(self.connection.members("GET", path, self._headers, b""))


def _multipart(boundary: str, package: bytes, kind: Kind) -> bytes:
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="messageType"\r\n\r\n{kind}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="edocFile"; '
        'filename="package.edxml"\r\nContent-Type: application/xml\r\n'
        "Content-Transfer-Encoding: binary\r\n\r\n"
    )
    return head.encode() + package + f"\r\n--{boundary}--\r\n".encode()


def _data(members: dict[str, Any]) -> Any:
    code = str(members.get("errorCode", ""))
    if code == "0":
        return members.get("data")
    if not code:
        raise AxisUnavailable("no_code")
    raise AxisRefused(code, is_final=code not in PASSING)


def _id(data: Any) -> str:
    number = data.get("docId") if isinstance(data, dict) else None
    if not isinstance(number, str) or not number:
        raise AxisUnavailable("no_id")
    return number
