"""What receives dossiers from the National Portal, composed: sessions, receiver, fetcher, pull."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from exchange.ingest.ports import IngestFiles, PaperSource
from exchange.repository import ExchangeRepository
from exchange.settings import ExchangeSettings
from kit.core.time import Clock

if TYPE_CHECKING:
    from exchange.domain.push_session import PushAccounts
    from exchange.ingest.fetch import PaperFetcher
    from exchange.ingest.pull import NationalFilings, NationalPull
    from exchange.ingest.receive import NationalReceiver
    from exchange.ingest.sessions import PushSessions


@dataclass(frozen=True, slots=True)
class IngestPorts:
    """What the ingest reaches outside; in the place of a None stands what the stage configures."""

    accounts: "Callable[[], PushAccounts] | None" = None
    files: IngestFiles | None = None
    source: PaperSource | None = None


class NationalIngest:
    """Everything is made when first used."""

    def __init__(
        self,
        repository: Callable[[], ExchangeRepository],
        clock: Clock,
        settings: Callable[[], ExchangeSettings],
        ports: IngestPorts | None = None,
    ) -> None:
        self._repository, self._clock = repository, clock
        self._settings = settings
        self._ports = ports or IngestPorts()

    @cached_property
    def sessions(self) -> "PushSessions":
        from exchange.ingest.sessions import PushSessions

        return PushSessions(self._repository(), self._ports.accounts or self._accounts)

    @cached_property
    def receiver(self) -> "NationalReceiver":
        from exchange.ingest.receive import NationalReceiver

        return NationalReceiver(self._repository(), self.files)

    @cached_property
    def fetcher(self) -> "PaperFetcher":
        from exchange.ingest.fetch import PaperFetcher

        return PaperFetcher(self._repository(), self._source, self.files, self._clock)

    def pull(self, filings: "NationalFilings") -> "NationalPull":
        """One that lists what the portal has for us."""
        from exchange.ingest.pull import NationalPull

        return NationalPull(filings, self.receiver, self._clock)

    @cached_property
    def files(self) -> IngestFiles:
        """Our bucket and intake's quarantine."""
        from exchange.adapters.ingest_bucket import S3IngestFiles

        settings = self._settings
        return self._ports.files or S3IngestFiles(
            settings().filings_bucket, settings().papers_bucket
        )

    @cached_property
    def _source(self) -> PaperSource:
        from exchange.adapters.portal_files import PortalFiles

        return self._ports.source or PortalFiles(self._settings().allowed_file_origins)

    def _accounts(self) -> "PushAccounts":
        from exchange.domain.push_session import PushAccounts
        from kit.platform.secrets import secret

        return PushAccounts.model_validate_json(secret(self._settings().push_secret))
