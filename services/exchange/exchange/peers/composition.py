"""What others call here, and what stamps the log of it, composed of the settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from exchange.adapters.peer_archive import S3Archive
from exchange.adapters.peer_key import KmsPeerKey
from exchange.adapters.stamping_http import HttpStampingService
from exchange.peers.members import StoredMembers
from exchange.peers.services import DOSSIERS, DossierState
from exchange.repository import ExchangeRepository
from exchange.settings import ExchangeSettings
from kit.core.budget import Budget
from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from kit.core.time import Clock
from kit.peers.archive import Archive, ArchivedLog
from kit.peers.gate import PeerGate
from kit.peers.keys import SigningKey
from kit.peers.messages import MemberId
from kit.peers.stamping import Stamper, StampRun, is_late
from kit.platform import log


class CallArchive(Archive, Protocol):
    """The archive of calls, with the roots of the stamping service."""

    def stamping_roots(self) -> Sequence[str]:
        """PEM; none where an operator stored none."""
        ...


@dataclass(frozen=True)
class PeerPorts:
    """The key by which we sign, the archive of calls, and where our /r1 begins."""

    key: SigningKey
    archive: CallArchive
    url: str


@dataclass(frozen=True)
class PeerSystems:
    """Made by the functions of peers alone."""

    repository: ExchangeRepository
    load_settings: Callable[[], ExchangeSettings]
    clock: Clock
    explain: Callable[[ServiceError], str]
    ports: PeerPorts | None = None

    @cached_property
    def settings(self) -> ExchangeSettings:
        """Those of the functions."""
        return self.load_settings()

    @cached_property
    def gate(self) -> PeerGate:
        """The gate of this system."""
        members = StoredMembers(self.repository, self.key)
        return PeerGate(
            key=self.key,
            members=members,
            rights=members,
            nonces=members,
            log=ArchivedLog(self.archive),
            services={DOSSIERS: DossierState(self.repository).serve},
            explain=self.explain,
            clock=self.clock,
            new_id=new_ulid,
        )

    def stamp(self, budget: Budget) -> StampRun:
        """The stamper function."""
        service = HttpStampingService(self.settings.stamping_url)
        stamper = Stamper(self.archive, service, self.archive.stamping_roots, self.clock)
        done = stamper.run(self.repository.stamp_progress(), budget)
        self.repository.save_stamp_progress(done.progress)
        if is_late(done, self.clock()):
            log.metric("PeerStampsLate")
        log.info("peer_log_stamped", stamps=done.stamps, waiting=done.waiting)
        return done

    @cached_property
    def key(self) -> SigningKey:
        """Our key toward others."""
        if self.ports:
            return self.ports.key
        member = MemberId.of(self.settings.peer_member)
        return KmsPeerKey(member, self.settings.peer_key_id, self.settings.peer_key)

    @property
    def url(self) -> str:
        """Where our /r1 begins, as others call it."""
        return self.ports.url if self.ports else self.settings.peers_url

    @cached_property
    def archive(self) -> CallArchive:
        """The log of calls."""
        return self.ports.archive if self.ports else S3Archive(self.settings.peers_bucket)
