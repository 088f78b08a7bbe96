"""The proposal of a decision, as a case keeps it."""

from contracts.result_content import ResultContent
from contracts.terms import Moment
from kit.core.model import Model, Sealed


class Proposal(Model):
    """`by` is the officer's subject; `results` are codes of the procedure's results, none: its
    first. `step` and `desk` had the case before, and have it again if the proposal is returned.
    """

    by: str
    at: Moment
    results: tuple[str, ...] = ()
    step: str | None = None
    desk: str | None = None


class ProposedContents(Model):
    """What the results of the proposal of that moment say, in their order; beside the case, so that
    nothing personal is in it.
    """

    at: Moment
    contents: Sealed[tuple[ResultContent, ...]]
