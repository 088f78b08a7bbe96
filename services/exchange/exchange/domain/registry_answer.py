"""What a registry may be asked, and what it may answer: the port of all registries."""

from typing import Literal, Protocol

from pydantic import Field

from exchange.domain.registry import Mode, Registry, RegistryField
from kit.core.model import Model

UnavailableReason = Literal[
    "timeout", "failed", "busy", "unreadable", "refused", "paused", "erased"
]
"""paused: it was not called, because it did not answer before; erased: nobody may be asked about
any more."""


class Subject(Model):
    """Who is asked about. Personal: always inside a sealed field.

    `number`: số định danh cá nhân, or the tax code of an organisation; `facts`: what is stated of
    them, by the names that `RegistryField.fact` has.
    """

    number: str
    facts: dict[str, str]


class RegistryQuery(Model):
    """One call: `id` is our number of it (MaYeuCau); purpose, agency and asker go with it."""

    id: str
    registry: Registry
    mode: Mode
    fields: tuple[RegistryField, ...]
    subject: Subject
    procedure: str
    agency: str
    asker: str


class Match(Model):
    """The data are there; compared, they are as stated. `values` of a fetch, else none."""

    values: dict[str, str] = Field(default_factory=dict)


class NoMatch(Model):
    """The registry has nothing about the subject."""


class Differs(Model):
    """Some fields are not as stated."""

    fields: tuple[str, ...]


class Unavailable(Model):
    """It did not answer, or nothing that can be read."""

    reason: UnavailableReason


Answer = Match | NoMatch | Differs | Unavailable


class RegistryPort(Protocol):
    """All registries that a stage is connected to."""

    def ask(self, query: RegistryQuery) -> Answer:
        """One call of at most five seconds; raises nothing."""
        ...
