"""Who a registry is asked about: the applicant of a dossier, by the number that it knows."""

import re
from collections.abc import Mapping
from typing import Any, Final

from exchange.domain.registry import Registry
from exchange.domain.registry_answer import Subject

PERSON: Final = re.compile(r"[0-9]{12}")
ORGANISATION: Final = re.compile(r"[0-9]{10}(-[0-9]{3})?")
CENTURIES: Final = {"0": 1900, "1": 1900, "2": 2000, "3": 2000}
"""The fourth digit of a personal identity number -> the century of birth (TT 59/2021/TT-BCA)."""


def subject_of(applicant: Mapping[str, Any], registry: Registry) -> Subject | None:
    """None where the dossier states no number of the kind that the registry knows."""
    if registry.subject == "organisation":
        number = str(applicant.get("tax_code") or "")
        facts = {"organisation": str(applicant.get("organisation") or "")}
        is_number = ORGANISATION.fullmatch(number)
    else:
        number = str(applicant.get("identity_number") or "")
        facts = {"full_name": str(applicant.get("full_name") or ""), "birth_year": _year(number)}
        is_number = PERSON.fullmatch(number)
    stated = {name: value for name, value in facts.items() if value}
    return Subject(number=number, facts=stated) if is_number else None


def _year(number: str) -> str:
    century = CENTURIES.get(number[3:4]) if PERSON.fullmatch(number) else None
    return str(century + int(number[4:6])) if century else ""
