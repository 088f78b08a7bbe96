"""The table of letters."""

from contracts.routes import LETTERS
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from letters.repositories.books import BookRepository


class LettersRepository(BookRepository):
    """The only door to the table of letters."""

    def __init__(self, table: Table, vault: Vault | None = None) -> None:
        """Without a vault what is personal stays sealed."""
        super().__init__(table, LETTERS, vault)
