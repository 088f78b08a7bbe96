"""The events that casework subscribes to: what a case does with each in each of its states."""

from collections.abc import Mapping
from typing import Final, Literal

from casework.domain.states import STATES, State

Reaction = Literal["handle", "record", "defer"]
"""`record`: nothing but that it came; `defer`: out of order, kept until the case can take it."""
StateOrNone = State | None
"""None: there is no case yet."""


def _reactions(
    usual: Reaction, *, absent: Reaction, **by_state: Reaction
) -> Mapping[StateOrNone, Reaction]:
    return {None: absent, **{state: by_state.get(state, usual) for state in STATES}}


_NEEDS_A_CASE: Final = _reactions("handle", absent="defer")
_RECORDED: Final = _reactions("record", absent="record")
_FAILED_RESULT: Final = _reactions(
    "record", absent="defer", signing="handle", completed="handle", returned="handle"
)
_SEALED_RESULT: Final = _reactions(
    "record",
    absent="defer",
    signing="handle",
    completed="handle",
    returned="handle",
    accepted="defer",
    awaiting_supplement="defer",
    awaiting_fee="defer",
    awaiting_payment="defer",
    awaiting_reception="defer",
)

_SUPPLEMENT: Final = _reactions("record", absent="defer", awaiting_supplement="handle")
_WITHDRAWAL: Final = _reactions(
    "handle",
    absent="defer",
    returned="record",
    rejected="record",
    withdrawn="record",
    stopped="record",
)

SUBSCRIPTIONS: Final[Mapping[str, Mapping[StateOrNone, Reaction]]] = {
    "procedure.published": _reactions("handle", absent="handle"),
    "paper.result_checked": _reactions("handle", absent="handle"),
    "export.requested": _reactions("handle", absent="handle"),
    "dossier.filed": _reactions("record", absent="handle"),
    "dossier.supplemented": _SUPPLEMENT,
    "dossier.withdrawal_requested": _WITHDRAWAL,
    "dossier.access_changed": _RECORDED,
    "dossier.erasure_ordered": _NEEDS_A_CASE,
    "document.sealed": _SEALED_RESULT,
    "document.failed": _FAILED_RESULT,
    "fee.due": _NEEDS_A_CASE,
    "fee.settled": _NEEDS_A_CASE,
    "fee.waived": _NEEDS_A_CASE,
    "fee.voided": _NEEDS_A_CASE,
    "fee.reinstated": _NEEDS_A_CASE,
    "fee.surplus": _RECORDED,
    "fee.disputed": _RECORDED,
    "refund.opened": _RECORDED,
    "refund.succeeded": _RECORDED,
    "refund.failed": _RECORDED,
}
"""Those recorded in every state lead to nothing yet.

Of documents only results concern a case's state: those of a decision, later of a correction. One
that comes in work belongs to a decision that failed, since signing begins before anybody is asked
for a result.
"""


def reaction_to(event: str, state: StateOrNone) -> Reaction:
    """What a case in this state does with an event; KeyError: casework does not subscribe to it."""
    return SUBSCRIPTIONS[event][state]
