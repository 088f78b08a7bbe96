"""A draft: what a citizen prepares until it is filed. Its id, a ULID, is the dossier's vault id for life."""

import json
from datetime import datetime, timedelta
from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode, Channel, Moment, ProcedureCode
from intake.domain.fee_rules import Count
from intake.domain.procedure import Procedure
from intake.domain.transitions import DRAFT_GRAPH, DraftState, step
from kit.core.errors import Invalid
from kit.core.model import Aggregate, Body, Sealed

KEPT_FOR = timedelta(days=30)
LONGEST_ANSWERS = 16 * 1024
MOST_PAPERS = 40
Answers = dict[str, Any]


class UnknownCase(Invalid):
    """The procedure has no such case."""

    code = "unknown_case"
    vi = "Thủ tục không có trường hợp này."
    en = "The procedure has no such case."


class ChannelRefused(Invalid):
    """The procedure cannot be filed this way."""

    code = "channel_not_offered"
    vi = "Thủ tục này không nhận hồ sơ qua kênh đã chọn."
    en = "This procedure does not take dossiers this way."


class AnswersTooLarge(Invalid):
    """The answers take more than 16 KB."""

    code = "answers_too_large"
    vi = "Nội dung kê khai vượt quá 16 KB."
    en = "The answers are larger than 16 KB."


class AnswersMalformed(Invalid):
    """A number in the answers is infinite or not a number."""

    code = "answers_malformed"
    vi = "Nội dung kê khai có giá trị số không hợp lệ."
    en = "The answers hold a number that is not one."


class TooManyPapers(Invalid):
    """The draft has as many papers as it may."""

    code = "too_many_papers"
    vi = "Hồ sơ đã có quá nhiều giấy tờ."
    en = "The draft has too many papers."


class NewDraft(Body):
    """What a draft is begun with. `counts` says how many of a counted fee line, by the line's name."""

    procedure: ProcedureCode
    agency: AgencyCode
    case: Annotated[str, StringConstraints(max_length=60)] | None = None
    answers: Answers = Field(default_factory=dict)
    counts: dict[str, Count] = Field(default_factory=dict)


class DraftAnswers(Body):
    """What is declared, whole."""

    answers: Answers


class Draft(Aggregate):
    """Hồ sơ nháp. `papers` are the ids of what was attached; `code` is the dossier's once it is filed."""

    KIND: ClassVar[str] = "DRAFT"

    owner: str
    state: DraftState = "open"
    procedure: ProcedureCode
    agency: AgencyCode
    case: str | None = None
    channel: Channel = "online"
    answers: Sealed[Answers]
    counts: dict[str, int] = Field(default_factory=dict)
    papers: tuple[str, ...] = ()
    code: str | None = None
    expires: Moment

    def index_attributes(self) -> dict[str, str | int]:
        """An open draft is deleted when it expires."""
        return {"ttl": int(self.expires.timestamp())} if self.state == "open" else {}

    def answered(self, answers: Answers) -> "Draft":
        """With other answers; raises AnswersTooLarge, NotInThisState."""
        state = step(DRAFT_GRAPH, self.state, "answer")
        return self.evolve(answers=bounded(answers), state=state)

    def attached(self, paper: str) -> "Draft":
        """With one more paper; raises TooManyPapers, NotInThisState."""
        state = step(DRAFT_GRAPH, self.state, "attach")
        if len(self.papers) >= MOST_PAPERS:
            raise TooManyPapers
        return self.evolve(papers=(*self.papers, paper), state=state)

    def filed(self, code: str) -> "Draft":
        """As filed under a dossier code; raises NotInThisState."""
        state = step(DRAFT_GRAPH, self.state, "file")
        return self.evolve(code=code, state=state)


def begin(new: NewDraft, procedure: Procedure, *, id: str, owner: str, at: datetime) -> Draft:
    """A new draft; raises UnknownCase, ChannelRefused, AnswersTooLarge, fees.CountRefused."""
    require_offered(procedure, new.case, "online")
    procedure.content.quoted(case=new.case, channel="online", at=at, counts=new.counts)
    return Draft(
        id=id,
        vault=id,
        owner=owner,
        procedure=new.procedure,
        agency=new.agency,
        case=new.case,
        answers=bounded(new.answers),
        counts=new.counts,
        expires=at + KEPT_FOR,
    )


def require_offered(procedure: Procedure, case: str | None, channel: Channel) -> None:
    """The version has this case and takes dossiers this way; raises UnknownCase, ChannelRefused."""
    if case is not None and case not in procedure.content.cases:
        raise UnknownCase(field="case")
    if channel not in procedure.content.channels:
        raise ChannelRefused(field="procedure")


def bounded(answers: Answers) -> Answers:
    """The answers, if they fit into an event; raises AnswersTooLarge, AnswersMalformed."""
    try:
        text = json.dumps(answers, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise AnswersMalformed(field="answers") from None
    if len(text.encode()) > LONGEST_ANSWERS:
        raise AnswersTooLarge(field="answers")
    return answers
