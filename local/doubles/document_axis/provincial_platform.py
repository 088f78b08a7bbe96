"""A provincial platform (LGSP) that carries letters, after the guide of one province (v2.2).

Its envelope and its error codes are known from public code; what it answers beside is assumed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any, Final, cast
from urllib.parse import parse_qs, urlsplit

from local.doubles.document_axis.post_office import (
    STATES,
    Kind,
    LockedRecipient,
    PostOffice,
    UnknownRecipient,
    Unreadable,
)

Answer = tuple[int, bytes]
NAMESPACE: Final = b"http://www.go.vn/eDoc"
TEXTS: Final = {
    "0": "Thành công",
    "10": "Tệp không đọc được",
    "15": "Sai SystemId hoặc SecretKey",
    "18": "Không có đơn vị nhận",
    "19": "Đơn vị gửi chưa đăng ký",
    "20": "Lỗi LGSP",
    "21": "Lỗi tệp",
    "22": "Không đúng định dạng theo QĐ 28",
    "23": "Đơn vị nhận bị khóa",
}


@dataclass
class ProvincialPlatform:
    """`systems` are secret keys by system."""

    office: PostOffice
    systems: dict[str, str] = field(default_factory=dict)

    def answer(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, *, times: int
    ) -> Answer:
        """Status and body."""
        system, path = headers.get("X-SystemId", ""), urlsplit(target)
        secret = self.systems.get(system)
        if not secret or headers.get("X-SecretKey") != secret:
            return 200, _answer("15")
        call = path.path.rpartition("/")[2]
        self.office.requests.append((call, system))
        query = {name: values[0] for name, values in parse_qs(path.query).items()}
        if (method, call) == ("POST", "sendEdoc"):
            return 200, self._send(system, headers, body, times)
        if (method, call) == ("GET", "getEdoc"):
            message = self.office.message(system, query.get("docId", ""))
            return (200, message.content) if message else (404, _answer("10"))
        return 200, self._data(call, system, query)

    def _send(self, system: str, headers: Mapping[str, str], body: bytes, times: int) -> bytes:
        parts = _parts(headers.get("Content-Type", ""), body)
        file, kind = parts.get("edocFile", b""), parts.get("messageType", b"edoc").decode()
        if system not in self.office.agencies:
            return _answer("19")
        if not file.strip() or NAMESPACE not in file[:2000]:
            return _answer("22" if file.strip() else "21")
        try:
            number = self.office.take(system, cast("Kind", kind), file, times=times)
        except Unreadable:
            return _answer("10")
        except UnknownRecipient:
            return _answer("18")
        except LockedRecipient:
            return _answer("23")
        return _answer("0", {"docId": number})

    def _data(self, call: str, system: str, query: dict[str, str]) -> bytes:
        office = self.office
        match call:
            case "getAgenciesList":
                listed = [{"code": c, "name": n} for c, n in office.agencies.items()]
                return _answer("0", listed)
            case "syncReceivedEdocList":
                kind = cast("Kind", query.get("messageType", "edoc"))
                listed = [
                    {"docId": each.id, "from": each.sender, "status": each.state}
                    for each in office.waiting(system, kind)
                ]
                return _answer("0", listed)
            case "updateStatus":
                message = office.message(system, query.get("docId", ""))
                if message is None or query.get("status") not in STATES:
                    return _answer("10")
                message.state = query["status"]
                return _answer("0")
            case "getSentEdocList":
                states = office.sent(system, query.get("docId", ""))
                return _answer("0", [{"to": code, "status": s} for code, s in states.items()])
        return _answer("20")


def _parts(content_type: str, body: bytes) -> dict[str, bytes]:
    """Fields of multipart/form-data by name."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    if not message.is_multipart():
        return {}
    return {
        str(part.get_param("name", header="content-disposition")): cast(
            "bytes", part.get_payload(decode=True)
        )
        for part in message.iter_parts()
    }


def _answer(code: str, data: Any = None) -> bytes:
    answer = {"errorCode": code, "errorDesc": TEXTS[code], "data": data}
    return json.dumps(answer, ensure_ascii=False).encode()
