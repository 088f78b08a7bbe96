"""A file of a letter: on to the store, for five minutes."""

from desk.letters.acts import LETTERS
from desk.letters.models import Link
from desk.public_api import PublicApi
from front.api import part
from front.responses import PageResponse, redirect
from front.visit import Visit


def open_file(visit: Visit, api: PublicApi) -> PageResponse:
    """The reading is on record; raises ApiProblem, NoResponse."""
    values = visit.path_params
    path = f"/letters/{part(values['letter'])}/files/{part(values['letter_file'])}"
    return redirect(api.read(visit, Link, LETTERS, path).url)
