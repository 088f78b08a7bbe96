"""What hands files to the National Portal, composed: links in payloads, and who opens them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from exchange.files.ports import LinkedFiles
from exchange.files.tokens import FileLinks
from exchange.repository import ExchangeRepository
from exchange.settings import ExchangeSettings
from kit.security.versioned_secret import VersionedSecret, versioned

if TYPE_CHECKING:
    from exchange.files.open_file import FileOpener


@dataclass(frozen=True, slots=True)
class FilePorts:
    """What links and files are outside; in the place of a None stands what the stage configures."""

    address: str | None = None
    secret: Callable[[], VersionedSecret] | None = None
    files: LinkedFiles | None = None


class NationalFiles:
    """Everything is made when first used."""

    def __init__(
        self,
        repository: Callable[[], ExchangeRepository],
        settings: Callable[[], ExchangeSettings],
        ports: FilePorts | None = None,
    ) -> None:
        self._repository, self._settings = repository, settings
        self._ports = ports or FilePorts()

    @cached_property
    def links(self) -> FileLinks:
        """The links that payloads have."""
        address = self._ports.address
        address = self._settings().files_url if address is None else address
        return FileLinks(address, self._ports.secret or self._secret)

    @cached_property
    def opener(self) -> "FileOpener":
        """Who opens them."""
        from exchange.files.open_file import FileOpener

        return FileOpener(
            self._repository(),
            self._ports.files or self._files(),
            self._ports.secret or self._secret,
        )

    def _files(self) -> LinkedFiles:
        from exchange.adapters.linked_files import S3LinkedFiles

        return S3LinkedFiles(self._settings().papers_bucket, self._settings().documents_bucket)

    def _secret(self) -> VersionedSecret:
        from kit.platform.secrets import secret

        return versioned(secret(self._settings().files_secret))
