"""What citizens send to their drafts."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field, StringConstraints

from contracts.required_documents import PaperStatement
from contracts.terms import AgencyCode, HandedPaper, ProcedureCode, Sha256
from intake.api.drafts.statement_requests import Conditions, Grounds, PaperCases, grounded
from intake.domain.applicants import OnBehalfOf
from intake.domain.draft import MOST_ATTACHMENTS
from intake.domain.draft_content import DraftContent
from intake.domain.fee_rules import Count
from intake.domain.form import PageId
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.core.return_addresses import LONGEST_URL
from kit.http.pagination import PageQuery
from kit.persistence.repository import required

DraftId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the draft")
]
Answers = Annotated[
    dict[str, Any], Field(description="What the form asks for, at most 16 KB of JSON")
]
LARGEST_SIZE: Final = 2**40


class DraftsQuery(PageQuery):
    """Which page of the caller's drafts."""

    limit: Annotated[int, Field(ge=1, le=100, description="How many at the most")] = 20


class NewDraftBody(Body):
    """What a draft begins with."""

    procedure: Annotated[ProcedureCode, Field(description="Mã thủ tục hành chính")]
    agency: Annotated[AgencyCode, Field(description="The agency that the dossier is for")]
    case: Annotated[
        str | None,
        Field(max_length=60, description="The case (trường hợp); null: the usual one"),
    ] = None
    fee_case: Annotated[
        str | None,
        Field(max_length=60, description="The case of the fee, where `case` does not choose it"),
    ] = None
    group: Annotated[
        str | None,
        Field(max_length=60, description="The group that pays less; the agency checks the proof"),
    ] = None
    answers: Answers = Field(default_factory=dict)
    counts: dict[str, Count] = Field(
        default_factory=dict, description="How many units of a counted fee line, by its line"
    )
    paper_cases: PaperCases = None
    conditions: Conditions = Field(default_factory=dict)

    @property
    def content(self) -> DraftContent:
        """As a draft begins."""
        own = DraftContent.model_fields.keys() - {"statement", "kiosk"}
        statement = PaperStatement(cases=self.paper_cases, conditions=self.conditions)
        return DraftContent(**{name: getattr(self, name) for name in own}, statement=statement)


class KioskCredentialBody(Body):
    """What a registered device shows of itself."""

    kiosk: Annotated[str, StringConstraints(pattern=ULID_PATTERN), Field(description="Its id")]
    secret: Annotated[str, Field(max_length=64, description="What it got at its registration")]


class OwnDraftBody(NewDraftBody):
    """What a draft of a citizen begins with."""

    kiosk: Annotated[
        KioskCredentialBody | None,
        Field(description="The device at which the citizen files; null: they file online"),
    ] = None

    mandate: Annotated[
        str | None,
        Field(max_length=26, description="A mandate of the caller: the draft is its principal's"),
    ] = None


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


class FilingBody(Body):
    """Which attachments are filed, and for whom."""

    papers: Annotated[
        tuple[str, ...] | None,
        Field(
            max_length=MOST_ATTACHMENTS,
            description="Their ids; null: all but the rejected and those never uploaded",
        ),
    ] = None
    handed_papers: Annotated[
        tuple[HandedPaper, ...],
        Field(max_length=MOST_ATTACHMENTS, description="At a desk: what it got on paper"),
    ] = ()
    incomplete: Annotated[
        bool,
        Field(description="By post: the letter lacks papers, which the agency is going to request"),
    ] = False
    on_behalf_of: Annotated[
        OnBehalfOf | None,
        Field(description="Whose dossier it is; null: the caller's, where a person may file it"),
    ] = None
