"""The handlers of public figures: objects that were written before are served as they are."""

from dataclasses import dataclass
from hashlib import sha256

from kit.core.errors import NotFound
from kit.http.responses import Response
from status.api.figures.requests import DayOfRoot, Month, MoreQuery, SeriesQuery
from status.api.figures.rules_schema import IndexRulesView
from status.api.figures.schemas import KindsView, KindView, LeagueView
from status.domain.figure_kinds import kinds
from status.domain.figure_ports import Objects
from status.domain.service_index.rules import index_rules
from status.figures.close import ClosedMonth, key_of_closing, key_of_leaves
from status.figures.period import key_of_period, league_of, stored_figures, table_of
from status.figures.roots import LATEST, key_of_root
from status.figures.series import FigureSeries, months_until, series_of, table_of_series
from status.figures.service_index.publication import (
    index_with_more,
    key_of_index,
    stored_index,
    table_of_index,
)
from status.figures.service_index.views import IndexStandingView


@dataclass(frozen=True, slots=True)
class FigureHandlers:
    """Everything here is public, and no table is read."""

    objects: Objects

    def list_kinds(self) -> KindsView:
        """List the kinds of figures

        Which of them can't be counted yet, and why.
        """
        return KindsView(kinds=tuple(map(KindView.of_kind, kinds())))

    def get_period(self, month: Month) -> Response:
        """Get the figures by place

        Of the province, each level, agency, field and channel. While the month is open, counts are
        rounded to five and those below five are null; from the eleventh day after its end they are
        sums of its public leaves and never change.
        """
        return self._served(key_of_period(month))

    def get_table(self, month: Month) -> Response:
        """Get the figures as a table

        The figures of the month as CSV, with a line of names.
        """
        text = table_of(stored_figures(month, self.objects))
        return Response(text, etag=_tag(text.encode()))

    def get_series(self, query: SeriesQuery) -> Response:
        """Get figures of several months

        What each month shows of it, the earliest first: rounded while a month is open, exact once
        it is closed. A month without figures of the place has null.
        """
        body = self._series(query).model_dump_json()
        return Response(body, etag=_tag(body.encode()))

    def get_series_table(self, query: SeriesQuery) -> Response:
        """Get figures of months as CSV

        The same as CSV, with a line of names.
        """
        text = table_of_series(self._series(query))
        return Response(text, etag=_tag(text.encode()))

    def _series(self, query: SeriesQuery) -> FigureSeries:
        months = months_until(query.until, query.months)
        return series_of(months, query.by, query.key, self.objects)

    def get_league(self, month: Month) -> LeagueView:
        """Get the league table

        Agencies by the share that they resolved on time, from the figures as they are shown, with
        Wilson's intervals.
        """
        figures = stored_figures(month, self.objects)
        return LeagueView.of(
            league_of(figures), period=month, as_of=figures.as_of, closed=figures.closed
        )

    def get_index_rules(self) -> IndexRulesView:
        """Get the rules of the index

        The indicators of QĐ 766/QĐ-TTg with targets, conditions and sources, how well each is
        known, and why some can't be counted: these are N/A, never 0.
        """
        return IndexRulesView.of(index_rules())

    def get_index(self, month: Month) -> Response:
        """Get the index of QĐ 766

        Points and ranks of the agencies, from counts that are rounded to five; what is too few or
        can't be counted is N/A. Points are fractions that add up exactly.
        """
        return self._served(key_of_index(month))

    def get_index_table(self, month: Month) -> Response:
        """Get the index as a table

        The points of each place by indicator as CSV, to two decimals; empty: N/A.
        """
        text = table_of_index(stored_index(month, self.objects))
        return Response(text, etag=_tag(text.encode()))

    def get_index_with_more(self, month: Month, query: MoreQuery) -> IndexStandingView:
        """Get the index if more counted

        Where an agency would stand, the others unchanged; computed again, from the same counts.
        """
        index = stored_index(month, self.objects)
        return index_with_more(index, query.agency, query.indicator, query.more)

    def get_latest_root(self) -> Response:
        """Get the latest root

        The signed root over all closed months; it names each, and the root of the day before. There
        is none before the first month is closed.
        """
        return self._served(LATEST)

    def get_root(self, day: DayOfRoot) -> Response:
        """Get the root of a day

        A day without a new root has none.
        """
        return self._served(key_of_root(day))

    def get_closed_month(self, month: Month) -> Response:
        """Get the closing of a month

        The digests of its leaves and figures, and the root of the tree over its leaves.
        """
        return self._served(key_of_closing(month))

    def get_leaves(self, month: Month) -> Response:
        """Get the public leaves

        Leads to a compressed file with a line of JSON for each leaf, for five minutes.
        """
        closed = self.objects.get(key_of_closing(month))
        if closed is None:
            raise NotFound
        key = key_of_leaves(ClosedMonth.model_validate_json(closed.body))
        return Response(None, headers={"Location": self.objects.link(key)})

    def _served(self, key: str) -> Response:
        """An object as it was written; raises NotFound."""
        stored = self.objects.get(key)
        if stored is None:
            raise NotFound
        return Response(stored.body.decode(), etag=_tag(stored.body))


def _tag(body: bytes) -> str:
    return sha256(body).hexdigest()[:32]
