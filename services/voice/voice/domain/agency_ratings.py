"""The ratings of one agency, counted, and the share of satisfied owners that they prove."""

from typing import ClassVar, Final

from contracts.terms.ratings import Grade
from kit.core.model import Aggregate
from kit.core.wilson import wilson

LEAST: Final = 5
"""With fewer ratings nothing is shown: a few say little, and each would be somebody's."""


class AgencyRatings(Aggregate):
    """Of the agency `id`: how many ratings of each grade stand."""

    KIND: ClassVar[str] = "AGENCY"

    very_satisfied: int = 0
    satisfied: int = 0
    dissatisfied: int = 0

    @property
    def rated(self) -> int:
        """How many dossiers are rated."""
        return self.very_satisfied + self.satisfied + self.dissatisfied

    @property
    def is_shown(self) -> bool:
        """Whether there are enough."""
        return self.rated >= LEAST

    @property
    def lower_bound(self) -> float | None:
        """The lower end of Wilson's interval at 95 % of the share that is satisfied, or more."""
        if not self.is_shown:
            return None
        return wilson(self.very_satisfied + self.satisfied, self.rated).low

    def with_rating(self, grade: Grade, instead_of: Grade | None) -> "AgencyRatings":
        """The counts after a rating, in the place of an earlier one of the same dossier."""
        counts = {name: int(getattr(self, name)) for name in GRADES}
        counts[grade] += 1
        if instead_of:
            counts[instead_of] -= 1
        return self.evolve(**counts)


GRADES: Final[tuple[Grade, ...]] = ("very_satisfied", "satisfied", "dissatisfied")
