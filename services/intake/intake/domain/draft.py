"""The draft (hồ sơ nháp): a dossier while the citizen prepares it."""

import json
from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from pydantic import Field

from contracts.terms import AgencyCode, Channel, Moment, ProcedureCode, Quote
from intake.domain.form import Answers
from intake.domain.procedure import Procedure
from intake.domain.transitions import DRAFT_GRAPH, DraftState, next_state
from kit.core.errors import Invalid, PreconditionFailed
from kit.core.model import Aggregate, Model, Sealed

LIFETIME: Final = timedelta(days=30)
LARGEST_ANSWERS: Final = 16 * 1024
"""Bytes of JSON text."""
MOST_ATTACHMENTS: Final = 40


class UnknownCase(Invalid):
    """The procedure has no such case."""

    code = "unknown_case"
    vi = "Thủ tục không có trường hợp này."
    en = "The procedure has no such case."


class ChannelNotOffered(Invalid):
    """The procedure cannot be filed through this channel."""

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
    vi = "Nội dung kê khai có giá trị số không hợp lệ. Xin nhập lại số đó."
    en = "The answers hold a number that is not one. Please enter it again."


class TooManyPapers(Invalid):
    """The draft has as many attachments as it may."""

    code = "too_many_papers"
    vi = "Hồ sơ đã có quá nhiều giấy tờ. Xin bỏ giấy tờ không cần rồi thêm lại."
    en = "The draft has too many papers. Please remove one before another is added."


class DraftChanged(PreconditionFailed):
    """The draft changed after the caller had read it."""

    code = "draft_changed"
    vi = "Hồ sơ nháp đã được thay đổi ở nơi khác sau khi ông/bà mở xem. Xin tải lại."
    en = "The draft was changed elsewhere after you opened it. Please reload it."


class DraftContent(Model):
    """What a draft begins with; `counts` is the number of units of a counted fee line, by line."""

    procedure: ProcedureCode
    agency: AgencyCode
    case: str | None = None
    answers: Answers = Field(default_factory=dict)
    counts: dict[str, int] = Field(default_factory=dict)


class Draft(Aggregate):
    """Its id, a ULID, is the dossier's vault id for life; `code` is the dossier's, once filed.

    `pages_done`: the pages of its form that were answered rightly, each with what it asked.
    """

    KIND: ClassVar[str] = "DRAFT"

    owner: str
    state: DraftState = "open"
    procedure: ProcedureCode
    agency: AgencyCode
    case: str | None = None
    channel: Channel = "online"
    answers: Sealed[Answers]
    pages_done: dict[str, str] = Field(default_factory=dict)
    counts: dict[str, int] = Field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    code: str | None = None
    expires: Moment

    def require_unchanged(self, seen: tuple[int, ...]) -> None:
        """The caller saw this version, or names none; raises DraftChanged."""
        if seen and self.version not in seen:
            raise DraftChanged

    def answer(self, answers: Answers, pages_done: dict[str, str]) -> "Draft":
        """With other answers; raises AnswersTooLarge, AnswersMalformed, NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "update")
        return self.evolve(answers=valid_answers(answers), pages_done=pages_done, state=state)

    def aim(self, *, agency: str, case: str | None, counts: dict[str, int]) -> "Draft":
        """For another agency, case or quantity; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "update")
        return self.evolve(agency=agency, case=case, counts=counts, state=state)

    def attach(
        self, attachment: str, act: Literal["attach", "attach_supplement"] = "attach"
    ) -> "Draft":
        """Raises TooManyPapers, NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, act)
        if len(self.attachments) >= MOST_ATTACHMENTS:
            raise TooManyPapers
        return self.evolve(attachments=(*self.attachments, attachment), state=state)

    def detach(self, attachment: str) -> "Draft":
        """Without an attachment, whatever became of it; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "detach")
        remaining = tuple(each for each in self.attachments if each != attachment)
        return self.evolve(attachments=remaining, state=state)

    def file(self, code: str) -> "Draft":
        """Filed under a dossier code; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "file")
        return self.evolve(code=code, state=state)


def new_draft(
    content: DraftContent, procedure: Procedure, *, id: str, owner: str, at: datetime
) -> Draft:
    """Raises the refusals of `require_offered`, `quote` and `valid_answers`."""
    require_offered(procedure, content.case, "online")
    procedure.content.quote(case=content.case, channel="online", at=at, counts=content.counts)
    return Draft(
        id=id,
        vault=id,
        owner=owner,
        procedure=content.procedure,
        agency=content.agency,
        case=content.case,
        answers=valid_answers(content.answers),
        counts=content.counts,
        expires=at + LIFETIME,
    )


def quote_of(draft: Draft, procedure: Procedure, *, at: datetime) -> Quote:
    """What filing the draft at this moment costs; raises FeeLineNotCounted."""
    return procedure.content.quote(
        case=draft.case, channel=draft.channel, at=at, counts=draft.counts
    )


def require_offered(procedure: Procedure, case: str | None, channel: Channel) -> None:
    """The version has this case and this channel; raises UnknownCase, ChannelNotOffered."""
    if case is not None and case not in procedure.content.cases:
        raise UnknownCase(field="case")
    if channel not in procedure.content.channels:
        raise ChannelNotOffered(field="procedure")


def valid_answers(answers: Answers) -> Answers:
    """The answers, if they fit into an event; raises AnswersTooLarge, AnswersMalformed."""
    try:
        text = json.dumps(answers, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise AnswersMalformed(field="answers") from None
    if len(text.encode()) > LARGEST_ANSWERS:
        raise AnswersTooLarge(field="answers")
    return answers
