"""The proposal of a decision, as a case keeps it."""

from contracts.terms import Moment
from kit.core.model import Model


class Proposal(Model):
    """`by` is the officer's subject; `results` are codes of the procedure's results, none: its
    first. `step` and `desk` had the case before, and have it again if the proposal is returned.
    """

    by: str
    at: Moment
    results: tuple[str, ...] = ()
    step: str | None = None
    desk: str | None = None
