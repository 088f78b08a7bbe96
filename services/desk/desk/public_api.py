"""The public routes as the desk calls them: in the name of the official who is signed in."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from desk.official import OwnRights
from desk.session import official
from front.api import Change, FileUpload, Routes, Tagged
from front.visit import Visit

M = TypeVar("M", bound=BaseModel)


class PublicApi(NamedTuple):
    """Every method raises ApiProblem, NoResponse or SignInRequired.

    Models are those of an area: the parts of an answer that its pages show. `training`: the stage
    is one where officials practise. `portal`: the address of the citizens' pages as people read it,
    without a scheme, or "".
    """

    routes: Routes
    training: bool = False
    portal: str = ""

    def read(
        self,
        visit: Visit,
        model: type[M],
        service: str,
        path: str,
        query: Mapping[str, str] | None = None,
    ) -> M:
        """What a route answers the official."""
        return self.routes.read(model, official(visit), service, path, query)

    def read_tagged(self, visit: Visit, model: type[M], service: str, path: str) -> Tagged[M]:
        """The same with the ETag of its state."""
        return self.routes.read_tagged(model, official(visit), service, path)

    def change(self, visit: Visit, model: type[M], change: Change) -> M:
        """Send a write of the official, once."""
        return self.routes.change(model, official(visit), change).content

    def send_file(self, visit: Visit, model: type[M], file: FileUpload) -> M:
        """Send a file of the official, once."""
        return self.routes.send_file(model, official(visit), file)

    def download(self, visit: Visit, service: str, path: str) -> bytes:
        """A file that a route answers the official."""
        return self.routes.download(official(visit), service, path)

    def own_rights(self, visit: Visit) -> OwnRights:
        """Who the official is to the services."""
        return self.read(visit, OwnRights, "casework", "/me")
