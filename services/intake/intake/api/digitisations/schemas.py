"""What officials get back of a digitisation."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from contracts.intake import AttachmentState
from contracts.terms import Day, Sha256
from intake.domain.attachment import Attachment
from intake.domain.digitisation import Digitisation
from intake.domain.rejections import rejection_sentence
from intake.domain.transitions import DigitisationState
from kit.core.local_time import LocalTime
from kit.core.model import Model

STATE = (
    "compared: the original was shown and agrees; scanned: an upload was announced; described; "
    "signing: the agency's seal was asked for; stored: every step is done."
)


class DescriptionView(Model):
    """What the paper is."""

    kind: Annotated[str, Field(description="Loại giấy tờ")]
    number: Annotated[str, Field(description="Số, ký hiệu")]
    issuer: Annotated[str, Field(description="Cơ quan cấp")]
    issued_on: Annotated[Day, Field(description="Ngày cấp")]
    valid_until: Annotated[Day | None, Field(description="The last day of its validity")]


class StepView(Model):
    """A step that was taken."""

    step: Annotated[DigitisationState, Field(description=STATE)]
    by: Annotated[str, Field(description="The official's subject")]
    at: Annotated[LocalTime, Field(description="When it was taken")]


class DigitisationView(Model):
    """An original that is digitised, and how far."""

    digitisation: Annotated[str, Field(description="Its id")]
    component: Annotated[str, Field(description="The procedure's component that it is")]
    state: Annotated[DigitisationState, Field(description=STATE)]
    sheets: Annotated[int, Field(description="The pages of the original")]
    steps: Annotated[tuple[StepView, ...], Field(description="In the order in which they came")]
    paper: Annotated[str | None, Field(description="The attachment's id, once there is a scan")]
    scan: Annotated[
        AttachmentState | None, Field(description="The check of the scan: awaited, checked, …")
    ]
    why: Annotated[
        str | None, Field(description="The code of what was wrong with the scan or the signature")
    ]
    detail: Annotated[
        str | None, Field(description="The same as a sentence in the caller's language")
    ]
    description: Annotated[DescriptionView | None, Field(description="Once it is described")]
    document: Annotated[str | None, Field(description="The code of the signed copy, once stored")]
    sha256: Annotated[Sha256 | None, Field(description="The SHA-256 of the signed copy")]
    digitised: Annotated[bool, Field(description="DuocSoHoa: every step was taken")]
    reusable: Annotated[
        bool, Field(description="DuocTaiSuDung: the copy may be used while the paper is valid")
    ]

    @classmethod
    def of(
        cls, digitisation: Digitisation, scan: Attachment | None, language: str, at: datetime
    ) -> Self:
        """The view as of this moment."""
        described = digitisation.description
        why = (scan.why if scan else None) or digitisation.why
        return cls(
            digitisation=digitisation.id,
            component=digitisation.component,
            state=digitisation.state,
            sheets=digitisation.sheets,
            steps=tuple(StepView(**dict(step)) for step in digitisation.steps),
            paper=digitisation.attachment,
            scan=scan.state if scan else None,
            why=why,
            detail=rejection_sentence(why, language) if why else None,
            description=DescriptionView(**dict(described)) if described else None,
            document=digitisation.copy_document,
            sha256=digitisation.copy_sha256,
            digitised=digitisation.is_digitised,
            reusable=digitisation.is_reusable(at),
        )


class DigitisationsView(Model):
    """The originals of a dossier that are digitised."""

    items: Annotated[tuple[DigitisationView, ...], Field(description="Oldest first")]
