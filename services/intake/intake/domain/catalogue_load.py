"""How far the load of a catalogue is."""

from collections.abc import Sequence

from pydantic import Field

from kit.core.model import Model


class Refusal(Model):
    """An entry that was not loaded, and why."""

    code: str
    reason: str


class CatalogueLoad(Model):
    """The load of one file, by its digest; `done` entries of `total` are behind it."""

    file: str
    total: int
    done: int = 0
    published: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    revision: int = Field(default=0, ge=0)

    @property
    def is_complete(self) -> bool:
        return self.done >= self.total

    def after(self, outcomes: Sequence[str | Refusal]) -> "CatalogueLoad":
        """With the outcomes of the next entries."""
        refused = tuple(each for each in outcomes if isinstance(each, Refusal))
        return self.evolve(
            done=self.done + len(outcomes),
            published=self.published + outcomes.count("published"),
            unchanged=self.unchanged + outcomes.count("unchanged"),
            refused=(*self.refused, *refused),
            revision=self.revision + 1,
        )
