"""An event as partners get it: CloudEvents 1.0, thin, one schema a type, which only grows.

`sequence` counts the events of one partner's feed from 1 without a gap (CloudEvents' extension of
that name): whoever misses a number has missed an event.
"""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from contracts.terms import AgencyCode, Dong, DossierCode, ProcedureCode
from kit.core.local_time import LocalTime
from kit.core.model import Model

PREFIX = "vn.motcua."
VERSION = 1


class PublicData(Model):
    """The data of an event; its type is made of `NAME`."""

    NAME: ClassVar[str]


class DossierData(PublicData):
    """What every event of a dossier states; nothing personal."""

    dossier: Annotated[DossierCode, Field(description="Mã hồ sơ")]
    procedure: Annotated[ProcedureCode, Field(description="Mã thủ tục hành chính")]
    agency: Annotated[AgencyCode, Field(description="The agency at which it was filed")]


class Filed(DossierData):
    """A dossier was filed (mới đăng ký)."""

    NAME = "dossier.filed"

    filed_at: Annotated[LocalTime, Field(description="When it was filed")]


class Accepted(DossierData):
    """It was accepted (được tiếp nhận): its time runs."""

    NAME = "dossier.accepted"

    due_at: Annotated[LocalTime, Field(description="Ngày hẹn trả")]


class Refused(DossierData):
    """It was not accepted (không được tiếp nhận)."""

    NAME = "dossier.refused"


class Reopened(DossierData):
    """An earlier ending no longer holds."""

    NAME = "dossier.reopened"


class PapersRequested(DossierData):
    """The applicant is to add papers (yêu cầu bổ sung)."""

    NAME = "dossier.papers_requested"

    respond_by: Annotated[
        LocalTime | None, Field(description="Until when they may; null: no day is set")
    ]


class DueChanged(DossierData):
    """The due date moved: an extension, papers that came, or a calendar."""

    NAME = "dossier.due_changed"

    due_at: Annotated[LocalTime, Field(description="Ngày hẹn trả from now on")]


class FeeDue(DossierData):
    """A fee is owed (yêu cầu thực hiện nghĩa vụ tài chính)."""

    NAME = "dossier.fee_due"

    amount: Annotated[Dong, Field(description="đồng")]
    pay_by: Annotated[LocalTime | None, Field(description="The last moment; null: none")]


class FeeSettled(DossierData):
    """The fee is paid."""

    NAME = "dossier.fee_settled"

    amount: Annotated[Dong, Field(description="đồng")]


class Completed(DossierData):
    """The result is ready (đã xử lý xong)."""

    NAME = "dossier.completed"


class Returned(DossierData):
    """The applicant has the result (đã trả kết quả)."""

    NAME = "dossier.returned"

    how: Annotated[Literal["online", "counter", "post"], Field(description="Which way")]


class Withdrawn(DossierData):
    """It was withdrawn at the citizen's request (công dân yêu cầu rút hồ sơ)."""

    NAME = "dossier.withdrawn"


class Stopped(DossierData):
    """Its handling was stopped (dừng xử lý)."""

    NAME = "dossier.stopped"


class DocumentSealed(DossierData):
    """A result was signed and stored; who has its code can verify it in public."""

    NAME = "document.sealed"

    document: Annotated[str, Field(description="Its id")]
    sha256: Annotated[str, Field(description="Of the file, lower-case hexadecimal")]


class EndpointDisabled(PublicData):
    """Nothing is delivered to an endpoint any more until a test succeeds."""

    NAME = "partner.endpoint_disabled"

    hook: Annotated[str, Field(description="The id of the endpoint")]
    why: Annotated[
        Literal["gone", "failing"],
        Field(description="gone: it answered 410; failing: five days of nothing but failures"),
    ]


class Test(PublicData):
    """A test of an endpoint; it is in no feed, and its sequence is 000000000000."""

    NAME = "partner.test"

    hook: Annotated[str, Field(description="The id of the endpoint")]


TYPES: tuple[type[PublicData], ...] = (
    Filed,
    Accepted,
    Refused,
    Reopened,
    PapersRequested,
    DueChanged,
    FeeDue,
    FeeSettled,
    Completed,
    Returned,
    Withdrawn,
    Stopped,
    DocumentSealed,
    EndpointDisabled,
    Test,
)
"""Every type of the feed. A field is added, never renamed or removed; else there is a version."""


def type_name(name: str) -> str:
    """`vn.motcua.dossier.filed.v1`."""
    return f"{PREFIX}{name}.v{VERSION}"


class PublicEvent(Model):
    """CloudEvents 1.0 in structured JSON; at most 4 KB."""

    specversion: Annotated[Literal["1.0"], Field(description="Of CloudEvents")] = "1.0"
    id: Annotated[str, Field(description="The same in the feed, in a webhook, in a replay")]
    source: Annotated[str, Field(description="The address of this service")]
    type: Annotated[str, Field(description="As vn.motcua.dossier.accepted.v1")]
    subject: Annotated[str, Field(description="Mã hồ sơ, or the id of an endpoint")]
    time: Annotated[LocalTime, Field(description="When it happened")]
    datacontenttype: Annotated[
        Literal["application/json"], Field(description="The media type of `data`")
    ] = "application/json"
    sequence: Annotated[
        str,
        Field(description="Its number in the feed, 12 digits from 000000000001, without a gap"),
    ]
    data: Annotated[dict[str, Any], Field(description="By the schema of its type")]

    @property
    def number(self) -> int:
        """The sequence as a number."""
        return int(self.sequence)


class Unnumbered(Model):
    """An event before it has its place in a feed."""

    id: str
    subject: str
    time: datetime
    data: PublicData

    def at(self, number: int, source: str) -> PublicEvent:
        """The event under its number."""
        return PublicEvent(
            id=self.id,
            source=source,
            type=type_name(self.data.NAME),
            subject=self.subject,
            time=self.time,
            sequence=sequence_text(number),
            data=self.data.model_dump(mode="json"),
        )


def sequence_text(number: int) -> str:
    """12 digits, so that texts sort as numbers do."""
    return f"{number:012d}"
