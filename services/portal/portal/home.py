"""The first page: what people come for."""

from front.responses import PageResponse, render
from front.visit import Visit
from portal.public_api import PublicApi


def show_home(visit: Visit, _: PublicApi) -> PageResponse:
    """Search and file, track and pay, one's own dossiers."""
    return render(visit, "home.html")
