"""The update of the figures: dossiers whose status changed are counted anew, each once."""

from typing import TYPE_CHECKING

from kit.core.budget import UNLIMITED, Budget
from kit.platform import log

if TYPE_CHECKING:  # as in the function's other use cases
    from status.repository import StatusRepository


def update_figures(repository: "StatusRepository", budget: Budget = UNLIMITED) -> int:
    """Count what the figures lack, and return how many dossiers that were.

    Where the time is too short, the next run goes on.
    """
    counted = 0
    for dossiers in repository.uncounted():
        counted += repository.count(dossiers)
        if budget.is_spent:
            log.warning("figures_out_of_time", counted=counted)
            break
    return counted
