"""The routes of the books: days, their closing, the settlement report; for accountants of the province."""

from typing import Final

from kit.http.access import staff
from kit.http.legacy import Router
from payments.api.accounting import handlers as doors
from payments.api.accounting import schemas as views

ACCOUNTANT: Final = staff("accountant", province=True)


def add_books_routes(api: Router) -> None:
    """Every route of the books."""
    api.get("/v1/days/{day}", access=ACCOUNTANT, answers=views.DayView)(doors.one_day)
    api.get(
        "/v1/days/{day}/settlement",
        access=ACCOUNTANT,
        answers=views.SettlementCsv,
        media_type="text/csv",
    )(doors.settlement_of_day)
    api.post(
        "/v1/days/{day}/closing",
        access=ACCOUNTANT,
        answers=views.DayView,
        problems=doors.CLOSING_PROBLEMS,
    )(doors.day_closing)
