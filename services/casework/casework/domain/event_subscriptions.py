"""What a case does with each event it hears, as data: take it, only record it, or park it because it is early."""

from collections.abc import Mapping
from typing import Final, Literal

from casework.domain.transitions import STATES, State

Verdict = Literal["take", "record", "early"]
Seen = State | None
"""The state of the case when the event comes; None: there is no case yet."""


def _always(verdict: Verdict, *, absent: Verdict, **other: Verdict) -> Mapping[Seen, Verdict]:
    return {None: absent, **{state: other.get(state, verdict) for state in STATES}}


_ABOUT_A_CASE: Final = _always("take", absent="early")
_RECORDED: Final = _always("record", absent="record")
_UNMADE: Final = _always("record", absent="early", signing="take")
_RESULT: Final = _always(
    "record",
    absent="early",
    signing="take",
    accepted="early",
    awaiting_papers="early",
    awaiting_fee="early",
    awaiting_payment="early",
    awaiting_reception="early",
)

HEARD: Final[Mapping[str, Mapping[Seen, Verdict]]] = {
    "procedure.published": _always("take", absent="take"),
    "dossier.filed": _always("record", absent="take"),
    "dossier.supplemented": _RECORDED,
    "dossier.withdrawal_requested": _RECORDED,
    "dossier.access_changed": _RECORDED,
    "document.sealed": _RESULT,
    "document.failed": _UNMADE,
    "fee.due": _ABOUT_A_CASE,
    "fee.settled": _ABOUT_A_CASE,
    "fee.waived": _ABOUT_A_CASE,
    "fee.voided": _ABOUT_A_CASE,
    "fee.surplus": _RECORDED,
    "fee.disputed": _RECORDED,
    "refund.opened": _RECORDED,
    "refund.succeeded": _RECORDED,
    "refund.failed": _RECORDED,
}
"""Those recorded in every state lead to nothing yet. Of documents only results are about a case's state; one that comes
in work is of a decision that failed, since signing begins before anybody is asked for a result."""


def verdict(event: str, state: Seen) -> Verdict:
    """What to do with an event in a state."""
    return HEARD[event][state]
