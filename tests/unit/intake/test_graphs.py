"""Every pair of state and act, from the tables."""

from itertools import product
from typing import get_args

import pytest

from contracts.intake import PaperState
from intake.domain.transitions import (
    DRAFT_GRAPH,
    PAPER_GRAPH,
    DraftAct,
    DraftState,
    NotInThisState,
    PaperAct,
    step,
)


@pytest.mark.parametrize(("state", "act"), list(product(get_args(DraftState), get_args(DraftAct))))
def test_a_draft_moves_as_the_table_says_and_not_otherwise(
    state: DraftState, act: DraftAct
) -> None:
    if (state, act) in DRAFT_GRAPH:
        assert step(DRAFT_GRAPH, state, act) in get_args(DraftState)
    else:
        with pytest.raises(NotInThisState):
            step(DRAFT_GRAPH, state, act)


@pytest.mark.parametrize(("state", "act"), list(product(get_args(PaperState), get_args(PaperAct))))
def test_a_paper_moves_as_the_table_says_and_not_otherwise(
    state: PaperState, act: PaperAct
) -> None:
    if (state, act) in PAPER_GRAPH:
        assert step(PAPER_GRAPH, state, act) in get_args(PaperState)
    else:
        with pytest.raises(NotInThisState):
            step(PAPER_GRAPH, state, act)


def test_a_filed_draft_and_a_judged_paper_move_no_more() -> None:
    assert not [pair for pair in DRAFT_GRAPH if pair[0] == "filed"]
    assert {pair[0] for pair in PAPER_GRAPH} == {"awaiting_upload"}
