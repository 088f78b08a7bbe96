"""What the pages of figures have in common: the chosen month, and the names of agencies."""

from typing import NamedTuple

from front.visit import Visit
from portal.catalogue.agencies import AgencyApi
from portal.figures.api import FiguresApi
from portal.figures.months import chosen_month, latest_months, name_of
from portal.figures.rows import Names, agency_names
from portal.public_api import PublicApi
from portal.session import anybody


def routes_of(visit: Visit, api: PublicApi) -> FiguresApi:
    """The routes of figures, in nobody's name."""
    return FiguresApi(api.routes, anybody(visit))


def month_in(visit: Visit) -> str:
    """The month of the address, or the present one."""
    return chosen_month(visit.query.get("thang", ""), visit.now)


class MonthChoice(NamedTuple):
    """The chosen month (YYYY-MM) with its name, and those to choose from with theirs."""

    month: str
    name: str
    months: list[tuple[str, str]]


def month_choice(visit: Visit, month: str) -> MonthChoice:
    """The months of the form, with the chosen one among them."""
    months = sorted({month, *latest_months(visit.now)}, reverse=True)
    named = [(each, name_of(each, visit.language)) for each in months]
    return MonthChoice(month, name_of(month, visit.language), named)


def names_of_agencies(visit: Visit, api: PublicApi) -> Names:
    """What the agencies are called; raises ApiProblem, NoResponse."""
    agencies = AgencyApi(api.routes, anybody(visit)).agencies()
    return agency_names(agencies, visit.language)
