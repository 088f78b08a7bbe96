"""What the National Portal lists, in the session that the pushers of lanes share."""

from typing import NamedTuple

from exchange.domain.mapping import PROCEDURE_CODE
from exchange.domain.national_catalogue import (
    Listed,
    NationalProcedure,
    listed,
    national_procedure,
)
from exchange.domain.portal_answer import PortalAnswer
from exchange.domain.ports import NationalLists
from exchange.push.shared_session import SharedSession
from kit.core.model import JsonDict
from kit.platform import fault_injection


class ListUnread(Exception):
    """The portal answers with something else than the list; the text of the error names it."""


class NationalReader(NamedTuple):
    """Every method raises ListUnread, NoAnswer, LogInElsewhere, LogInRefused."""

    lists: NationalLists
    sessions: SharedSession

    def procedures(self) -> dict[str, Listed]:
        """LayDanhSachTTHC: by code; a code of another form is none of ours and left out."""
        procedures = self._listed("LayDanhSachTTHC", "MATTHC", "TENTTHC")
        return {code: each for code, each in procedures.items() if PROCEDURE_CODE.fullmatch(code)}

    def fields(self) -> dict[str, Listed]:
        """LayDanhMucLinhVuc: by code."""
        return self._listed("LayDanhMucLinhVuc", "MALINHVUC", "TENLINHVUC")

    def agencies(self) -> dict[str, Listed]:
        """LayDanhMucCoQuan: by code."""
        return self._listed("LayDanhMucCoQuan", "MADONVI", "TENDONVI")

    def procedure(self, code: str) -> NationalProcedure | None:
        """LayThuTuc; None of one that the portal does not have, or that can't be read."""
        answer = self._call("LayThuTuc", {"maTTHC": code})
        if answer.meaning in ("busy", "session_ended"):
            raise ListUnread(answer.meaning)
        has_it = answer.meaning == "stored" and answer.result
        return national_procedure(answer.result[0]) if has_it else None

    def _listed(self, service: str, code: str, name: str) -> dict[str, Listed]:
        """An empty list is no answer: everything would be missing there."""
        answer = self._call(service, {})
        if answer.meaning != "stored":
            raise ListUnread(f"{service}: {answer.meaning}")
        entries = listed(answer.result, code, name)
        if not entries:
            raise ListUnread(f"{service} is empty")
        return entries

    def _call(self, service: str, members: JsonDict) -> PortalAnswer:
        """One call, and once more in a new session where the portal had ended this one."""
        session = self.sessions.current()
        fault_injection.point(f"{service}.before")
        answer = self.lists.read(session.token or "", service, members)
        fault_injection.point(f"{service}.after")
        if answer.meaning == "session_ended":
            renewed = self.sessions.after(session)
            answer = self.lists.read(renewed.token or "", service, members)
        return answer
