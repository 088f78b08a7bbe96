"""The fees of a case, as far as they hold up its work: payments owns them."""

from collections.abc import Mapping
from typing import Final, Literal

FeeState = Literal["due", "settled", "waived", "void"]
ENDED: Final[frozenset[FeeState]] = frozenset({"settled", "waived", "void"})


def with_fee(fees: Mapping[str, FeeState], fee: str, state: FeeState) -> Mapping[str, FeeState]:
    """The fees with one more event: they merge in any order, an ended fee is not due again."""
    if state == "due" and fees.get(fee) in ENDED:
        return fees
    return {**fees, fee: state}


def with_reinstated(fees: Mapping[str, FeeState], fee: str) -> Mapping[str, FeeState]:
    """A void fee is due again, unless it was settled or waived since."""
    return {**fees, fee: "due"} if fees.get(fee, "void") == "void" else fees


def is_covered(fees: Mapping[str, FeeState]) -> bool:
    """Whether a fee was paid or waived, or every one was asked for in error (void)."""
    states = set(fees.values())
    return bool(states & {"settled", "waived"}) or states == {"void"}
