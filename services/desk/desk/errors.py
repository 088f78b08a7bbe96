"""Error pages of the desk's own: somebody signed in who is no official."""

from desk.official import NotInDirectory
from front.responses import PageResponse, render
from front.visit import Visit


def own_errors(visit: Visit, error: Exception) -> PageResponse | None:
    """The page; None where that of the library fits."""
    if isinstance(error, NotInDirectory):
        subject = visit.signed_in.subject if visit.signed_in else ""
        return render(visit, "not_in_directory.html", status=403, subject=subject)
    return None
