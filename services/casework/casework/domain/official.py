"""An official, as far as the rules about acts ask."""

from typing import Protocol


class Official(Protocol):
    """Who acts: their subject, and the roles that they have for the agencies they cover."""

    @property
    def sub(self) -> str: ...

    @property
    def roles(self) -> tuple[str, ...]: ...

    def covers(self, agency: str) -> bool: ...
