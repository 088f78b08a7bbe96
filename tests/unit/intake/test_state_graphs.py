"""Intake's state graphs: every pair of state and act."""

from itertools import product
from typing import get_args

import pytest

from contracts.intake import AttachmentState
from intake.domain.transitions import (
    ATTACHMENT_GRAPH,
    DRAFT_GRAPH,
    FORM_SIGNATURE_GRAPH,
    AttachmentAct,
    DraftAct,
    DraftState,
    FormSignatureAct,
    FormSignatureState,
    NotInThisState,
    next_state,
)


@pytest.mark.parametrize(("state", "act"), list(product(get_args(DraftState), get_args(DraftAct))))
def test_a_draft_moves_as_the_table_says_and_not_otherwise(
    state: DraftState, act: DraftAct
) -> None:
    if (state, act) in DRAFT_GRAPH:
        assert next_state(DRAFT_GRAPH, state, act) in get_args(DraftState)
    else:
        with pytest.raises(NotInThisState):
            next_state(DRAFT_GRAPH, state, act)


@pytest.mark.parametrize(
    ("state", "act"), list(product(get_args(AttachmentState), get_args(AttachmentAct)))
)
def test_an_attachment_moves_as_the_table_says_and_not_otherwise(
    state: AttachmentState, act: AttachmentAct
) -> None:
    if (state, act) in ATTACHMENT_GRAPH:
        assert next_state(ATTACHMENT_GRAPH, state, act) in get_args(AttachmentState)
    else:
        with pytest.raises(NotInThisState):
            next_state(ATTACHMENT_GRAPH, state, act)


@pytest.mark.parametrize(
    ("state", "act"), list(product(get_args(FormSignatureState), get_args(FormSignatureAct)))
)
def test_a_signature_moves_as_the_table_says_and_not_otherwise(
    state: FormSignatureState, act: FormSignatureAct
) -> None:
    if (state, act) in FORM_SIGNATURE_GRAPH:
        assert next_state(FORM_SIGNATURE_GRAPH, state, act) in get_args(FormSignatureState)
    else:
        with pytest.raises(NotInThisState):
            next_state(FORM_SIGNATURE_GRAPH, state, act)


def test_a_filed_draft_takes_supplements_only_and_a_checked_attachment_moves_no_more() -> None:
    moved = {act: to for (state, act), to in DRAFT_GRAPH.items() if state == "filed"}
    assert moved == {"attach_supplement": "filed", "replace": "filed"}
    assert {pair[0] for pair in ATTACHMENT_GRAPH} == {"awaiting_upload"}
