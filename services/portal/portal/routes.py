"""Every page of the portal as data: tests walk these tables, and the app serves them."""

from typing import Any, Final

from front.routes import Page
from front.sign_in.pages import SignInPages
from portal.patterns import AGENCY, DOSSIER
from portal.tables.account import ACCOUNT
from portal.tables.filing import FILING
from portal.tables.own_dossier import OWN_DOSSIER
from portal.tables.public import LOOKUP, PUBLIC

PATTERNS: Final = {
    "procedure": r"[0-9]{1,2}\.[0-9]{6}(?:\.[A-Z][0-9]{2})?",
    "dossier": DOSSIER,
    "agency": AGENCY,
    "topic": r"[a-z]{1,20}(?:-[a-z]{1,20}){0,4}",
    "page": r"[a-z][a-z0-9_]{0,39}",
    "partner": r"[a-z][a-z0-9-]{1,39}",
    "component": r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}",
}
"""The forms of the values in paths; every other name stands for a ULID."""


def pages(sign_in: SignInPages) -> tuple[Page[Any], ...]:
    """Every page; the sign-in's are bound to the provider."""
    return (*PUBLIC, *LOOKUP, *ACCOUNT, *OWN_DOSSIER, *FILING, *sign_in.pages())
