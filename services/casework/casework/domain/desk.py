"""A desk (bàn, quầy) of an agency: work is given to it, and officials sit at it."""

from typing import Annotated

from pydantic import Field

from contracts.terms import AgencyCode
from kit.core.errors import Invalid
from kit.core.model import Model


class UnknownDesk(Invalid):
    """An agency that has listed its desks gives work to no other."""

    code = "unknown_desk"
    vi = "Cơ quan chưa có bàn, bộ phận này."
    en = "The agency has no such desk."


class Desk(Model):
    """`agency` is whose desk it is: that of a case, or one above it; None where it is nobody's own,
    but stands for all who approve.
    """

    agency: AgencyCode | None
    name: Annotated[str, Field(min_length=1, max_length=200)]
