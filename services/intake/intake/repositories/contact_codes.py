"""One-time codes of new contacts, until they end."""

from intake.domain.contact_code import ContactCode
from kit.persistence.repository import Repository


class ContactCodes(Repository):
    """Questions about contact codes."""

    def contact_code(self, id: str) -> ContactCode | None:
        """A code of anybody, or None."""
        return self.load(ContactCode, id)
