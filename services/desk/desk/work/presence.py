"""An official who reads a page for long goes on: the idle time of the sign-in begins anew."""

from desk.public_api import PublicApi
from front.filing.papers import as_json
from front.responses import PageResponse
from front.visit import Visit


def still_here(visit: Visit, _: PublicApi) -> PageResponse:
    """For `warn.js`: how many seconds the sign-in lasts if nothing more is done."""
    return as_json(200, {"seconds": visit.person.seconds_left(visit.now)})
