"""Names of officials behind the codes of their accounts, which acts, histories and money hold."""

from collections.abc import Callable, Iterable
from typing import Final

from desk.public_api import PublicApi
from front.api_problem import ApiModel, ApiProblem
from front.http_client import NoResponse
from front.visit import Visit

STORED_SECONDS: Final = 300
MOST_STORED: Final = 2_048
MOST_AT_ONCE: Final = 50
SYSTEM: Final = "system"
Who = Callable[[str | None], str]
"""Account code -> what a page shows."""


class OfficialName(ApiModel):
    """An official by their name."""

    sub: str
    name: str


class OfficialNames(ApiModel):
    """As far as the directory has them."""

    items: tuple[OfficialName, ...]


_stored: dict[str, tuple[float, str]] = {}
"""Account code -> since when (seconds since 1970), and the name; any official may see it."""


def names_of(visit: Visit, api: PublicApi, subs: Iterable[str | None]) -> Who:
    """What to show of each account, by one read of those that this process does not know: the name,
    else the code itself.
    """
    now = visit.now.timestamp()
    wanted = {sub for sub in subs if sub and sub != SYSTEM and "," not in sub}
    unknown = sorted(
        sub for sub in wanted if now - _stored.get(sub, (0.0, ""))[0] >= STORED_SECONDS
    )
    if unknown:
        _store(visit, api, unknown[:MOST_AT_ONCE], now)

    def who(sub: str | None) -> str:
        if sub == SYSTEM:
            return visit.translate("desk.system")
        return _stored.get(sub or "", (0.0, ""))[1] or sub or ""

    return who


def _store(visit: Visit, api: PublicApi, unknown: list[str], now: float) -> None:
    """Read and store names; a page without them shows codes."""
    try:
        query = {"subs": ",".join(unknown)}
        named = api.read(visit, OfficialNames, "casework", "/official-names", query)
    except (ApiProblem, NoResponse):
        return
    if len(_stored) >= MOST_STORED:
        _stored.clear()
    _stored.update({each.sub: (now, each.name) for each in named.items})
