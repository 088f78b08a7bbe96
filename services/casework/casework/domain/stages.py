"""The stages of a case: what a worklist calls the place of a case in its state graph."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

from casework.domain.case import Case
from casework.domain.states import State

Stage = Literal[
    "payment", "new", "work", "supplement", "fee", "signature", "to_return", "consulted", "done"
]
"""`consulted` is that of an agency that only advises on the case."""
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
_BY_STATE: Final[Mapping[State, Stage]] = {
    "awaiting_payment": "payment",
    "awaiting_reception": "new",
    "accepted": "work",
    "in_work": "work",
    "awaiting_supplement": "supplement",
    "awaiting_fee": "fee",
    "signing": "signature",
    "completed": "to_return",
    "returned": "done",
    "rejected": "done",
    "withdrawn": "done",
    "stopped": "done",
}


def stage_of(case: Case) -> Stage:
    """A proposal takes a case in work to who signs."""
    is_proposed = case.state == "in_work" and case.proposal is not None
    return "signature" if is_proposed else _BY_STATE[case.state]
