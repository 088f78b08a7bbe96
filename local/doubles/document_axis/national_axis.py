"""The national document axis (Trục liên thông văn bản quốc gia) as its SDK calls it.

The calls, their parameters and the signature are those of the public SDK; addresses and names of
headers are assumed.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, cast

from local.doubles.document_axis.post_office import (
    STATES,
    Kind,
    LockedRecipient,
    Message,
    PostOffice,
    UnknownRecipient,
    Unreadable,
)

Answer = tuple[int, bytes]
MISSING: Final = "Không tìm thấy"
CALLS: Final = (
    "getAgenciesList",
    "registerAgency",
    "sendEdoc",
    "getReceivedEdocList",
    "getEdoc",
    "updateStatus",
    "getSentEdocList",
)


@dataclass
class NationalAxis:
    """`systems` are secrets by the code of the agency whose system calls."""

    office: PostOffice
    systems: dict[str, str] = field(default_factory=dict)

    def answer(self, call: str, headers: Mapping[str, str], body: bytes, *, times: int) -> Answer:
        """Status and body."""
        system = headers.get("X-System-Id", "")
        if not self._is_signed(system, headers, body):
            return 401, _failed("AUTH", "Sai chữ ký")
        self.office.requests.append((call, system))
        if call == "sendEdoc":
            return self._send(system, headers, body, times)
        parameters = json.loads(body or b"{}")
        if call == "getEdoc":
            message = self.office.message(system, parameters.get("docId", ""))
            return (200, message.content) if message else (404, _failed("404", MISSING))
        return 200, self._data(call, system, parameters)

    def _send(self, system: str, headers: Mapping[str, str], body: bytes, times: int) -> Answer:
        kind, sender = headers.get("messagetype", "edoc"), headers.get("from", "")
        if sender != system or sender not in self.office.agencies:
            return 200, _failed("19", "Đơn vị gửi chưa đăng ký")
        try:
            number = self.office.take(sender, cast("Kind", kind), body, times=times)
        except Unreadable:
            return 200, _failed("21", "Tệp edXML không hợp lệ")
        except UnknownRecipient:
            return 200, _failed("18", "Đơn vị nhận chưa đăng ký")
        except LockedRecipient:
            return 200, _failed("23", "Đơn vị nhận bị khóa")
        return 200, _done({"docId": number})

    def _data(self, call: str, system: str, parameters: dict[str, Any]) -> bytes:
        office = self.office
        match call:
            case "getAgenciesList":
                listed = [{"code": c, "name": n, "id": c} for c, n in office.agencies.items()]
                return _done(listed)
            case "registerAgency":
                office.agencies[parameters["code"]] = parameters.get("name", "")
                return _done({})
            case "getReceivedEdocList":
                kind = cast("Kind", parameters.get("messagetype", "edoc"))
                return _done([_listed(each) for each in office.waiting(system, kind)])
            case "updateStatus":
                message = office.message(system, parameters.get("docId", ""))
                return _done({}) if _acknowledge(message, parameters) else _failed("404", MISSING)
        if call != "getSentEdocList":
            return _failed("404", "Không có dịch vụ")
        states = office.sent(system, parameters.get("docId", ""))
        return _done([{"to": code, "status": state} for code, state in states.items()])

    def _is_signed(self, system: str, headers: Mapping[str, str], body: bytes) -> bool:
        secret, stamp = self.systems.get(system), headers.get("X-Timestamp", "")
        if not secret:
            return False
        text = f"{system}{stamp}{headers.get('Content-Type', '')}".encode() + body
        expected = hmac.new(secret.encode(), text, sha256).hexdigest()
        return hmac.compare_digest(expected, headers.get("X-Signature", ""))


def _acknowledge(message: Message | None, parameters: dict[str, Any]) -> bool:
    if message is None or parameters.get("status") not in STATES:
        return False
    message.state = parameters["status"]
    return True


def _listed(message: Message) -> dict[str, str]:
    return {
        "docId": message.id,
        "from": message.sender,
        "messageType": message.kind,
        "status": message.state,
        "createdTime": f"{message.created:%Y/%m/%d %H:%M:%S}",
    }


def _done(data: Any) -> bytes:
    return json.dumps({"status": "OK", "data": data}, ensure_ascii=False).encode()


def _failed(code: str, text: str) -> bytes:
    answer = {"status": "FAIL", "errorCode": code, "errorDesc": text}
    return json.dumps(answer, ensure_ascii=False).encode()
