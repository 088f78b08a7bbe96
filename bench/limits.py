"""The limits of `make bench` (acceptance lines B9, I9 and W3), on Python 3.13."""

from typing import Final

from bench.budgets import BUDGETS

FIRST: Final = 1.6
FIRST_WITH_STRIPE: Final = 1.8
"""First responses of HTTP functions, as multiples of the bare function's; payments imports
stripe.
"""
WARM: Final = 1.6
"""A warm look-up."""
LOOK_UP: Final = ("status", "api_handler")
ROUTES: Final = {
    "intake-api": {
        "api_page": r"PATCH /v1/drafts/[^/]+$",
        "api_filing": r"POST /v1/drafts/[^/]+/filing$",
    },
    "portal-api": {"api_dossier": r"GET /toi/ho-so/[^/]+$"},
    "desk-api": {"api_case": r"GET /ho-so/[^/]+$"},
}
"""Further routes of a function that have the limit of first answers (acceptance line I9), by the
names under which they are reported."""
USD: Final = 0.00125
"""A dossier's life with its exchange, without its messages."""
USD_EXCHANGE: Final = 0.00015
"""Of it all that the exchange with the National Portal does (acceptance line X7)."""
PRICED: Final = {
    "access ": "the records of who read the dossier",
    "documents DOSSIER FACT": "its chain of legal facts",
    "casework CASE LISTED": "its places in worklists",
    "exchange LANE TRY": "its calls to the National Portal",
}
"""What the items begin with that a price must count, and what they are."""
SIGNATURES: Final = 7
"""By KMS: one over each of three files, one inside two of them, four over the chain's heads."""
SEGMENTS: Final = 5
"""Of SMS in a paid dossier's life."""


def of(service: str, function: str, kind: str) -> dict[str, float]:
    """The limits of a function's ratios by their names; of most functions none."""
    if kind != "http":
        return {}
    first = {"first_ratio": _first(service, function)}
    return first | ({"warm_ratio": WARM} if (service, function) == LOOK_UP else {})


def _first(service: str, function: str) -> float:
    """Of a client its first page, whose limit is a budget; a page of a dossier, with its services,
    has the limit of all functions.
    """
    if service in BUDGETS and function == "api_handler":
        return BUDGETS[service].first_answer
    return FIRST_WITH_STRIPE if service == "payments" else FIRST
