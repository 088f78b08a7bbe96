"""What citizens send to their drafts."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field

from contracts.terms import AgencyCode, Sha256
from intake.api.drafts.statement_requests import Conditions, Grounds, PaperCases, grounded
from intake.domain.fee_rules import Count
from intake.domain.form import PageId
from kit.core.model import Body
from kit.core.return_addresses import LONGEST_URL
from kit.persistence.repository import required

Answers = Annotated[
    dict[str, Any], Field(description="What the form asks for, at most 16 KB of JSON")
]
LARGEST_SIZE: Final = 2**40


class DraftBody(Body):
    """What is declared, whole."""

    answers: Answers


class DraftChangeBody(Body):
    """A part of a draft: its agency, case and quantities, or the answers of one page."""

    agency: Annotated[AgencyCode | None, Field(description="Another agency; null: the same")] = None
    case: Annotated[
        str | None, Field(max_length=60, description="Another case; null: the usual one")
    ] = None
    fee_case: Annotated[
        str | None, Field(max_length=60, description="Another case of the fee; null: none apart")
    ] = None
    group: Annotated[
        str | None, Field(max_length=60, description="Another group that pays less; null: none")
    ] = None
    counts: dict[str, Count] = Field(
        default_factory=dict, description="How many units of a counted fee line, by its line"
    )
    paper_cases: PaperCases = None
    conditions: Conditions = Field(default_factory=dict)
    grounds: Grounds = ()
    page: Annotated[PageId | None, Field(description="The page of the form that is answered")] = (
        None
    )
    answers: Annotated[
        dict[str, Any], Field(description="All answers of the page; what is left out is removed")
    ] = Field(default_factory=dict)
    finished: Annotated[
        bool,
        Field(description="false: stored for later, whatever is missing or wrong"),
    ] = True

    @property
    def terms(self) -> dict[str, object]:
        """What was sent of case, fee case, group and counts."""
        sent = self.model_fields_set & {"case", "fee_case", "group", "counts"}
        return {name: getattr(self, name) for name in sent}

    def papers(self, official: str | None, at: datetime) -> dict[str, object]:
        """What was sent of the statement about papers; officials alone record grounds.

        Raises NotFound for grounds of anybody else.
        """
        named = {"paper_cases": "cases", "conditions": "conditions"}
        sent = {named[name]: getattr(self, name) for name in self.model_fields_set & named.keys()}
        if "grounds" not in self.model_fields_set:
            return sent
        return sent | {"grounds": grounded(self.grounds, required(official), at)}


class DataRequestBody(Body):
    """That registries are asked about the draft."""

    agrees: Annotated[
        bool, Field(description="The citizen agrees that those are asked which need consent")
    ] = False


class AttachmentBody(Body):
    """A file before its upload."""

    component: Annotated[
        str, Field(min_length=1, max_length=40, description="The procedure's component it is for")
    ]
    name: Annotated[str, Field(min_length=1, max_length=255, description="The file's name")]
    media_type: Annotated[
        str | None,
        Field(max_length=100, description="application/pdf, image/jpeg or image/png"),
    ] = None
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
            description="Of a page without a script, in the place of type, size and digest: where "
            "S3 sends the browser after the upload; one of the stage's origins",
        ),
    ] = None
