"""Who may do what with a letter: by role, and by the agency that the letter is of."""

from collections.abc import Sequence

from kit.core.errors import Forbidden, NotFound
from kit.http.context import RequestContext
from letters.domain.delivery import Delivery
from letters.domain.letter import Letter
from letters.domain.readers import READERS


def require_writer(request: RequestContext, letter: Letter, roles: Sequence[str]) -> None:
    """Only officials of the writing agency with one of the roles; to others the letter does not
    exist (NotFound), to those without the role it is Forbidden.
    """
    if letter.axis is not None:
        raise NotFound
    request.require_agency(letter.sender)
    require_role(request, roles)


def require_recipient(request: RequestContext, delivery: Delivery, roles: Sequence[str]) -> None:
    """The same of the agency that got the letter."""
    request.require_agency(delivery.recipient)
    require_role(request, roles)


def require_role(request: RequestContext, roles: Sequence[str] = READERS) -> None:
    """Raises Forbidden."""
    if not request.has_role(*roles):
        raise Forbidden


def may_read(request: RequestContext, agency: str) -> bool:
    """Whether the caller reads what the agency has."""
    return request.staff is not None and request.staff.covers(agency)
