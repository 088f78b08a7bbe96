"""What the directory keeps of an official beside their rights: version, removal, history."""

from typing import NamedTuple

from pydantic import AwareDatetime

from kit.core.model import Model
from kit.persistence.items import Absent, AtVersion, Condition
from kit.security.staff_rights import Staff


class Removal(Model):
    """Who took every right from an official, and when; an entry like this is never deleted."""

    by: str
    at: AwareDatetime


class StaffDocument(Staff):
    """An official as stored; of a removed one the last rights stay, to show who reached them."""

    removal: Removal | None = None


class StaffRecord(NamedTuple):
    """The stored state of one subject at one moment; `version` is None where nothing is stored."""

    sub: str
    listed: Staff | None = None
    removal: Removal | None = None
    version: int | None = None

    @property
    def official(self) -> Staff | None:
        """The official; None for a subject that was never listed or was removed."""
        return None if self.removal else self.listed

    @property
    def unchanged(self) -> Condition:
        """The condition that nobody wrote the record since it was read."""
        return Absent() if self.version is None else AtVersion(self.version)


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
