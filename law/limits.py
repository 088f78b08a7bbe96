"""Which of a procedure's time limits holds for a dossier."""

from collections.abc import Sequence

from contracts.procedure_terms import Limit
from contracts.terms import Channel


def limits_of_channel(limits: Sequence[Limit], channel: Channel) -> Sequence[Limit]:
    """The limits of a channel, else the general ones, else all."""
    return (
        [limit for limit in limits if limit.channel == channel]
        or [limit for limit in limits if limit.channel is None]
        or limits
    )


def limits_of_case(limits: Sequence[Limit], case: str | None) -> Sequence[Limit]:
    """The limits of a case within a procedure, else the general ones, else all.

    All where the case is not known (rule `limit_by_case`).
    """
    if case is None:
        return limits
    return (
        [limit for limit in limits if limit.case == case]
        or [limit for limit in limits if limit.case is None]
        or limits
    )
