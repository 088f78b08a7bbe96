"""What the directory holds of an official beside their rights: version and removal."""

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
