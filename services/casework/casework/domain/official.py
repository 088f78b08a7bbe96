"""An official, as far as the rules about acts ask."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol


class DelegatedRight(Protocol):
    """A right of another official, `by`, for a span of time."""

    @property
    def by(self) -> str: ...

    @property
    def role(self) -> str: ...

    @property
    def kind(self) -> Literal["KT", "TUQ"]: ...

    @property
    def office(self) -> str: ...

    @property
    def title(self) -> str: ...

    def holds(self, at: datetime) -> bool: ...

    def covers(self, agency: str) -> bool: ...


class Official(Protocol):
    """Who acts: their subject, name, and the roles that they have for the agencies they cover."""

    @property
    def sub(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def roles(self) -> tuple[str, ...]: ...

    def covers(self, agency: str) -> bool: ...

    @property
    def delegations(self) -> Sequence[DelegatedRight]: ...
