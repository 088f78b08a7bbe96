"""An official with their rights."""

from kit.core.model import Model


class Staff(Model):
    """An official: roles, the agencies (codes) whose subtrees they work for, and their desks."""

    sub: str
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    desks: tuple[str, ...] = ()
    name: str = ""

    def covers(self, agency: str) -> bool:
        """Whether `agency` is one of theirs or lies below one: H49 covers H49.61."""
        return any(agency == own or agency.startswith(own + ".") for own in self.agencies)

    @property
    def of_province(self) -> bool:
        """Whether they work for the whole province: one of their agencies has none above it (a code
        without a dot).
        """
        return any("." not in own for own in self.agencies)
