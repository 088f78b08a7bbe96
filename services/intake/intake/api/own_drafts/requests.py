"""What citizens begin drafts with, and which of them are listed."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.required_documents import PaperStatement
from contracts.terms import AgencyCode, ProcedureCode
from intake.api.drafts.requests import Answers
from intake.api.drafts.statement_requests import Conditions, PaperCases
from intake.domain.draft_content import DraftContent
from intake.domain.fee_rules import Count
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.http.pagination import PageQuery


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
