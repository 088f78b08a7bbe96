"""What the exchange needs of the National Portal, whichever dialect it speaks."""

from collections.abc import Sequence
from typing import Protocol

from exchange.domain.portal_answer import PortalAnswer
from kit.core.model import JsonDict


class DossierLookUp(Protocol):
    """What the portal has of a dossier; raises NoAnswer."""

    def look_up(self, session: str, code: str) -> PortalAnswer:
        """TraCuuHoSo."""
        ...


class NationalLists(Protocol):
    """What the portal lists of procedures, fields and agencies; raises NoAnswer."""

    def read(self, session: str, service: str, members: JsonDict) -> PortalAnswer:
        """A reading service, such as LayThuTuc with `maTTHC`."""
        ...


class NationalQuestions(Protocol):
    """Questions and replies (hỏi đáp); every call raises NoAnswer."""

    def list_submitted(self, session: str) -> PortalAnswer:
        """LayDanhSachHoiDapGuiTuDVCQG: what was asked there and has no reply."""
        ...

    def list_published(self, session: str) -> PortalAnswer:
        """LayDanhSachHoiDapBoCoQuan: what agencies sent."""
        ...

    def replies_to(self, session: str, question: str) -> PortalAnswer:
        """LayNoiDungTraLoiTheoCauHoi: the replies that the portal has to a question."""
        ...

    def send_reply(self, session: str, item: JsonDict) -> PortalAnswer:
        """DongBoKetQuaHoiDapGuiTuDVCQG of one question that was asked there."""
        ...

    def send_question(self, session: str, item: JsonDict) -> PortalAnswer:
        """DongBoHoiDap of one question that was asked here."""
        ...


class NationalPortal(Protocol):
    """One call each; all raise NoAnswer where nobody knows whether it had its effect.

    What not every dialect has is a port of its own: None where this one lacks it.
    """

    @property
    def needs_session(self) -> bool:
        """Whether its calls are made in a session."""
        ...

    @property
    def dossiers(self) -> DossierLookUp | None:
        """What it has of a dossier."""
        ...

    @property
    def lists(self) -> NationalLists | None:
        """What it lists."""
        ...

    @property
    def questions(self) -> NationalQuestions | None:
        """Where questions and replies go."""
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

    def list_filings(self, session: str) -> PortalAnswer:
        """LayDanhSachHoSo: dossiers that citizens filed there and we have not confirmed."""
        ...

    def confirm_filing(self, session: str, code: str) -> PortalAnswer:
        """XacNhanHoSo: we have a dossier."""
        ...


class LogInRefused(Exception):
    """The portal refuses the account; its text is the portal's message."""
