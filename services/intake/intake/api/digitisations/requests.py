"""What officials send to digitise an original."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import Day, Sha256
from intake.api.drafts.requests import LARGEST_SIZE
from intake.domain.digitisation import MOST_SHEETS
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.core.return_addresses import LONGEST_URL

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


class ScanBody(Body):
    """The scan before its upload: a PDF in colour with 200 dpi or more."""

    size: Annotated[
        Annotated[int, Field(ge=1, le=LARGEST_SIZE)] | None,
        Field(description="Bytes, at most 20 MB"),
    ] = None
    sha256: Annotated[Sha256 | None, Field(description="Of the whole file, in lower-case hex")] = (
        None
    )
    return_to: Annotated[
        str | None,
        Field(
            max_length=LONGEST_URL,
            description="Of a page without a script, in the place of size and digest: where S3 "
            "sends the browser after the upload; one of the stage's origins",
        ),
    ] = None


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
