"""What registries were asked about a draft, so that papers need not be handed in."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from contracts.registries import RegistryOutcome, RegistryResponded, ReplaceablePaper, combined
from contracts.required_documents import (
    LONGEST_HELD_NAME,
    Component,
    GroundedRequest,
    PaperStatement,
    RequestGround,
)
from contracts.terms import Applicant, Moment
from intake.domain.demanded_papers import FilingSituation, concerns, is_conditional
from intake.domain.procedure_content import ProcedureContent
from kit.core.errors import Conflicting
from kit.core.model import Model, Sealed

GROUNDS: Final[dict[RegistryOutcome, RequestGround]] = {
    "differs": "differs",
    "unavailable": "not_answered",
    "not_found": "no_data",
}
"""An answer -> the ground on which the paper is then asked for."""
BY: Final = "exchange"
"""Who recorded a ground that follows from an answer."""
PATIENCE: Final = timedelta(minutes=2)
"""How long an answer is awaited; what never comes is not demanded, as if nobody had asked."""
AGAIN: Final = timedelta(minutes=1)
MOST_ROUNDS: Final = 5


class TooManyDataRequests(Conflicting):
    """The registries were asked about this draft as often as they may be."""

    code = "too_many_data_requests"
    vi = "Hồ sơ này đã được tra cứu nhiều lần. Vui lòng nộp giấy tờ được yêu cầu."
    en = "The databases were asked about this dossier many times. Please hand in the papers."


class RequestedPaper(ReplaceablePaper):
    """`answers`: what each registry answered, by its code."""

    answers: dict[str, RegistryOutcome] = Field(default_factory=dict)

    @property
    def outcome(self) -> RegistryOutcome | None:
        return combined(self.answers, self.registries) if self.answers else None


class DataRequest(Model):
    """The last request: `about` is whose data were compared, `rounds` how many there were."""

    requested_at: Moment
    rounds: int
    about: Sealed[str]
    papers: Annotated[tuple[RequestedPaper, ...], Field(max_length=250)]

    def outcome_of(self, component: str) -> RegistryOutcome | None:
        """None where it was not asked about, or the answer has not come."""
        paper = next((each for each in self.papers if each.component == component), None)
        return paper.outcome if paper else None

    def awaits(self, component: str, at: datetime) -> bool:
        """Whether an answer about a paper may still come."""
        components = component in {each.component for each in self.papers}
        is_early = at < self.requested_at + PATIENCE
        return components and is_early and self.outcome_of(component) is None

    def saved(self, content: ProcedureContent) -> tuple[RequestedPaper, ...]:
        """Papers of the procedure that data replace."""
        held = {each.id for each in content.documents if each.replaced_by}
        return tuple(
            each for each in self.papers if each.outcome == "found" and each.component in held
        )


def subject_text(applicant: Applicant) -> str:
    """Whose data are compared: an answer about somebody else is worth nothing."""
    return f"{applicant.identity_number or ''}|{applicant.tax_code or ''}"


def papers_to_ask(
    content: ProcedureContent, situation: FilingSituation
) -> tuple[RequestedPaper, ...]:
    """Those of the draft that databases replace, unless nobody would need them; an official's own
    ground comes before the answer of a registry.
    """
    grounded = {each.component for each in situation.statement.grounds}
    return tuple(
        RequestedPaper(
            component=each.id,
            name=each.name[:LONGEST_HELD_NAME],
            database="; ".join(each.held_by)[:LONGEST_HELD_NAME],
        )
        for each in content.documents
        if each.replaced_by
        and each.id not in grounded
        and concerns(content, each, situation)
        and _applies(each, situation.statement)
    )


def requested(
    before: DataRequest | None, papers: Sequence[RequestedPaper], about: str, at: datetime
) -> DataRequest | None:
    """The next request; None while the last one is fresh, or where no data replace a paper. What
    was answered about the same applicant stands until a registry answers anew.

    Raises TooManyDataRequests.
    """
    if not papers:
        return None
    is_same = before is not None and before.about == about
    if before is None:
        return DataRequest(requested_at=at, rounds=1, about=about, papers=tuple(papers))
    if is_same and at < before.requested_at + AGAIN:
        return None
    if before.rounds >= MOST_ROUNDS:
        raise TooManyDataRequests
    old = {each.component: each for each in before.papers} if is_same else {}
    return DataRequest(
        requested_at=at,
        rounds=before.rounds + 1,
        about=about,
        papers=tuple(old.get(each.component, each) for each in papers),
    )


def with_answer(request: DataRequest, answer: RegistryResponded) -> DataRequest:
    """The same request where it is none of its papers, or was answered so before."""
    stated = {each.component: each.registries for each in answer.papers}
    papers = tuple(
        each.evolve(
            registries=tuple(sorted({*each.registries, *stated[each.component]})),
            answers=each.answers | {answer.registry: answer.outcome},
        )
        if each.component in stated
        else each
        for each in request.papers
    )
    return request if papers == request.papers else request.evolve(papers=papers)


def with_grounds(
    situation: FilingSituation, request: DataRequest | None, content: ProcedureContent
) -> FilingSituation:
    """Papers that the registries do not replace are demanded, each on its ground."""
    if request is None:
        return situation
    statement = situation.statement
    own = {each.component for each in statement.grounds}
    more = tuple(_grounds(request, content.documents, own))
    if not more:
        return situation
    return situation._replace(statement=statement.evolve(grounds=(*statement.grounds, *more)))


def _grounds(
    request: DataRequest, documents: Iterable[Component], own: set[str]
) -> Iterator[GroundedRequest]:
    held = {each.id for each in documents if each.replaced_by}
    for paper in request.papers:
        ground = GROUNDS.get(paper.outcome) if paper.outcome else None
        if ground and paper.component in held and paper.component not in own:
            yield GroundedRequest(
                component=paper.component,
                ground=ground,
                database=paper.database,
                by=BY,
                at=request.requested_at,
            )


def _applies(component: Component, statement: PaperStatement) -> bool:
    if is_conditional(component):
        return statement.conditions.get(component.id, False)
    return True
