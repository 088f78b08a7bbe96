"""An event of a dossier becomes a numbered event in the feed of each partner that may see it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from contracts.intake import DossierFiled
from kit.core.agency_tree import AgencyTree
from kit.core.events import Envelope
from kit.persistence.repository import Duplicate, OutOfOrder, retry_on_conflict
from partners.domain.coverage import covers
from partners.domain.partner_consent import consent_of
from partners.domain.partner_line import PartnerLine
from partners.domain.public_event import Unnumbered
from partners.domain.thin_dossier import ThinDossier, after
from partners.domain.translation import translated
from partners.repository import PartnersRepository

REMEMBERED_FOR: Final = timedelta(seconds=20)
"""So old the list of partners may be by which events are routed: a new agreement holds for events
that come half a minute later."""


@dataclass(slots=True)
class Recorder:
    """`tree` gives the tree of agencies, `source` is the address of this service; `wake` wakes the
    endpoints of partners.
    """

    repository: PartnersRepository
    tree: Callable[[], AgencyTree]
    source: str
    wake: Callable[[list[str]], None]
    _lines: list[PartnerLine] = field(default_factory=list)
    _read_at: datetime | None = None

    def record(self, message: Envelope, at: datetime) -> None:
        """Feeds first: a repeat finds the event in those that have it.

        Raises OutOfOrder for what comes before its filing, Conflict, Duplicate, ContractBroken.
        """
        dossier = self._dossier(message)
        changed = after(dossier, message)
        event = translated(message, changed)
        if event is not None:
            receivers = [line.id for line in self._receivers(changed, at)]
            for partner in receivers:
                self._append(partner, event, message, at)
            self.wake(receivers)
        if changed == dossier and dossier.version:
            self.repository.record(message, at)
        else:
            self.repository.save_dossier(changed, message, at)

    def _dossier(self, message: Envelope) -> ThinDossier:
        code = message.correlation_key
        existing = self.repository.dossier(code)
        if existing is not None:
            return existing
        if message.type != DossierFiled.TYPE:
            raise OutOfOrder(f"{ThinDossier.KIND}#{code}", 0)
        return ThinDossier.filed(message)

    def _receivers(self, dossier: ThinDossier, at: datetime) -> list[PartnerLine]:
        tree = self.tree()
        return [
            line
            for line in self._partners(at)
            if line.receives_events
            and line.agreement.holds(at)
            and (
                covers(line.agreement, dossier, tree)
                or consent_of(dossier.consents, line.id, at) is not None
            )
        ]

    def _partners(self, at: datetime) -> list[PartnerLine]:
        if self._read_at is None or not timedelta() <= at - self._read_at < REMEMBERED_FOR:
            self._lines, self._read_at = self.repository.lines(), at
        return self._lines

    def _append(self, partner: str, event: Unnumbered, cause: Envelope, at: datetime) -> None:
        try:
            append_event(self.repository, partner, event, self.source, cause, at)
        except Duplicate:
            return


@retry_on_conflict
def append_event(
    repository: PartnersRepository,
    partner: str,
    event: Unnumbered,
    source: str,
    cause: Envelope,
    at: datetime,
) -> None:
    """Under the feed's next number; raises Duplicate where it is in this feed already."""
    repository.append(repository.feed(partner), event, source, at, cause=cause)
