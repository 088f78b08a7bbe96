"""Every page of the portal as data: tests walk these tables, and the app serves them."""

import re
from typing import Any, Final

from front.routes import Page
from front.sign_in.pages import SignInPages
from portal.input import CODE
from portal.tables.account import ACCOUNT
from portal.tables.filing import FILING
from portal.tables.own_dossier import OWN_DOSSIER
from portal.tables.public import LOOKUP, PUBLIC

PATTERNS: Final = {
    "procedure": re.compile(r"[0-9]{1,2}\.[0-9]{6}(?:\.[A-Z][0-9]{2})?"),
    "dossier": CODE,
    "agency": re.compile(
        r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})"
    ),
    "topic": re.compile(r"[a-z]{1,20}(?:-[a-z]{1,20}){0,4}"),
    "page": re.compile(r"[a-z][a-z0-9_]{0,39}"),
    "component": re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}"),
}
"""The forms of the values in paths; every other name stands for a ULID."""


def pages(sign_in: SignInPages) -> tuple[Page[Any], ...]:
    """Every page; the sign-in's are bound to the provider."""
    return (*PUBLIC, *LOOKUP, *ACCOUNT, *OWN_DOSSIER, *FILING, *sign_in.pages())
