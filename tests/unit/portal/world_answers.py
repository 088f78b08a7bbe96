"""Answers of status and payments: the examples of their OpenAPI documents, with what a test
chooses in the place of some members.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from front.http_client import Response
from infra.openapi_texts import examples
from kit.core.local_time import in_vietnam
from kit.http.problem_details import MEDIA_TYPE, TITLES
from tests.contract.answer_schemas import CHECKED

Json = dict[str, Any]
CODE, KEY = "H49.61.01-261123-0001", "7K3M9QX2TA"
FEE = "01KAQ0FEE00000000000000000"
RECEIPT = "EBL01/26TAA/1"
QR = (
    "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA"
    "530370454061500005802VN62200816LPHI F20260001236304A2B5"
)
BANK = {
    "name": "VietinBank",
    "holder": "KHO BAC NHA NUOC KHU VUC III",
    "account": "113366668888",
}
CODES = {
    1: ("Mới đăng ký", "Newly filed"),
    2: ("Được tiếp nhận", "Accepted"),
    4: ("Đang xử lý", "In processing"),
    6: ("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment required"),
}
FEE_NAME = "Lệ phí đăng ký hộ kinh doanh (trực tuyến)"


@dataclass(frozen=True)
class Sent:
    """An answer as a service sends it."""

    status: int
    body: Json = field(repr=False)
    etag: str = ""

    def checked(self, method: str, path: str) -> Response:
        """What the client gets; how it departs from the document fails the test."""
        text = json.dumps(self.body)
        media_type = "application/json" if self.status < 300 else MEDIA_TYPE
        headers = {"Content-Type": media_type, **({"ETag": self.etag} if self.etag else {})}
        CHECKED.check(method, path, self.status, headers, text)
        return Response(self.status, text.encode(), etag=self.etag)


@cache
def _examples(service: str) -> Json:
    return examples(service)


def answer(service: str, operation: str, **members: Any) -> Json:
    """The example of an operation with other members; KeyError for one that it does not have."""
    example: Json = _examples(service)[operation]["response"]
    assert set(members) <= set(example), set(members) - set(example)
    return example | members


def local(moment: datetime) -> str:
    """A time as the services write it."""
    return in_vietnam(moment).isoformat()


def ok(body: Json) -> Sent:
    """The state that a read answers."""
    return Sent(200, body, '"etag"')


def created(body: Json) -> Sent:
    """What an act made."""
    return Sent(201, body)


def refusal(status: int, code: str) -> Sent:
    """A problem document; its sentence is none of the services', to be recognised on a page."""
    body = {
        "type": f"urn:motcua:problem:{code}",
        "title": TITLES[status],
        "status": status,
        "detail": f"detail of {code}",
        "code": code,
        "trace": "Root=1-world",
    }
    return Sent(status, body)


def dossier(status: int, fee: Json, at: datetime) -> Json:
    """A dossier at a status since `at`."""
    codes = [1, 6] if status == 6 else [1, 6, status]
    steps = [
        dict(zip(("code", "vi", "en"), (c, *CODES[c]), strict=True)) | {"at": local(at)}
        for c in codes
    ]
    sentence = {
        "vi": "Thời hạn 3 ngày làm việc kể từ khi tiếp nhận.",
        "en": "Three working days from acceptance.",
    }
    due = {"at": "2026-11-26T17:00:00+07:00", "provisional": True, "explanation": [sentence]}
    document = {
        "document": "01KAQ0D0C00000000000000001",
        "kind": "form-01",
        "name": "Giấy tiếp nhận hồ sơ",
        "sha256": "ab" * 32,
        "sealed_at": local(at),
    }
    return answer(
        "status",
        "dossiers_get",
        agency={"code": "H49.61.01", "name": "Ủy ban nhân dân phường Hồng Gai"},
        status=steps[-1],
        timeline=steps,
        due=due,
        received={"at": local(at), "desk": "Quầy số 3", "official": "Trần Thị Lan"},
        processing=None,
        returned=None,
        fees=[fee],
        documents=[document],
        updated_at=local(at),
    )


def fee_with(**members: Any) -> Json:
    """A fee of the dossier."""
    [example] = answer("payments", "fees_list")["items"]
    assert set(members) <= set(example), set(members) - set(example)
    own = {"fee": FEE, "dossier": CODE}
    fee: Json = example | own | members
    return fee


def attempt(payment: str, amount: int, expires: datetime, **members: Any) -> Json:
    """A payment attempt that has begun."""
    own = {"payment": payment, "fee": FEE, "amount": amount, "expires": local(expires)}
    return answer("payments", "payments_create", **own, **({"url": None} | members))


def receipt(amount: int, method: str, at: datetime, **members: Any) -> Json:
    """The receipt of the fee."""
    [line] = answer("payments", "receipts_get")["lines"]
    own = {
        "fee": FEE,
        "number": RECEIPT,
        "form": "EBL01",
        "sign": "26TAA",
        "collector": "Ủy ban nhân dân phường Hồng Gai",
        "tax_code": None,
        "tax_code_synthetic": False,
        "lines": [line | {"name": FEE_NAME, "amount": amount}],
        "total": amount,
        "at": local(at),
        "method": method,
    }
    return answer("payments", "receipts_get", **own | members)
