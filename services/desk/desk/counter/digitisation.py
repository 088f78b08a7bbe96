"""What intake answers about the digitisation of an original, and which step is next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import Field

from desk.counter.models import FiledDossier, Procedure
from desk.public_api import PublicApi
from front.api import Change, part
from front.api_problem import ApiModel
from front.filing.models import Upload
from front.visit import Visit

HOME: Final = "/so-hoa/"
State = Literal["compared", "scanned", "described", "signing", "stored"]
LAST_STEP: Final = 5
NEXT_STEPS: Final[dict[State, int]] = {
    "compared": 2,
    "scanned": 3,
    "described": 4,
    "signing": 5,
    "stored": 5,
}


class Description(ApiModel):
    """What the paper is; days are YYYY-MM-DD."""

    kind: str = Field(repr=False)
    number: str = Field(repr=False)
    issuer: str = Field(repr=False)
    issued_on: str
    valid_until: str | None = None


class TakenStep(ApiModel):
    """A step that was taken."""

    step: str
    at: datetime


class Digitisation(ApiModel):
    """An original, and how far it is; `detail` is what was wrong with the scan."""

    digitisation: str
    component: str
    state: State
    sheets: int
    steps: tuple[TakenStep, ...] = ()
    paper: str | None = None
    scan: Literal["awaiting_upload", "checked", "rejected"] | None = None
    why: str | None = None
    detail: str | None = None
    description: Description | None = None
    document: str | None = None
    digitised: bool = False
    reusable: bool = False

    @property
    def next_step(self) -> int:
        """From 2 to 5: a scan that did not pass its check is made again."""
        is_scanned = self.state != "scanned" or self.scan == "checked"
        return NEXT_STEPS[self.state] if is_scanned else 2


class Digitisations(ApiModel):
    """Those of a dossier, oldest first."""

    items: tuple[Digitisation, ...]


@dataclass(frozen=True, slots=True)
class DigitisationApi:
    """The routes of one dossier; methods raise ApiProblem, NoResponse or SignInRequired."""

    api: PublicApi
    visit: Visit

    @property
    def home(self) -> str:
        """The page of the dossier's originals."""
        return HOME + self.visit.path_params["dossier"]

    @property
    def page(self) -> str:
        """The page of the digitisation in the address."""
        return f"{self.home}/{self.visit.path_params['digitisation']}"

    def filed(self) -> FiledDossier:
        """The dossier as filed."""
        return self.api.read(self.visit, FiledDossier, "intake", self._dossier)

    def procedure(self, code: str) -> Procedure:
        """Its procedure."""
        return self.api.read(self.visit, Procedure, "intake", f"/procedures/{part(code)}")

    def all(self) -> Digitisations:
        """Every digitisation of the dossier."""
        path = f"{self._dossier}/digitisations"
        return self.api.read(self.visit, Digitisations, "intake", path)

    def one(self) -> Digitisation:
        """That of the address."""
        return self.api.read(self.visit, Digitisation, "intake", self._one)

    def compare(self, content: dict[str, Any], key: str) -> Digitisation:
        """The first step."""
        change = Change("POST", "intake", f"{self._dossier}/digitisations", content, key)
        return self.api.change(self.visit, Digitisation, change)

    def scan(self, content: dict[str, Any], key: str) -> Upload:
        """The second: the form by which the scan is uploaded."""
        change = Change("POST", "intake", f"{self._one}/scan", content, key)
        return self.api.change(self.visit, Upload, change)

    def describe(self, content: dict[str, Any]) -> Digitisation:
        """The third."""
        change = Change("PUT", "intake", f"{self._one}/description", content)
        return self.api.change(self.visit, Digitisation, change)

    def sign(self, key: str) -> Digitisation:
        """The fourth; the fifth follows by itself."""
        change = Change("POST", "intake", f"{self._one}/signature", {}, key)
        return self.api.change(self.visit, Digitisation, change)

    @property
    def _dossier(self) -> str:
        return f"/dossiers/{part(self.visit.path_params['dossier'])}"

    @property
    def _one(self) -> str:
        digitisation = part(self.visit.path_params["digitisation"])
        return f"{self._dossier}/digitisations/{digitisation}"
