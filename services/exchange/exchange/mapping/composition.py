"""The mapper, composed: none where the portal, in the dialect of the stage, lists nothing."""

from collections.abc import Iterator

from exchange.domain.ports import NationalPortal
from exchange.mapping.national_reader import NationalReader
from exchange.mapping.run import Mapper
from exchange.push.shared_circuit import SharedCircuit
from exchange.push.shared_session import SharedSession
from exchange.repository import ExchangeRepository
from kit.core.time import Clock
from kit.security.agency import Agency
from kit.security.staff_directory import Directory

PAGE = 100


def mapper_of(
    repository: ExchangeRepository, portal: NationalPortal, directory: Directory, clock: Clock
) -> Mapper | None:
    """In the session and before the circuit of the pushers."""
    if portal.lists is None:
        return None
    reader = NationalReader(portal.lists, SharedSession(repository, portal, clock))
    circuit = SharedCircuit(repository)
    return Mapper(repository, reader, circuit, lambda: every_agency(directory), clock)


def every_agency(directory: Directory) -> Iterator[Agency]:
    """All agencies, page after page."""
    after: str | None = None
    while True:
        agencies, after = directory.agencies(after, PAGE)
        yield from agencies
        if after is None:
            return
