"""What every service reaches outside itself, as a port: AWS behind it, or a memory."""

from collections.abc import Iterable, Mapping, Set
from typing import TYPE_CHECKING, Protocol

from kit.core.time import Clock
from kit.http.authorization import TokenVerifier
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from kit.security.person_records import PersonRecords
from kit.security.staff_directory import Directory

if TYPE_CHECKING:
    from kit.http.pagination import Cursors
    from kit.messaging.outbox_relay import Sender
    from kit.messaging.redelivery import Redelivery


class Resources(Protocol):
    """`kit.deployment.Deployment` has them of AWS, `kit.testing.world` in memory."""

    @property
    def clock(self) -> Clock: ...

    @property
    def table(self) -> Table: ...

    @property
    def vault(self) -> Vault: ...

    @property
    def directory(self) -> Directory: ...

    @property
    def people(self) -> PersonRecords: ...

    @property
    def access_table(self) -> Table: ...

    @property
    def verifier(self) -> TokenVerifier: ...

    @property
    def queues(self) -> "Sender": ...

    @property
    def redelivery(self) -> "Redelivery": ...

    @property
    def sender_roles(self) -> Mapping[str, frozenset[str]]: ...

    @property
    def resenders(self) -> frozenset[str]: ...

    @property
    def cursors(self) -> "Cursors": ...

    @property
    def origins(self) -> Set[str]: ...

    def connect(self, services: Iterable[str]) -> None:
        """Make the clients of these AWS services now, without a call."""
        ...
