"""One-time codes of new contacts, until they end."""

from typing import TYPE_CHECKING

from kit.persistence.repository import Repository

if TYPE_CHECKING:
    from intake.domain.contact_code import ContactCode


class ContactCodes(Repository):
    """Questions about contact codes."""

    def contact_code(self, id: str) -> "ContactCode | None":
        """A code of anybody, or None."""
        from intake.domain.contact_code import ContactCode

        return self.load(ContactCode, id)
