"""Reception of a dossier of the National Portal: registered once, whatever is sent how often."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from exchange.domain import push_answers
from exchange.domain.ingest import Source
from exchange.domain.national_dossier import Arrival, agency_of, received
from exchange.domain.push_answers import PushAnswer
from exchange.domain.pushed_dossier import (
    PushedDossier,
    PushRefused,
    digest_of,
    pushed_dossier,
    without_files,
)
from exchange.ingest.existing_dossier import ExistingDossier, Push
from exchange.ingest.inline_files import store_inline
from exchange.ingest.ports import IngestFiles
from exchange.repository import ExchangeRepository
from kit.core.agency_code import province_code
from kit.core.ids import new_ulid
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection, log


class Sender(NamedTuple):
    """By which way a dossier came, and of which unit the account is."""

    source: Source
    unit: str


class NationalReceiver(NamedTuple):
    """Bound to the table with the vault, and to the bucket of files that come within a push."""

    repository: ExchangeRepository
    files: IngestFiles

    def receive(self, members: Mapping[str, Any], sender: Sender, *, at: datetime) -> PushAnswer:
        """What the portal is answered; a dossier that is refused is counted, and changes nothing.

        Raises Unavailable where the same dossier comes too often at once.
        """
        try:
            pushed = pushed_dossier(members, at=at)
            if province_code(agency_of(pushed.MaHoSo)) != province_code(sender.unit):
                return self._refused(push_answers.foreign_unit(agency_of(pushed.MaHoSo)), "MaHoSo")
            return self._receive(pushed, members, sender, at)
        except PushRefused as refused:
            words = push_answers.missing_field if refused.is_missing else push_answers.wrong_field
            return self._refused(words(refused.field), refused.field)

    @retry_on_conflict
    def _receive(
        self, pushed: PushedDossier, members: Mapping[str, Any], sender: Sender, at: datetime
    ) -> PushAnswer:
        digest = digest_of(members)
        existing = self.repository.sealed_ingest(pushed.MaHoSo)
        if existing is not None:
            return self._existing().receive(existing, Push(pushed, members, digest), at=at)
        if self.repository.sealed_lane(pushed.MaHoSo) is not None:
            return self._refused(push_answers.code_taken(pushed.MaHoSo), "MaHoSo")

        vault = new_ulid(at)
        arrival = Arrival(vault, sender.source, sender.unit, digest, at)
        dossier = received(pushed, arrival, lambda: new_ulid(at))

        self.repository.create_data_key(vault)
        store_inline(self.repository, self.files, dossier.ingest, dossier.files)
        fault_injection.point("ingest.files_stored")
        body = self.repository.stored_body(dossier.ingest, digest, without_files(members))
        self.repository.save(dossier.ingest, at, dossier.event, [body])
        log.metric("NationalDossierReceived")
        return push_answers.STORED

    def _existing(self) -> ExistingDossier:
        return ExistingDossier(self.repository, self.files)

    def _refused(self, answer: PushAnswer, field: str) -> PushAnswer:
        """Fields by name, never what stands in them."""
        log.warning("national_dossier_refused", field=field)
        log.metric("NationalDossierRefused")
        return answer
