"""What officials send to digitise an original."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import Day
from intake.api.upload_body import UploadBody
from intake.domain.digitisation import MOST_SHEETS
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body

DigitisationId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the digitisation")
]


class ComparisonBody(Body):
    """An original that was shown, and that agrees with what was filed."""

    component: Annotated[
        str, Field(min_length=1, max_length=40, description="The procedure's component that it is")
    ]
    sheets: Annotated[
        int, Field(ge=1, le=MOST_SHEETS, description="The pages of the original, in their order")
    ]
    agrees: Annotated[bool, Field(description="The official states that copy and original agree")]


class ScanBody(UploadBody):
    """The scan before its upload: a PDF in colour with 200 dpi or more."""


class DescriptionBody(Body):
    """What the paper is (dữ liệu mô tả)."""

    kind: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
        Field(description="Loại giấy tờ, e.g. Giấy khai sinh"),
    ]
    number: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
        Field(description="Số, ký hiệu"),
    ]
    issuer: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
        Field(description="Cơ quan cấp"),
    ]
    issued_on: Annotated[Day, Field(description="Ngày cấp")]
    valid_until: Annotated[
        Day | None, Field(description="The last day of its validity; null: without an end")
    ] = None
