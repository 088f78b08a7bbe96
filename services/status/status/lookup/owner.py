"""The view of a dossier for its owner, and for who has a mandate of theirs."""

from collections.abc import Callable

from kit.core.errors import NotFound
from status.domain.public_view import PublicView
from status.projection.render import render_public_view, summarise
from status.repository import StatusRepository


def view_for_owner(
    code: str, may_read: Callable[[str], bool], repository: StatusRepository
) -> PublicView:
    """The same as a look-up by key shows; raises NotFound, whatever exists.

    `may_read` is whether the caller may see what an owner's id has. A dossier that nobody has
    claimed has no owner.
    """
    record = repository.record_of(code)
    view, summary = render_public_view(record), summarise(record)
    if view is None or summary is None or not summary.owner or not may_read(summary.owner):
        raise NotFound
    return view
