"""The draft (hồ sơ nháp): a dossier while the citizen prepares it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from contracts.registries import RegistryResponded
from contracts.required_documents import PaperStatement, stated
from contracts.terms import (
    AgencyCode,
    Channel,
    Contact,
    Moment,
    ProcedureCode,
    Quote,
    channel_of_terms,
)
from intake.domain.answers import valid_answers
from intake.domain.data_request import DataRequest, with_answer
from intake.domain.demanded_papers import FilingSituation
from intake.domain.desk_entry import DeskEntry
from intake.domain.form import Answers
from intake.domain.procedure import Procedure
from intake.domain.quotation import QuoteTerms
from intake.domain.transitions import DRAFT_GRAPH, DraftState, next_state
from intake.domain.written_mandate import DraftMandate
from kit.core.errors import Invalid, PreconditionFailed
from kit.core.model import Aggregate, Sealed

LIFETIME: Final = timedelta(days=30)
MOST_ATTACHMENTS: Final = 40
MOST_REMOVED: Final = 200


class TooManyPapers(Invalid):
    """The draft has as many attachments as it may."""

    code = "too_many_papers"
    vi = "Hồ sơ đã có quá nhiều giấy tờ. Vui lòng bỏ giấy tờ không cần rồi thêm lại."
    en = "The draft has too many papers. Please remove those that are not needed, then add again."


class DraftChanged(PreconditionFailed):
    """The draft changed after the caller had read it."""

    code = "draft_changed"
    vi = "Hồ sơ đang soạn đã được sửa ở nơi khác. Vui lòng tải lại."
    en = "The draft was changed elsewhere. Please reload it."


class Draft(Aggregate):
    """Its id, a ULID, is the dossier's vault id for life; `code` is the dossier's, once filed.

    Its `owner` is a person; one that a desk entered has none, and an `entry` instead. `mandate`: a
    representative prepares it for the owner.
    `pages_done`: the pages of its form that were answered rightly, each with what it asked.
    `contact`: where its owner is reminded, once they have a profile. `removed`: attachments whose
    files the sweeper deletes, the last since `removed_at`. `listed_for`: under whose id it is in a
    list of drafts. `statement` is what was stated of its papers; None: nothing yet.
    """

    KIND: ClassVar[str] = "DRAFT"

    owner: str | None
    entry: DeskEntry | None = None
    kiosk: str | None = None
    mandate: DraftMandate | None = None
    state: DraftState = "open"
    procedure: ProcedureCode
    agency: AgencyCode
    case: str | None = None
    fee_case: str | None = None
    group: str | None = None
    channel: Channel = "online"
    answers: Sealed[Answers]
    pages_done: dict[str, str] = Field(default_factory=dict)
    counts: dict[str, int] = Field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    code: str | None = None
    expires: Moment
    listed_for: str = ""
    contact: Sealed[Contact | None] = None
    is_reminded: bool = False
    removed: tuple[str, ...] = ()
    removed_at: Moment | None = None
    statement: Sealed[PaperStatement | None] = None
    data: Annotated[DataRequest | None, Field(exclude_if=lambda each: each is None)] = None

    @property
    def created_at(self) -> datetime:
        return self.expires - LIFETIME

    @property
    def terms(self) -> QuoteTerms:
        """What its quote depends on."""
        return QuoteTerms(
            channel=channel_of_terms(self.channel),
            case=self.case,
            fee_case=self.fee_case,
            group=self.group,
            counts=self.counts,
        )

    @property
    def situation(self) -> FilingSituation:
        """What its papers depend on."""
        is_delegated = self.mandate is not None or bool(self.entry and self.entry.representative)
        return FilingSituation(
            channel=channel_of_terms(self.channel),
            is_delegated=is_delegated,
            statement=self.statement or PaperStatement(),
        )

    def require_unchanged(self, seen: tuple[int, ...]) -> None:
        """The caller saw this version, or names none; raises DraftChanged."""
        if seen and self.version not in seen:
            raise DraftChanged

    def answer(self, answers: Answers, pages_done: dict[str, str]) -> "Draft":
        """With other answers; raises AnswersTooLarge, AnswersMalformed, NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "update")
        return self.evolve(answers=valid_answers(answers), pages_done=pages_done, state=state)

    def reached_by(self, contact: Contact | None) -> "Draft":
        """With the present contact of its owner."""
        return self.evolve(contact=contact or self.contact)

    def aim(self, agency: str, terms: QuoteTerms) -> "Draft":
        """For another agency, or other terms of its quote; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "update")
        return self.evolve(
            agency=agency,
            case=terms.case,
            fee_case=terms.fee_case,
            group=terms.group,
            counts=terms.counts,
            state=state,
        )

    def state_papers(self, statement: PaperStatement) -> "Draft":
        """With another statement about its papers; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "update")
        return self.evolve(statement=stated(statement), state=state)

    def ask_data(self, request: DataRequest) -> "Draft":
        """Registries are asked about it; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "update")
        return self.evolve(data=request, state=state)

    def answer_data(self, answer: RegistryResponded) -> "Draft":
        """With the answer of a registry; the same draft where it changes nothing any more."""
        if self.state != "open" or self.data is None:
            return self
        responded = with_answer(self.data, answer)
        return self if responded is self.data else self.evolve(data=responded)

    def with_data_about(self, subject: str) -> "Draft":
        """Without answers about anybody but the applicant."""
        is_same = self.data is None or self.data.about == subject
        return self if is_same else self.evolve(data=None)

    def attach(
        self, attachment: str, act: Literal["attach", "attach_supplement"] = "attach"
    ) -> "Draft":
        """Raises TooManyPapers, NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, act)
        if len(self.attachments) >= MOST_ATTACHMENTS:
            raise TooManyPapers
        return self.evolve(attachments=(*self.attachments, attachment), state=state)

    def detach(self, attachment: str, at: datetime) -> "Draft":
        """Without an attachment, whatever became of it; raises TooManyPapers, NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "detach")
        if len(self.removed) >= MOST_REMOVED:
            raise TooManyPapers
        return self._keep([each for each in self.attachments if each != attachment], at).evolve(
            state=state
        )

    def replace(self, attachments: Collection[str], at: datetime) -> "Draft":
        """Without attachments in whose place another stands; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "replace")
        left = [each for each in self.attachments if each not in attachments]
        return self._keep(left, at).evolve(state=state)

    def file(self, code: str, attachments: Collection[str], at: datetime) -> "Draft":
        """Filed under a dossier code with these attachments; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "file")
        return self._keep(attachments, at).evolve(code=code, state=state)

    def discard(self, at: datetime) -> "Draft":
        """Given up, or past its end; raises NotInThisState."""
        state = next_state(DRAFT_GRAPH, self.state, "discard")
        return self._keep((), at).evolve(state=state, removed_at=at)

    def without_removed(self) -> "Draft":
        """The files of removed attachments are deleted."""
        return self.evolve(removed=(), removed_at=None)

    def _keep(self, attachments: Collection[str], at: datetime) -> "Draft":
        left = tuple(each for each in self.attachments if each in attachments)
        removed = tuple(each for each in self.attachments if each not in left)
        if not removed:
            return self
        return self.evolve(attachments=left, removed=(*self.removed, *removed), removed_at=at)


def quote_of(draft: Draft, procedure: Procedure, *, at: datetime) -> Quote:
    """What filing the draft at this moment costs; raises FeeLineNotCounted."""
    return procedure.content.quotation(draft.terms, at=at).quote
