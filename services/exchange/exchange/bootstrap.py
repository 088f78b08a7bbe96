"""The composition root of the exchange."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from contracts.routes import EXCHANGE, PUBLISHERS, ROUTES
from exchange.api.handlers import ExchangeHandlers
from exchange.api.routes import create_router
from exchange.domain.ports import NationalPortal
from exchange.files.composition import FilePorts, NationalFiles
from exchange.ingest.composition import IngestPorts, NationalIngest
from exchange.push.worker import WORKERS, Worker
from exchange.questions.composition import NationalQuestionWork
from exchange.repository import ExchangeRepository
from exchange.settings import ExchangeSettings
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform import log
from kit.platform.settings import load
from kit.resources import Resources

if TYPE_CHECKING:
    from exchange.ingest.pull import NationalPull
    from exchange.peers.composition import PeerPorts, PeerSystems
    from exchange.registries.composition import RegistryLookUps, RegistryPorts
    from kit.messaging.sweeper import Sweep

LAST_PUSH = 70.0
"""Seconds at the end of the pusher's and the mapper's time in which no further call is begun: a
portal that is slow takes a minute."""

LAST_FETCH = 35.0
"""Seconds at the end of the fetcher's time in which no further dossier is begun: a slow file takes
thirty."""

LAST_INQUIRY = 8.0
"""Seconds at the end of the asker's time in which no registry is called: a call takes five."""


