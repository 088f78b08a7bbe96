"""The figures of a month: its dossiers by national status."""

from kit.core.model import Model


class MonthFigures(Model):
    """`by_code` has every national code, also those of no dossier."""

    month: str
    by_code: dict[int, int]

    @property
    def filed(self) -> int:
        """The number of dossiers filed in the month."""
        return sum(self.by_code.values())
