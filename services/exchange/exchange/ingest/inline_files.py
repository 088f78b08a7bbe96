"""Files that came within a push: they lie sealed in our bucket until they are handed over."""

from collections.abc import Iterable

from exchange.domain.ingest import Ingest
from exchange.domain.national_dossier import InlineFile
from exchange.ingest.ports import IngestFiles
from exchange.repository import ExchangeRepository


def store_inline(
    repository: ExchangeRepository, files: IngestFiles, ingest: Ingest, new: Iterable[InlineFile]
) -> None:
    """Each under the id of its attachment; the same again replaces it."""
    for file in new:
        files.store_inline(file.paper, repository.sealed_content(ingest, file.content))
