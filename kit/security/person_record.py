"""What is stored of a person beside the links of their subjects: fingerprints, earlier ids."""

from typing import NamedTuple

from pydantic import AwareDatetime, Field

from kit.core.model import Model
from kit.persistence.items import Absent, AtVersion, Condition


class Joined(Model):
    """Into which person this one went, and when."""

    into: str
    at: AwareDatetime


class PersonDocument(Model):
    """`fingerprints` has, by subject, the one that its issuer verified; a person without any has
    one subject and no record.
    """

    fingerprints: dict[str, str] = Field(default_factory=dict)
    also: tuple[str, ...] = ()
    joined: Joined | None = None


class PersonRecord(NamedTuple):
    """The stored state of one person at one moment; `version` is 0 where nothing is stored."""

    id: str
    document: PersonDocument
    version: int

    @property
    def unchanged(self) -> Condition:
        """The condition that nobody wrote the record since it was read."""
        return AtVersion(self.version) if self.version else Absent()

    def fingerprinted(self, subject: str, fingerprint: str) -> PersonDocument:
        """With what the issuer of a subject says now."""
        return self.document.evolve(
            fingerprints={**self.document.fingerprints, subject: fingerprint}
        )

    def absorbing(self, other: "PersonRecord", subject: str, fingerprint: str) -> PersonDocument:
        """With the subjects and the ids of another person, who is this one."""
        return PersonDocument(
            fingerprints={
                **self.document.fingerprints,
                **other.document.fingerprints,
                subject: fingerprint,
            },
            also=(*self.document.also, other.id, *other.document.also),
        )
