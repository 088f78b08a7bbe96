"""The pull: dossiers that the National Portal lists for us, each confirmed once it is stored."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, Protocol

from exchange.domain.push_answers import REFUSED
from exchange.ingest.receive import NationalReceiver, Sender
from kit.core.budget import UNLIMITED, Budget
from kit.core.time import Clock
from kit.platform import log

MOST_PAGES: Final = 20


class NationalFilings(Protocol):
    """What citizens filed at the portal and we have not confirmed; both raise NoAnswer."""

    @property
    def unit(self) -> str:
        """The unit of our account."""
        ...

    def waiting(self) -> list[Mapping[str, Any]]:
        """LayDanhSachHoSo: the oldest of them."""
        ...

    def confirm(self, code: str) -> None:
        """XacNhanHoSo: `{maHoSo, daNhan: true}`."""
        ...


class NationalPull(NamedTuple):
    """Bound to the receiver of pushes: both ways end in the same dossier."""

    filings: NationalFilings
    receiver: NationalReceiver
    clock: Clock

    def run(self, budget: Budget = UNLIMITED) -> int:
        """How many dossiers were confirmed; raises NoAnswer where the portal has none.

        What can't be taken is not confirmed: the portal lists it again, and an alarm rings.
        """
        confirmed = 0
        for _ in range(MOST_PAGES):
            page = self.filings.waiting()
            taken = [code for item in page if (code := self._take(item))]
            for code in taken:
                if budget.is_spent:
                    return confirmed
                self.filings.confirm(code)
                confirmed += 1
            if not taken:
                break
        return confirmed

    def _take(self, item: Mapping[str, Any]) -> str | None:
        """The code of a dossier that is stored; None of one that was refused or failed."""
        sender = Sender("pull", self.filings.unit)
        try:
            answer = self.receiver.receive(item, sender, at=self.clock())
        except Exception as error:  # noqa: BLE001 - logged; it is listed again
            log.failure("national_dossier_not_taken", error)
            return None
        return None if answer.error_code == REFUSED else str(item["MaHoSo"])
