"""What the pages of supervision show: a report, and its signs with the replies of officials."""

from datetime import date, datetime

from desk.public_api import PublicApi
from front.api_problem import ApiModel, ApiProblem
from front.visit import Visit


class SignTotals(ApiModel):
    """A sign in the whole province, with its words."""

    sign: str
    vi: str
    en: str
    dossiers: int
    marked: int
    officials: int


class ListedSign(ApiModel):
    """An official with a sign more often than peers; `expected` is the peers' share."""

    official: str
    sign: str
    agency: str
    dossiers: int
    marked: int
    expected: float
    chance: float
    reply: str | None = None
    replied_at: datetime | None = None
    earlier_replies: tuple[str, ...] = ()

    @property
    def percent(self) -> str:
        """The official's share."""
        return _percent(self.marked / self.dossiers)

    @property
    def expected_percent(self) -> str:
        """That of peers."""
        return _percent(self.expected)

    @property
    def odds(self) -> str:
        """The chance as one in so many."""
        return f"{min(10**9, round(1 / max(self.chance, 1e-9))):,}"


class Report(ApiModel):
    """The report of a day, or the part of it about one official."""

    day: date
    as_of: datetime
    since: datetime
    officials: int
    signs: tuple[SignTotals, ...]
    items: tuple[ListedSign, ...]

    def words(self, language: str) -> dict[str, str]:
        """Sign -> what it counts."""
        return {each.sign: each.vi if language == "vi" else each.en for each in self.signs}


def read_report(
    visit: Visit, api: PublicApi, path: str, query: dict[str, str] | None = None
) -> Report | None:
    """None where there is none yet, or nothing for this official; raises ApiProblem, NoResponse."""
    try:
        return api.read(visit, Report, "status", path, query or {})
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return None


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
