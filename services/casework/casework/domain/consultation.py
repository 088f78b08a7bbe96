"""A consultation (lấy ý kiến): another agency gives its opinion until its own due date."""

from contracts.terms import AgencyCode, Moment
from kit.core.model import Model


class Consultation(Model):
    """`agency` has an opinion to give until `due`; it may see the case until it has answered."""

    agency: AgencyCode
    requested_at: Moment
    due: Moment
    responded_at: Moment | None = None

    @property
    def is_open(self) -> bool:
        """Whether the agency has not answered yet."""
        return self.responded_at is None
