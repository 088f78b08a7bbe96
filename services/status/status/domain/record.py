"""The record of a dossier: the facts of its events, from which everything else follows."""

from collections.abc import Iterable
from typing import ClassVar

from kit.core.model import Model
from status.domain.facts import WITH_LOOKUP_KEY, Fact, facts_of_type, merge


class DossierRecord(Model):
    """`version` counts the writes; 0: not stored yet."""

    KIND: ClassVar[str] = "DOSSIER"

    code: str
    facts: dict[str, Fact]
    version: int = 0

    def with_facts(self, more: Iterable[Fact]) -> "DossierRecord":
        """The record with these facts too."""
        return self.evolve(facts=merge(self.facts, more))

    @property
    def lookup_hash(self) -> str | None:
        """The keyed hash of the latest look-up key, or None."""
        facts = facts_of_type(self.facts, *WITH_LOOKUP_KEY)
        hashes = [fact.data["lookup"] for fact in facts if "lookup" in fact.data]
        return str(hashes[-1]) if hashes else None
