"""What the exchange needs of the National Portal, whichever dialect it speaks."""

from collections.abc import Sequence
from typing import Protocol

from exchange.domain.portal_answer import PortalAnswer
from kit.core.model import JsonDict


class NationalPortal(Protocol):
    """One call each; all raise NoAnswer where nobody knows whether it had its effect."""

    @property
    def needs_session(self) -> bool:
        """Whether its calls are made in a session."""
        ...

    @property
    def can_look_up(self) -> bool:
        """Whether a dossier can be looked up there."""
        ...

    def log_in(self) -> str:
        """A new session; raises LogInRefused, NoAnswer."""
        ...

    def send_snapshot(self, session: str, item: JsonDict, *, updating: bool) -> PortalAnswer:
        """DongBoHoSoMC of one dossier."""
        ...

    def send_steps(self, session: str, items: Sequence[JsonDict]) -> PortalAnswer:
        """CapNhatTienDoHoSoMC, all of one dossier."""
        ...

    def look_up(self, session: str, code: str) -> PortalAnswer:
        """TraCuuHoSo."""
        ...

    def read(self, session: str, service: str, members: JsonDict) -> PortalAnswer:
        """Any reading service, such as LayThuTuc."""
        ...

    def list_filings(self, session: str) -> PortalAnswer:
        """LayDanhSachHoSo: dossiers that citizens filed there and we have not confirmed."""
        ...

    def confirm_filing(self, session: str, code: str) -> PortalAnswer:
        """XacNhanHoSo: we have a dossier."""
        ...


class LogInRefused(Exception):
    """The portal refuses the account; its text is the portal's message."""
