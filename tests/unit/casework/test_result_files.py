"""A proposal names an uploaded PDF: only one that passed its check, for this case, unchanged."""

from typing import Final

import pytest

from casework.domain.result_choice import ProposedResult
from casework.processing.propose import ProposeDecision, propose_decision
from contracts.casework import CaseDecided, CaseResultCorrected
from contracts.intake import ResultFileChecked
from contracts.result_content import ResultContent, ResultFile, Value
from kit.core.errors import ServiceError
from kit.core.model import SealedValue
from tests.unit.casework import test_corrections
from tests.unit.casework.world import CODE, OFFICER, World, a_procedure

BIRTH: Final = "KQ.G15.000031"
PAPER: Final = "01KAQ0D1G0000000000000000F"
DIGEST: Final = "ab" * 32
CHECKED: Final = ResultFileChecked(draft="draft-1", sha256=DIGEST, pages=2)


def a_world(*, of: str = CODE) -> World:
    """A case in work, and an upload that passed its check for this case or another."""
    world = World.with_case_in_work()
    kinds = a_procedure().results
    world.publish(a_procedure().evolve(results=(kinds[0], kinds[1].evolve(code=BIRTH))))
    world.receive(CHECKED, subject=PAPER, dossier=of)
    return world


def propose(world: World, *, code: str | None = None, sha256: str = DIGEST, text: str = "") -> None:
    fields: dict[str, Value] = {"paragraphs": (text,)} if text else {}
    content = ResultContent(fields=fields, file=ResultFile(paper=PAPER, sha256=sha256))
    command = ProposeDecision(
        code=CODE,
        official=OFFICER,
        request=world.new_request(),
        results=(ProposedResult(code=code, content=content),),
    )
    propose_decision(world.cases, command, at=world.clock())


def refusal(world: World, **proposal: str) -> str:
    """The code; nothing changed."""
    items = dict(world.transport.items)
    with pytest.raises(ServiceError) as refused:
        propose(world, **proposal)
    assert world.transport.items == items
    return refused.value.code


def test_the_decision_carries_the_place_of_the_checked_file_sealed() -> None:
    world = a_world()

    propose(world)
    world.approve()

    event = world.events()[-1]
    assert isinstance(event.read(CaseDecided).contents, SealedValue)
    (content,) = world.cases.read(event, CaseDecided).contents.values()
    assert content.file == ResultFile(paper=PAPER, sha256=DIGEST, draft="draft-1")


def test_a_file_is_refused_before_its_check_has_ended_well() -> None:
    assert refusal(World.with_case_in_work()) == "result_file_unchecked"


def test_a_file_of_another_case_is_refused() -> None:
    assert refusal(a_world(of="H49.61-261123-0002")) == "result_file_unchecked"


def test_another_digest_than_the_checked_ones_is_refused() -> None:
    assert refusal(a_world(), sha256="cd" * 32) == "result_file_differs"


def test_a_sealed_result_is_corrected_by_a_file_that_passed_its_check_for_this_case() -> None:
    world = test_corrections.completed()
    upload = ResultContent(file=ResultFile(paper=PAPER, sha256=DIGEST))
    with pytest.raises(ServiceError) as unchecked:
        test_corrections.correct(world, content=upload)
    world.receive(CHECKED, subject=PAPER, dossier=CODE)
    differing = ResultContent(file=ResultFile(paper=PAPER, sha256="cd" * 32))
    with pytest.raises(ServiceError) as other:
        test_corrections.correct(world, content=differing)

    test_corrections.correct(world, content=upload)

    codes = [unchecked.value.code, other.value.code]
    assert codes == ["result_file_unchecked", "result_file_differs"]
    event = world.events()[-1]
    assert isinstance(event.read(CaseResultCorrected).content, SealedValue)
    corrected = world.cases.read(event, CaseResultCorrected)
    assert corrected.content.file == ResultFile(paper=PAPER, sha256=DIGEST, draft="draft-1")


@pytest.mark.parametrize(
    "proposal", [{"code": BIRTH}, {"text": "Điều 1."}], ids=["template", "fields too"]
)
def test_a_file_stands_neither_for_a_template_nor_beside_fields(proposal: dict[str, str]) -> None:
    assert refusal(a_world(), **proposal) == "result_file_not_taken"
