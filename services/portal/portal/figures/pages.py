"""The pages of public figures, for a citizen and for somebody who counts them again."""

from typing import Final

from front.formatting import percent
from front.responses import PageResponse, render
from front.visit import Visit
from portal.figures.choices import month_choice, month_in, names_of_agencies, routes_of
from portal.figures.models import League
from portal.figures.months import name_of
from portal.figures.rows import Bar, Names, kind_rows, place_name, place_rows
from portal.public_api import PublicApi

DIMENSIONS: Final = ("level", "agency", "field", "channel")
"""By which places are told apart; the first one where none is chosen."""


def show_figures(visit: Visit, api: PublicApi) -> PageResponse:
    """The figures of a month; raises ApiProblem, NoResponse."""
    routes, month = routes_of(visit, api), month_in(visit)
    by = visit.query.get("theo", "")
    by = by if by in DIMENSIONS else DIMENSIONS[0]
    figures = routes.month(month)
    names = names_of_agencies(visit, api) if figures and by == "agency" else {}
    return render(
        visit,
        "figures.html",
        chosen=month_choice(visit, month),
        by=by,
        dimensions=DIMENSIONS,
        figures=figures,
        kinds=kind_rows(visit, figures, routes.kinds().kinds) if figures else [],
        places=place_rows(visit, figures, by, names) if figures else [],
        json=routes.address(f"/figures/months/{month}"),
        csv=routes.address(f"/figures/months/{month}/table"),
    )


def show_league(visit: Visit, api: PublicApi) -> PageResponse:
    """The league table of a month; raises ApiProblem, NoResponse."""
    routes, month = routes_of(visit, api), month_in(visit)
    league = routes.league(month)
    return render(
        visit,
        "league.html",
        chosen=month_choice(visit, month),
        league=league,
        rows=_league_rows(visit, league, names_of_agencies(visit, api)) if league else [],
        json=routes.address(f"/figures/months/{month}/league"),
    )


def _league_rows(visit: Visit, league: League, names: Names) -> list[dict[str, object]]:
    return [
        {
            "name": place_name(visit, each.agency, "agency", names),
            "standing": each,
            "share": "–" if each.share is None else percent(each.share, visit.language),
            "bar": None if each.share is None else Bar(each.share, each.low, each.high),
        }
        for each in league.standings
    ]


def show_recount(visit: Visit, api: PublicApi) -> PageResponse:
    """How anybody counts a closed month again; raises ApiProblem, NoResponse."""
    routes = routes_of(visit, api)
    root = routes.latest_root()
    month = max(root.months, default="") if root else ""
    files = (
        (f"{month}.month.json", f"/open/months/{month}"),
        (f"{month}.leaves.jsonl.gz", f"/open/months/{month}/leaves"),
        (f"{month}.figures.json", f"/figures/months/{month}"),
        (f"{root.day if root else ''}.root.json", "/open/roots"),
    )
    return render(
        visit,
        "recount.html",
        month_name=name_of(month, visit.language) if month else "",
        files=[(name, routes.address(path)) for name, path in files] if month else [],
    )
