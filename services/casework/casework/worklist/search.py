"""The search for cases: by code, its end, the text of a QR code, an identity number, or a name."""

import re
from typing import Final

from casework.domain.cooperation import sees
from casework.domain.listed_case import ListedCase, listed_case
from casework.domain.search_keys import end_key
from casework.repository import CaseworkRepository
from contracts.terms import CODE_PATTERN
from kit.core.model import Model
from kit.core.typed_text import dashed
from kit.security.staff_directory import Staff

MOST_MATCHES: Final = 20
CODE: Final = re.compile(CODE_PATTERN.strip("^$"))
END_OF_CODE: Final = re.compile(r"[0-9]{6}-[0-9]{4,10}|[0-9]{4,7}")
DOCUMENT: Final = re.compile(r"[0-9]{12}|(?=.*[0-9])[A-Z0-9]{6,9}")
"""An identity number, or a passport."""


class SearchCases(Model):
    """`text` is what somebody typed or a scanner read; `personal`: names are opened."""

    official: Staff
    text: str
    personal: bool


def search_cases(cases: CaseworkRepository, command: SearchCases) -> list[ListedCase]:
    """The newest first, at most twenty; what the official may not see is not found."""
    typed = dashed(command.text).upper()
    if code := CODE.search(typed):
        return _of_code(cases, command, code.group())
    if END_OF_CODE.fullmatch(typed):
        matches = _matches(cases, command, (end_key(typed),))
        return [row for row in matches if row.code.endswith(typed)]
    keys = cases.searched()
    if DOCUMENT.fullmatch(typed):
        return _matches(cases, command, keys.of_identity(typed))
    return _matches(cases, command, keys.of_name(command.text))


def _of_code(cases: CaseworkRepository, command: SearchCases, code: str) -> list[ListedCase]:
    case = cases.case(code)
    if case is None or not sees(case, command.official):
        return []
    row = cases.row_of(code, case.agency, personal=command.personal)
    return [row or listed_case(case, case.agency)]


def _matches(
    cases: CaseworkRepository, command: SearchCases, keys: tuple[str, ...]
) -> list[ListedCase]:
    official = command.official
    rows = (
        cases.row_of(code, agency, personal=command.personal)
        for agency in official.tree.lists(official.agencies)
        for code in cases.codes_matching(agency, keys, limit=MOST_MATCHES)
    )
    return [row for row in rows if row and official.covers(row.agency)][:MOST_MATCHES]
