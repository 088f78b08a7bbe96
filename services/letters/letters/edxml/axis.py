"""The port to whatever carries packages between agencies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from letters.edxml.dialect import Dialect

Kind = Literal["edoc", "status"]
Receipt = Literal["done", "fail", "processing"]


class AxisUnavailable(Exception):
    """No answer, or none that can be read: the same call may be made later. What was sent may have
    arrived.
    """


class AxisRefused(Exception):
    """The axis answers that it does not take a call: `code` is its own, `is_final` where a repeat
    changes nothing.
    """

    def __init__(self, code: str, *, is_final: bool) -> None:
        super().__init__(code)
        self.code = code
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class AxisAgency:
    """An agency that the axis knows."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class WaitingPackage:
    """A package that waits for us: `id` is the axis' own, `sender` the agency that handed it in."""

    id: str
    sender: str
    kind: Kind


class DocumentAxis(Protocol):
    """Every method raises AxisUnavailable and AxisRefused."""

    @property
    def dialect(self) -> Dialect:
        """What packages are written in."""
        ...

    def agencies(self) -> tuple[AxisAgency, ...]:
        """Who can be written to."""
        ...

    def register(self, agency: AxisAgency) -> None:
        """Make an agency of ours known; a repeat changes its name."""
        ...

    def send(self, package: bytes, kind: Kind) -> str:
        """The axis' id of what it took. A repeat may arrive twice."""
        ...

    def waiting(self, kind: Kind) -> tuple[WaitingPackage, ...]:
        """What has not been acknowledged, the oldest first."""
        ...

    def fetch(self, id: str) -> bytes:
        """A package that waits, whole."""
        ...

    def acknowledge(self, id: str, receipt: Receipt) -> None:
        """Say what became of it; a repeat changes nothing."""
        ...

    def sent(self, id: str) -> Mapping[str, str]:
        """What each recipient's system said of a package of ours, by agency."""
        ...