class Exchange(ServiceBootstrap):
    """The service; its portal is that of the settings where none is given."""

    def __init__(
        self,
        resources: Resources,
        *,
        portal: NationalPortal | None = None,
        ingest_ports: IngestPorts | None = None,
        file_ports: FilePorts | None = None,
        peer_ports: "PeerPorts | None" = None,
        registry_ports: "RegistryPorts | None" = None,
    ) -> None:
        super().__init__(EXCHANGE, ROUTES, PUBLISHERS, resources)
        self._portal = portal
        self._ingest_ports = ingest_ports
        self._file_ports = file_ports
        self._peer_ports = peer_ports
        self._registry_ports = registry_ports

    @cached_property
    def settings(self) -> ExchangeSettings:
        """The settings of the functions."""
        settings: ExchangeSettings = load(ExchangeSettings)
        return settings

    @property
    def is_connected(self) -> bool:
        """Whether the stage has a portal to send to."""
        return self._portal is not None or bool(self.settings.portal_url)

    @cached_property
    def router(self) -> Router[ExchangeHandlers]:
        """The HTTP side."""
        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        router.defer("/v1/national/", create=self._national_router)
        router.defer("/v1/files/", create=self._files_router)
        router.defer(
            "/v1/mappings", "/v1/differences", "/v1/comparison", create=self._mapping_router
        )
        router.defer("/v1/r1/", create=self._r1_router)
        router.defer("/v1/peers", create=self._peers_router)
        inquiries = ("/v1/registries", "/v1/dossiers/", "/v1/me/")
        router.defer(*inquiries, create=self._inquiry_router)
        return router

    def _r1_router(self) -> Router[Any]:
        from exchange.api.r1.handlers import R1Handlers
        from exchange.api.r1.routes import create_router

        return create_router(lambda: R1Handlers(self.peers), lambda: self.dispatcher)

    def _peers_router(self) -> Router[Any]:
        from exchange.api.peers.handlers import PeerHandlers
        from exchange.api.peers.routes import create_router

        return create_router(lambda: PeerHandlers(self.repository), lambda: self.dispatcher)

    @cached_property
    def peers(self) -> "PeerSystems":
        """Other organisations' systems."""
        from exchange.peers.composition import PeerSystems
        from kit.http.problem_details import document

        return PeerSystems(
            self.repository,
            lambda: self.settings,
            self.clock,
            lambda error: document(error, "en"),
            self._peer_ports,
        )

    @cached_property
    def look_ups(self) -> "RegistryLookUps":
        """What asks registries."""
        from exchange.registries.composition import RegistryLookUps

        return RegistryLookUps(
            lambda: self.repository, self.clock, lambda: self.settings, self._registry_ports
        )

    def _inquiry_router(self) -> Router[Any]:
        from exchange.api.registries.handlers import InquiryHandlers
        from exchange.api.registries.routes import create_router

        def handlers() -> InquiryHandlers:
            return InquiryHandlers(self.repository, self.look_ups, self.resources.cursors)

        return create_router(handlers, lambda: self.dispatcher)

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        """Also inquiries that the asker was not told of."""
        return {"inquiries": self._notify_again, **super().sweeps}

    def _notify_again(self, budget: Budget) -> None:
        log.info("inquiries_notified_again", count=self.look_ups.notify_again(budget))

    def answer_inquiries(self, event: dict[str, Any], context: Any = None) -> dict[str, Any]:
        """The asker function: call registries for a batch of inquiries."""
        from exchange.adapters.inquiry_queue import answer_inquiries

        return answer_inquiries(
            event,
            context,
            lambda: self.look_ups.asker,
            self.repository,
            self.resources.redelivery,
            Budget.of(context, LAST_INQUIRY),
        )

    @cached_property
    def files(self) -> NationalFiles:
        """Links to files, for the National Portal."""
        return NationalFiles(lambda: self.repository, lambda: self.settings, self._file_ports)

    def _files_router(self) -> Router[Any]:
        from exchange.api.files.handlers import FileHandlers
        from exchange.api.files.routes import create_router

        return create_router(lambda: FileHandlers(self.files.opener), lambda: self.dispatcher)

    def _national_router(self) -> Router[Any]:
        from exchange.api.national.handlers import NationalHandlers
        from exchange.api.national.routes import create_router

        def handlers() -> NationalHandlers:
            return NationalHandlers(self.ingest.sessions, self.ingest.receiver)

        return create_router(handlers, lambda: self.dispatcher)

    def _mapping_router(self) -> Router[Any]:
        from exchange.api.mappings.handlers import MappingHandlers
        from exchange.api.mappings.routes import create_router

        def handlers() -> MappingHandlers:
            return MappingHandlers(self.repository, self.resources.cursors)

        return create_router(handlers, lambda: self.dispatcher)

    @cached_property
    def ingest(self) -> NationalIngest:
        """What receives dossiers from the National Portal."""
        return NationalIngest(
            lambda: self.repository, self.clock, lambda: self.settings, self._ingest_ports
        )

    def fetch_papers(self, context: Any = None) -> None:
        """The fetcher function: files of dossiers that were filed at the National Portal."""
        budget = Budget.of(context, LAST_FETCH)
        log.info("papers_fetched", dossiers=self.ingest.fetcher.run(budget))

    @cached_property
    def handlers(self) -> ExchangeHandlers:
        """The handlers of officials' requests."""
        return ExchangeHandlers(self.repository, self.is_connected)

    @cached_property
    def repository(self) -> ExchangeRepository:
        """The service's table with the keys of dossiers."""
        return ExchangeRepository(self.resources.table, self.resources.vault)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from exchange.events import ExchangeEvents

        return ExchangeEvents(self.repository, self.clock, lambda: self.look_ups).handlers()

    @cached_property
    def portal(self) -> NationalPortal:
        """The National Portal in the dialect of the settings."""
        from exchange.adapters.from_settings import portal_from_settings

        return self._portal or portal_from_settings(self.settings)

    def pull_dossiers(self, context: Any = None) -> None:
        """The puller function: what citizens asked at the portal, and where the stage pulls, what
        they filed and we have not confirmed.
        """
        if not self.is_connected:
            return
        budget = Budget.of(context, LAST_FETCH)
        self.questions.pull(self.settings.national_unit, budget)
        if not self.settings.pulls:
            return
        from exchange.domain.portal_answer import NoAnswer
        from exchange.push.shared_session import LogInElsewhere

        pull = self.national_pull(self.settings.national_unit)
        try:
            log.info("dossiers_pulled", confirmed=pull.run(budget))
        except (NoAnswer, LogInElsewhere) as missed:  # the next run lists the same
            log.warning("dossiers_not_pulled", why=type(missed).__name__)

    def national_pull(self, unit: str) -> "NationalPull":
        """A pull in the session that the pushers share."""
        from exchange.ingest.portal_filings import PortalFilings
        from exchange.push.shared_session import SharedSession

        session = SharedSession(self.repository, self.portal, self.clock)
        return self.ingest.pull(PortalFilings(self.portal, session, unit))

    def worker(self, number: int) -> Worker:
        """One of the workers that send lanes."""
        from exchange.push.check_lane import LaneCheck
        from exchange.push.lane_changes import LaneChanges
        from exchange.push.portal_calls import PortalCalls
        from exchange.push.send_lane import LanePush
        from exchange.push.shared_circuit import SharedCircuit
        from exchange.push.shared_session import SharedSession

        repository, clock = self.repository, self.clock
        session = SharedSession(repository, self.portal, clock)
        calls = PortalCalls(repository, self.portal, session, clock)
        changes, links = LaneChanges(repository, clock), self.files.links.of
        push = LanePush(repository, calls, changes, links, clock)
        check = LaneCheck(repository, calls, links, clock)
        return Worker(number, repository, push, check, SharedCircuit(repository), clock)

    @cached_property
    def questions(self) -> NationalQuestionWork:
        """Questions and replies, both ways."""
        return NationalQuestionWork(
            self.repository,
            self.portal,
            self.resources.directory,
            self.clock,
        )

    def compare_lists(self, context: Any = None, *, begins: bool = False) -> None:
        """The mapper function: what the portal lists is compared with our catalogue by night, or
        where it `begins` at once.
        """
        if not self.is_connected:
            return
        from exchange.mapping.composition import mapper_of

        mapper = mapper_of(self.repository, self.portal, self.resources.directory, self.clock)
        count = mapper.run(Budget.of(context, LAST_PUSH), begins=begins) if mapper else None
        log.info("procedures_compared", count=count)

    def push(self, context: Any = None) -> None:
        """The pusher function: four workers send what is due, until the time is over."""
        if not self.is_connected:
            return
        from exchange.push.run import run_workers

        budget = Budget.of(context, LAST_PUSH)
        workers = [self.worker(number) for number in range(WORKERS)]
        turns = run_workers(self.repository, workers, budget, self.clock)
        self.questions.push(budget)
        log.info("pushed", **{turn.value: count for turn, count in turns.items()})

    def stamp_log(self, context: Any = None) -> None:
        """The stamper function: nothing where the stage has no stamping service."""
        if self.settings.stamping_url:
            self.peers.stamp(Budget.of(context, LAST_FETCH))
