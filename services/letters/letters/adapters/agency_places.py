"""Which agencies are the province's own, by the directory."""

from dataclasses import dataclass
from typing import Final

from kit.security.staff_directory import Directory

NATIONAL: Final = "vxp"
"""The national document exchange axis (trục liên thông văn bản quốc gia)."""


@dataclass(frozen=True, slots=True)
class DirectoryPlaces:
    """`AgencyPlaces`: who is in the directory has an office here, all others are outside."""

    directory: Directory

    def axis_of(self, agency: str) -> str | None:
        """None for an agency in the directory."""
        return None if self.directory.agency(agency) is not None else NATIONAL
