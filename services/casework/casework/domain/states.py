"""The states of a case."""

from typing import Final, Literal, get_args

State = Literal[
    "awaiting_payment",
    "awaiting_reception",
    "accepted",
    "in_work",
    "awaiting_supplement",
    "awaiting_fee",
    "signing",
    "completed",
    "returned",
    "rejected",
    "withdrawn",
    "stopped",
]
STATES: Final[tuple[State, ...]] = get_args(State)
CLOSED: Final[frozenset[State]] = frozenset({"returned", "rejected", "withdrawn", "stopped"})
WITHDRAWABLE: Final[tuple[State, ...]] = (
    "awaiting_payment",
    "awaiting_reception",
    "accepted",
    "in_work",
    "awaiting_supplement",
    "awaiting_fee",
)
"""A dossier is withdrawn while nothing is decided (rule `stopping_of_a_dossier`)."""
CLOCK_RUNS: Final[tuple[State, ...]] = (
    "awaiting_reception",
    "accepted",
    "in_work",
    "awaiting_fee",
    "signing",
)
"""A limit of the agency runs: it does not while the applicant supplements, nor once there is a
result."""
DECIDED: Final[tuple[State, ...]] = ("signing", "completed")
WITH_RESULT: Final[tuple[State, ...]] = ("completed", "returned")
"""The result is sealed: it may be corrected or recalled."""
