"""The history of an official's rights."""

from pydantic import AwareDatetime

from kit.core.model import Model
from kit.security.staff_rights import Staff


class RightsChange(Model):
    """One entry of the history of rights: who gave what to whom, or took it; never changed.

    `before` and `after` are the official's rights; None: there were none, or none are left.
    """

    id: str
    by: str
    at: AwareDatetime
    trace: str
    before: Staff | None
    after: Staff | None
