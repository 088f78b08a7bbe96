"""Whom the routes of acts admit, and what each of them refuses."""

from typing import Final

from casework.domain.acts import ACTS, Act
from casework.domain.cooperation import OnlyConsulted
from casework.domain.permissions import CaseChanged
from casework.domain.transitions import ActNotAllowed
from kit.core.errors import ServiceError
from kit.http.access import Access, staff

REFUSALS: Final[tuple[type[ServiceError], ...]] = (ActNotAllowed, CaseChanged, OnlyConsulted)
"""What every act refuses beside its own."""


def performers(act: Act, *, fresh: bool = False) -> Access:
    """Officials with one of the roles that the table of acts names, and their deputies; `fresh`
    where the act signs a decision.
    """
    return staff(*ACTS[act].roles, deputies=True, fresh=fresh)
