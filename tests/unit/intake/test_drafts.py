"""Drafts: which are taken, whose they are, what they hold, and when they go."""

from collections.abc import Callable

import pytest

from intake.catalogue.offer import UnknownAgency, UnknownProcedure
from intake.domain.announcement import FileTooLarge, WrongType
from intake.domain.answers import AnswersMalformed, AnswersTooLarge
from intake.domain.components import UnknownComponent
from intake.domain.draft import TooManyPapers
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.offered_terms import ChannelNotOffered, UnknownCase
from intake.domain.transitions import NotInThisState
from kit.core.errors import NotFound, ServiceError
from kit.security.people import PersonLink
from tests.unit.intake.world import (
    NEW_DRAFT,
    World,
    a_procedure,
    an_announcement,
)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"procedure": "9.999999"}, UnknownProcedure, "procedure"),
        ({"agency": "H49.99"}, UnknownAgency, "agency"),
        ({"case": "khac"}, UnknownCase, "case"),
        ({"answers": {"a": "x" * 17_000}}, AnswersTooLarge, "answers"),
        ({"answers": {"a": float("nan")}}, AnswersMalformed, "answers"),
        ({"counts": {"le-phi": 2}}, FeeLineNotCounted, "counts"),
    ],
)
def test_a_draft_that_cannot_be_is_refused_and_nothing_is_written(
    changes: dict[str, object], refusal: type[ServiceError], field: str
) -> None:
    world = World()
    world.prepare_draft()
    before = dict(world.transport.items)
    with pytest.raises(refusal) as refused:
        world.create_draft(NEW_DRAFT.evolve(**changes))
    assert refused.value.field == field
    assert world.transport.items == before


def test_a_procedure_without_online_filing_takes_no_draft() -> None:
    with pytest.raises(ChannelNotOffered):
        World().prepare_draft(a_procedure(channels=("counter",)))


def test_a_repeated_request_finds_the_draft_that_it_made() -> None:
    world = World()
    draft = world.prepare_draft()

    assert world.create_draft(request=draft.id).id == draft.id
    with pytest.raises(NotFound):
        world.create_draft(request=draft.id, sub="binh")


def test_somebody_elses_draft_does_not_exist() -> None:
    world = World()
    draft = world.prepare_draft()
    acts: tuple[Callable[[], object], ...] = (
        lambda: world.intake.draft_of(PersonLink(person="binh"), draft.id),
        lambda: world.update_draft(draft, {}, sub="binh"),
        lambda: world.announce(draft, sub="binh"),
        lambda: world.file(draft, sub="binh"),
        lambda: world.intake.draft_of(PersonLink(person="an"), "01J00000000000000000000000"),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()


def test_a_filed_draft_takes_neither_answers_nor_attachments() -> None:
    world = World()
    draft = world.prepare_draft()
    world.attach(draft)
    world.file(draft)
    with pytest.raises(NotInThisState):
        world.update_draft(draft, {})
    with pytest.raises(NotInThisState):
        world.announce(draft)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"media_type": "application/zip"}, WrongType, "media_type"),
        ({"size": 20 * 1024 * 1024 + 1}, FileTooLarge, "size"),
        ({"component": "tp99"}, UnknownComponent, "component"),
    ],
)
def test_a_file_that_will_not_be_taken_is_refused_before_it_is_uploaded(
    changes: dict[str, object], refusal: type[ServiceError], field: str
) -> None:
    world = World()
    draft = world.prepare_draft()
    with pytest.raises(refusal) as refused:
        world.announce(draft, an_announcement().evolve(**changes))
    assert refused.value.field == field


def test_a_draft_holds_forty_attachments_and_no_more() -> None:
    draft = World().prepare_draft()
    full = draft.evolve(attachments=tuple(str(number) for number in range(40)))
    with pytest.raises(TooManyPapers):
        full.attach("one more")
