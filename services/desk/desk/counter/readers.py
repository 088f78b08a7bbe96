"""Who read the personal data of a dossier, for administrators."""

from datetime import datetime

from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiModel
from front.responses import PageResponse, render
from front.visit import Visit


class Reader(ApiModel):
    """Who read: `paper` is the file that was opened, `purpose` what for."""

    at: datetime
    kind: str
    name: str
    agencies: tuple[str, ...] = ()
    operation: str
    paper: str | None = None
    purpose: str | None = None


class Readers(ApiModel):
    """A page of readers, newest first; `next` is the cursor of the rest."""

    items: tuple[Reader, ...]
    next: str | None = None


def show_readers(visit: Visit, api: PublicApi) -> PageResponse:
    """A page of them; raises ApiProblem, NoResponse."""
    code, after = visit.path_params["dossier"], visit.query.get("sau", "")
    path = f"/dossiers/{part(code)}/readers"
    readers = api.read(visit, Readers, "intake", path, {"cursor": after})
    return render(visit, "counter/readers.html", code=code, readers=readers, after=after)
