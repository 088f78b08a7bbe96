"""The authority's register: what it took from whom, and how it answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from xml.etree import ElementTree

from kit.security.signed_body import is_signed

MOST_NUMBER: Final = 99_999_999
NUMBER: Final = ("KHMBLai", "KHBLai", "SBLai")
Answer = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request as it came."""

    kind: str
    key: str
    content: bytes
    signature: str = ""
    signing_key: str = ""
    authentication: str = ""


@dataclass
class Register:
    """`receipts` by tax code and number, `mistakes` by tax code and number of the receipt.

    `refused` are numbers that are refused, with a code; `unregistered` tax codes may not send.
    `next_status` is answered once, before (or, with `takes_first`, after) the work is done.
    """

    secret: str
    clock: Callable[[], datetime]
    receipts: dict[tuple[str, str], str] = field(default_factory=dict)
    mistakes: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    unregistered: set[str] = field(default_factory=set)
    requests: int = 0
    next_status: int | None = None
    takes_first: bool = False
    deliveries: list[Delivery] = field(default_factory=list)
    responses: dict[str, tuple[str, Answer]] = field(default_factory=dict)

    def take(self, delivery: Delivery) -> Answer:
        """Status and answer. A key's repeat gets its first answer; with other content it is 422."""
        self.requests += 1
        status, self.next_status = self.next_status, None
        if status is not None and not self.takes_first:
            return status, {}
        answer = self._take(delivery)
        return answer if status is None else (status, {})

    def _take(self, delivery: Delivery) -> Answer:
        if not is_signed(delivery.content, delivery.authentication, (self.secret,), self.clock()):
            return 401, {"error": "signature"}
        digest = sha256(delivery.content).hexdigest()
        if delivery.key in self.responses:
            first, answer = self.responses[delivery.key]
            return answer if first == digest else (422, {"error": "another content of this key"})
        answer = self._answer(delivery)
        self.deliveries.append(delivery)
        if answer[0] == 200:
            self.responses[delivery.key] = digest, answer
        return answer

    def _answer(self, delivery: Delivery) -> Answer:
        try:
            root = ElementTree.fromstring(delivery.content)  # noqa: S314 - sent by ourselves
        except ElementTree.ParseError:
            return 400, {"error": "xml"}
        tax_code = root.findtext("TTChung/MST", "")
        if not delivery.signature or tax_code in self.unregistered:
            return 403, {"error": "not registered"}
        if root.findtext("TTChung/MGui") != delivery.key:
            return 400, {"error": "key"}
        read = self._receipts if delivery.kind == "receipts" else self._mistakes
        return 200, {"results": list(read(root, tax_code))}

    def _receipts(self, root: ElementTree.Element, tax_code: str) -> Iterator[dict[str, Any]]:
        for data in root.iterfind("BLai/DLBLai"):
            parts = [
                data.findtext(f"TTChung/{name}", "") for name in ("KHMBLai", "KHBLai", "SBLai")
            ]
            number, content = "/".join(parts), ElementTree.tostring(data, encoding="unicode")
            code = self.refused.get(number) or self._fault(data, tax_code, number, content)
            if code is None:
                self.receipts[tax_code, number] = content
            yield _result(number, code)

    def _fault(
        self, data: ElementTree.Element, tax_code: str, number: str, content: str
    ) -> str | None:
        lines = [int(each.findtext("STien", "0")) for each in data.iterfind("NDBLai/DSKThu/KThu")]
        total = int(data.findtext("NDBLai/TToan/TgTien", "0"))
        replaced = data.findtext("BLBTThe/SCTu")
        if self.receipts.get((tax_code, number), content) != content:
            return "duplicate_number"
        if data.findtext("NDBLai/CQThu/MST") != tax_code or sum(lines) != total:
            return "contradiction"
        if replaced and (tax_code, replaced) not in self.receipts:
            return "replaced_unknown"
        serial = number.rpartition("/")[2]
        return None if serial.isdigit() and 0 < int(serial) <= MOST_NUMBER else "bad_number"

    def _mistakes(self, root: ElementTree.Element, tax_code: str) -> Iterator[dict[str, Any]]:
        for notice in root.iterfind("TBao"):
            fields = {each.tag: each.text or "" for each in notice.iterfind("CTSSot/*")}
            number = fields.get("SCTu", "")
            code = self.refused.get(number)
            if notice.findtext("TTChung/MSo") != "04/SS-CTĐT":
                code = "other_form"
            elif (tax_code, number) not in self.receipts:
                code = "receipt_unknown"
            if code is None:
                self.mistakes.setdefault((tax_code, number), []).append(fields)
            yield _result(number, code)


def _result(subject: str, code: str | None) -> dict[str, Any]:
    text = "Cơ quan thuế không tiếp nhận" if code else None
    return {"subject": subject, "accepted": code is None, "code": code, "text": text}
