"""The list of a citizen's dossiers."""

from typing import TYPE_CHECKING

from kit.core.model import Model
from status.domain.dossier_summary import SummaryPage

if TYPE_CHECKING:  # the look-up, in the same function, starts faster without it
    from status.repository import StatusRepository


class ListMyDossiers(Model):
    """A page of the dossiers of one person, who has these ids, from the place `after` on."""

    owners: tuple[str, ...]
    after: str | None
    limit: int


def list_my_dossiers(command: ListMyDossiers, repository: "StatusRepository") -> SummaryPage:
    """Newest first."""
    return repository.dossiers_of(command.owners, after=command.after, limit=command.limit)
