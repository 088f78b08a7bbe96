"""What officials send with the acts that interrupt or end the work on a case."""

from typing import Annotated, Final, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from casework.api.requests import LongText, ShortText
from casework.domain.endings import StopGround
from casework.domain.result_choice import ProposedResult
from contracts.required_documents import RequestGround
from contracts.result_content import MOST_RESULTS, ResultContent, ResultFile, Value
from contracts.terms import AgencyCode, Sha256
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body

MOST_ITEMS: Final = 20
MOST_DONG: Final = 10_000_000_000
Reason = Annotated[LongText, Field(description="The citizen reads it in the notice")]


class GroundBody(Body):
    """Why an official requests a paper although the State has its data (NĐ 118/2025 Điều 4.2a)."""

    component: Annotated[
        str, Field(min_length=1, max_length=40, description="The procedure's component")
    ]
    ground: RequestGround
    database: Annotated[ShortText, Field(description="The database that has its data")]


class SupplementRequestBody(Body):
    """What the applicant must add, and why."""

    items: Annotated[
        tuple[ShortText, ...],
        Field(min_length=1, max_length=MOST_ITEMS, description="All that is missing, a line each"),
    ]
    components: Annotated[
        tuple[Annotated[str, StringConstraints(max_length=40)], ...],
        Field(max_length=MOST_ITEMS, description="Which papers of the procedure these are"),
    ] = ()
    grounds: Annotated[
        tuple[GroundBody, ...],
        Field(
            max_length=MOST_ITEMS,
            description="For papers whose data the State has: without one, asking is refused",
        ),
    ] = ()
    reason: Reason


class ExtensionBody(Body):
    """Until when the result is promised now."""

    due: Annotated[AwareDatetime, Field(description="The new due date, within working hours")]
    reason: Reason


class ResultFileBody(Body):
    """An uploaded PDF that passed intake's check."""

    paper: Annotated[
        str, StringConstraints(pattern=ULID_PATTERN), Field(description="The attachment's id")
    ]
    sha256: Annotated[
        Sha256,
        Field(description="Of the checked copy, as intake's route of the file answers it"),
    ]


def content_of(fields: dict[str, Value], file: ResultFileBody | None) -> ResultContent:
    """What a result says."""
    return ResultContent(fields=fields, file=ResultFile(**dict(file)) if file else None)


class ResultBody(Body):
    """A result with its content: the fields of its template, or else a file."""

    code: Annotated[
        ShortText | None, Field(description="The kind of result; null: the procedure's first")
    ] = None
    fields: Annotated[
        dict[str, Value],
        Field(
            max_length=60,
            description="By name, as GET /documents/v1/dossiers/{code}/result-draft lists them",
        ),
    ] = Field(default_factory=dict)
    file: Annotated[
        ResultFileBody | None,
        Field(description="In place of fields, where the kind of result has no template"),
    ] = None

    @property
    def proposed(self) -> ProposedResult:
        """The result as it is proposed."""
        return ProposedResult(code=self.code, content=content_of(self.fields, self.file))


class ProposalBody(Body):
    """Which decision is proposed, and to whom; without content it is refused."""

    results: Annotated[
        tuple[ResultBody, ...], Field(max_length=MOST_RESULTS, description="At least one")
    ] = ()
    desk: Annotated[
        ShortText | None,
        Field(description="The desk that approves; null: whoever approves in the agency"),
    ] = None


class CorrectionBody(Body):
    """What is to be corrected in the proposal."""

    reason: Annotated[LongText, Field(description="The officer who proposed reads it")]


class FeeLineBody(Body):
    """One fee line, as a receipt states it."""

    rule: Annotated[ShortText, Field(description="The id of the fee rule, or the paper behind it")]
    name: Annotated[ShortText, Field(description="Phí, lệ phí")]
    amount: Annotated[int, Field(gt=0, le=MOST_DONG, description="đồng")]


class FeeAssessmentBody(Body):
    """Which fee is owed, and what waits for it."""

    lines: Annotated[
        tuple[FeeLineBody, ...],
        Field(max_length=MOST_ITEMS, description="None: the dossier owes nothing"),
    ]
    pay: Annotated[
        Literal["now", "before_result"],
        Field(description="now: the work waits for it; before_result: the result does"),
    ]

    @model_validator(mode="after")
    def _with_something_to_wait_for(self) -> Self:
        if self.pay == "now" and not self.lines:
            raise ValueError("nothing to wait for")
        return self


class HandOverBody(Body):
    """Which agency has the case from now on."""

    agency: Annotated[AgencyCode, Field(description="Mã định danh cơ quan")]
    desk: Annotated[ShortText | None, Field(description="Its desk; null: its one-stop desk")] = None
    reason: Annotated[LongText, Field(description="The agency reads it")]


class ConsultationBody(Body):
    """The consulted agency, the question, and until when it answers."""

    agency: Annotated[AgencyCode, Field(description="Mã định danh cơ quan")]
    due: Annotated[AwareDatetime, Field(description="Until when it answers")]
    question: Annotated[LongText, Field(description="The agency reads it")]


class AnswerBody(Body):
    """The opinion of the consulted agency."""

    answer: Annotated[LongText, Field(description="Officials of the case read it")]


class StopBody(Body):
    """Why the case ends without a result."""

    reason: Reason
    ground: Annotated[
        StopGround,
        Field(description="stopped_by_agency: the cause lies with the agency; refunds go by it"),
    ]


class WithdrawalBody(Body):
    """Nothing has to be said."""


class WithdrawalRefusalBody(Body):
    """Why the dossier is not withdrawn."""

    reason: Reason
