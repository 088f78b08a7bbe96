"""A result that is there already as a PDF: its upload, and the proposal that names it.

The service says what its check found; the address to which the store sends the browser back names
the file, and proves nothing.
"""

from typing import Any, Final, Literal
from urllib.parse import quote

from desk.public_api import PublicApi
from front.api import Change, part
from front.api_problem import ApiModel
from front.filing.models import Upload
from front.visit import Visit

ROUTE: Final = "result-files"
WITHOUT_TEMPLATE: Final = "decision"
"""The template of a kind of result that has none of its own: it takes a file in its place."""
FILE: Final = "tep"
"""In the address of a proposal, and a hidden field of its form: the uploaded file."""


class ResultFile(ApiModel):
    """An uploaded file: `detail` is why it was rejected, `sha256` that of the checked copy."""

    paper: str
    state: Literal["awaiting_upload", "checked", "rejected"]
    detail: str | None = None
    pages: int | None = None
    sha256: str | None = None
    signature: str | None = None

    @property
    def named(self) -> dict[str, str | None]:
        """As a proposal names it."""
        return {"paper": self.paper, "sha256": self.sha256}


class ResultFileApi:
    """The files of one dossier; methods raise ApiProblem or NoResponse."""

    def __init__(self, api: PublicApi, visit: Visit) -> None:
        self._api, self._visit = api, visit
        self.code = visit.path_params["dossier"]

    @property
    def page(self) -> str:
        """Where a file for the kind of result in the address is uploaded."""
        result = quote(self._visit.path_params["result"], safe="")
        return f"/ho-so/{self.code}/tep-ket-qua/{result}"

    def announce(self, content: dict[str, Any], idempotency_key: str) -> Upload:
        """The form by which a file is uploaded."""
        path = f"/dossiers/{part(self.code)}/{ROUTE}"
        change = Change("POST", "intake", path, content, idempotency_key)
        return self._api.change(self._visit, Upload, change)

    def one(self, paper: str) -> ResultFile:
        """How far the check of a file is."""
        path = f"/dossiers/{part(self.code)}/{ROUTE}/{part(paper)}"
        return self._api.read(self._visit, ResultFile, "intake", path)


def named_file(visit: Visit, api: PublicApi) -> ResultFile | None:
    """The checked file that a proposal names; None: it names none. Raises ApiProblem."""
    paper = visit.form.get(FILE) or visit.query.get(FILE, "")
    if not paper:
        return None
    file = ResultFileApi(api, visit).one(paper)
    return file if file.state == "checked" else None
