"""The routes of public figures, and of what they can be counted again from."""

from collections.abc import Callable

from kit.core.errors import NotFound
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from status.api.figures.handlers import FigureHandlers
from status.api.figures.rules_schema import IndexRulesView, IndexTable
from status.api.figures.schemas import FigureTable, KindsView, LeagueView
from status.domain.period_figures import PeriodFigures
from status.figures.close import ClosedMonth
from status.figures.roots import DayRoot
from status.figures.series import FigureSeries
from status.figures.service_index.views import IndexStandingView, PublishedIndex

TAG = "figures"
CSV = "text/csv"


def create_figure_router(
    handlers: Callable[[], FigureHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[FigureHandlers]:
    """Every route of them."""
    router = Router(handlers, dispatcher)
    _add_periods(router)
    _add_index(router)
    _add_open_data(router)
    return router


def _add_periods(router: Router[FigureHandlers]) -> None:
    router.get(
        "/v1/figures/kinds",
        FigureHandlers.list_kinds,
        id="figure_kinds_list",
        tag=TAG,
        access=PUBLIC,
        answers=KindsView,
        etag=True,
    )
    router.get(
        "/v1/figures/series",
        FigureHandlers.get_series,
        id="figure_series_get",
        tag=TAG,
        access=PUBLIC,
        answers=FigureSeries,
        etag=True,
    )
    router.get(
        "/v1/figures/series/table",
        FigureHandlers.get_series_table,
        id="figure_series_tables_get",
        tag=TAG,
        access=PUBLIC,
        answers=FigureTable,
        media_type=CSV,
        etag=True,
    )
    router.get(
        "/v1/figures/months/{month}",
        FigureHandlers.get_period,
        id="periods_get",
        tag=TAG,
        access=PUBLIC,
        answers=PeriodFigures,
        etag=True,
    )
    router.get(
        "/v1/figures/months/{month}/table",
        FigureHandlers.get_table,
        id="figure_tables_get",
        tag=TAG,
        access=PUBLIC,
        answers=FigureTable,
        media_type=CSV,
        etag=True,
    )
    router.get(
        "/v1/figures/months/{month}/league",
        FigureHandlers.get_league,
        id="leagues_get",
        tag=TAG,
        access=PUBLIC,
        answers=LeagueView,
        etag=True,
    )


def _add_index(router: Router[FigureHandlers]) -> None:
    router.get(
        "/v1/figures/index",
        FigureHandlers.get_index_rules,
        id="index_rules_get",
        tag=TAG,
        access=PUBLIC,
        answers=IndexRulesView,
        etag=True,
    )
    router.get(
        "/v1/figures/months/{month}/index",
        FigureHandlers.get_index,
        id="indexes_get",
        tag=TAG,
        access=PUBLIC,
        answers=PublishedIndex,
        etag=True,
    )
    router.get(
        "/v1/figures/months/{month}/index/table",
        FigureHandlers.get_index_table,
        id="index_tables_get",
        tag=TAG,
        access=PUBLIC,
        answers=IndexTable,
        media_type=CSV,
        etag=True,
    )
    router.get(
        "/v1/figures/months/{month}/index/what-if",
        FigureHandlers.get_index_with_more,
        id="index_changes_get",
        tag=TAG,
        access=PUBLIC,
        answers=IndexStandingView,
        etag=True,
    )


def _add_open_data(router: Router[FigureHandlers]) -> None:
    router.get(
        "/v1/open/roots",
        FigureHandlers.get_latest_root,
        id="latest_roots_get",
        tag=TAG,
        access=PUBLIC,
        problems=(NotFound,),
        answers=DayRoot,
        etag=True,
    )
    router.get(
        "/v1/open/roots/{day}",
        FigureHandlers.get_root,
        id="roots_get",
        tag=TAG,
        access=PUBLIC,
        answers=DayRoot,
        etag=True,
    )
    router.get(
        "/v1/open/months/{month}",
        FigureHandlers.get_closed_month,
        id="closed_months_get",
        tag=TAG,
        access=PUBLIC,
        answers=ClosedMonth,
        etag=True,
    )
    router.get(
        "/v1/open/months/{month}/leaves",
        FigureHandlers.get_leaves,
        id="leaves_get",
        tag=TAG,
        access=PUBLIC,
        answers=None,
        redirects=303,
    )
