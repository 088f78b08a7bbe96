"""What a draft begins with, and what a list shows of it."""

from pydantic import Field

from contracts.required_documents import PaperStatement
from contracts.terms import AgencyCode, Moment, ProcedureCode
from intake.domain.form import Answers
from kit.core.model import Model


class DraftContent(Model):
    """What a draft begins with; `counts` is the number of units of a counted fee line, by line.

    `fee_case` and `group` choose among the fees, as in QuoteTerms; `statement` is about the papers.
    `kiosk` is the device at which it begins.
    """

    procedure: ProcedureCode
    agency: AgencyCode
    case: str | None = None
    fee_case: str | None = None
    group: str | None = None
    answers: Answers = Field(default_factory=dict)
    counts: dict[str, int] = Field(default_factory=dict)
    statement: PaperStatement = Field(default_factory=PaperStatement)
    kiosk: str | None = None


class DraftSummary(Model):
    """One draft in its owner's list."""

    draft: str
    procedure: str
    procedure_name: str
    created_at: Moment
    expires: Moment
