"""The accountant's first page: refunds to agree to, discrepancies, days that are open."""

from typing import Final, TypeVar

from desk.money.accounting_models import Days, Discrepancies
from desk.money.acts import PAYMENTS
from desk.money.cash_models import Refunds
from desk.public_api import PublicApi
from desk.session import session_of
from front.api import together
from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import Visit

T = TypeVar("T")
MOST: Final = "20"
"""How many of each the page shows."""


def show_accounts(visit: Visit, api: PublicApi) -> PageResponse:
    """What waits; a part without a response says so in its place. Days are the province's."""
    of_province = session_of(visit).of_province
    refunds, discrepancies, days = together(
        lambda: api.read(visit, Refunds, PAYMENTS, "/refunds", {"state": "requested"}),
        lambda: api.read(visit, Discrepancies, PAYMENTS, "/discrepancies", {"limit": MOST}),
        lambda: api.read(visit, Days, PAYMENTS, "/days", {"limit": MOST}) if of_province else None,
    )
    return render(
        visit,
        "money/accounts.html",
        of_province=of_province,
        refunds=_available(refunds),
        discrepancies=_available(discrepancies),
        days=_available(days),
    )


def _available(part: T | ApiProblem | NoResponse) -> T | None:
    """None of a part without a response."""
    return None if isinstance(part, ApiProblem | NoResponse) else part
