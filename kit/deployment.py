"""What a deployed function reaches outside itself, by its settings, made when first used."""

from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from typing import TYPE_CHECKING

from kit.core.time import Clock, system_clock
from kit.persistence.dynamodb import open_table
from kit.persistence.table import Table
from kit.persistence.vault import KmsKeys, Vault
from kit.platform import aws_clients
from kit.platform.secrets import Secrets
from kit.platform.settings import Settings, load
from kit.security.access_tokens import Verifier
from kit.security.person_records import PersonRecords
from kit.security.staff_directory import Directory

if TYPE_CHECKING:
    from kit.http.pagination import Cursors
    from kit.messaging.outbox_relay import Queues
    from kit.messaging.redelivery import SqsRedelivery


class Deployment:
    """The resources of a deployed service, by the settings of its functions."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self.clock = clock

    @cached_property
    def settings(self) -> Settings:
        """What every function is told by its environment."""
        settings: Settings = load(Settings)
        return settings

    @cached_property
    def table(self) -> Table:
        """The service's own table."""
        return open_table(self.settings.table)

    @cached_property
    def vault(self) -> Vault:
        """The keys of dossiers."""
        return Vault(open_table(self.settings.vault_table), KmsKeys(self.settings.vault_key))

    @cached_property
    def directory(self) -> Directory:
        """Staff and agencies."""
        return Directory(open_table(self.settings.directory_table), self.clock)

    @cached_property
    def people(self) -> PersonRecords:
        """The people behind citizens' subjects."""
        return PersonRecords(open_table(self.settings.people_table), self.clock)

    @cached_property
    def access_table(self) -> Table:
        """Who read personal data, of all services."""
        return open_table(self.settings.access_table)

    @cached_property
    def verifier(self) -> Verifier:
        """Verifies access tokens of the configured issuers."""
        return Verifier(self.settings.issuers)

    @cached_property
    def queues(self) -> "Queues":
        """The services' inboxes."""
        from kit.messaging.outbox_relay import Queues

        return Queues(self.settings.queue_prefix)

    @cached_property
    def redelivery(self) -> "SqsRedelivery":
        """The queue of a message that failed."""
        from kit.messaging.redelivery import SqsRedelivery

        return SqsRedelivery(self.settings.queue_prefix)

    @cached_property
    def sender_roles(self) -> Mapping[str, frozenset[str]]:
        """The ids of the roles by which each service sends; none where the stage names none."""
        return self.settings.sender_roles

    @cached_property
    def resenders(self) -> frozenset[str]:
        """The ids of the roles that send again what others sent."""
        return frozenset(filter(None, self.settings.resenders.split(",")))

    @cached_property
    def secrets(self) -> Secrets:
        """The secrets that the function's role may read."""
        return Secrets()

    @cached_property
    def cursors(self) -> "Cursors":
        """The cursors of lists."""
        from kit.http.pagination import Cursors

        return Cursors(lambda: self.secrets.text(self.settings.cursor_secret))

    @cached_property
    def origins(self) -> Set[str]:
        """The origins that browsers may call from; "*" (never in prod) means any."""
        return frozenset(filter(None, self.settings.cors_origins.split(",")))

    def connect(self, services: Iterable[str]) -> None:
        """Make the clients of these AWS services, which are kept for as long as the process."""
        for service in services:
            aws_clients.client(service)
