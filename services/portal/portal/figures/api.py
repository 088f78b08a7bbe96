"""The public routes of figures."""

from dataclasses import dataclass
from typing import TypeVar

from front.api import Caller, Routes
from front.api_problem import ApiModel, ApiProblem
from portal.figures.models import Figures, Index, IndexRules, Kinds, League, Root, Series

M = TypeVar("M", bound=ApiModel)


@dataclass(frozen=True, slots=True)
class FiguresApi:
    """What anybody may read; methods raise ApiProblem or NoResponse. None: not there."""

    routes: Routes
    caller: Caller

    def kinds(self) -> Kinds:
        """The kinds of figures."""
        return self._read(Kinds, "/figures/kinds")

    def month(self, month: str) -> Figures | None:
        """The figures of a month by place."""
        return self._read_or_none(Figures, f"/figures/months/{month}")

    def series(self, query: dict[str, str]) -> Series:
        """The figures of a place over several months."""
        return self.routes.read(Series, self.caller, "status", "/figures/series", query)

    def league(self, month: str) -> League | None:
        """The league table of a month."""
        return self._read_or_none(League, f"/figures/months/{month}/league")

    def index(self, month: str) -> Index | None:
        """The index of QĐ 766/QĐ-TTg of a month."""
        return self._read_or_none(Index, f"/figures/months/{month}/index")

    def index_rules(self) -> IndexRules:
        """The indicators of that index."""
        return self._read(IndexRules, "/figures/index")

    def latest_root(self) -> Root | None:
        """The latest root over closed months."""
        return self._read_or_none(Root, "/open/roots")

    def address(self, path: str) -> str:
        """Where anybody reads a route."""
        return self.routes.addresses["status"] + path

    def _read(self, model: type[M], path: str) -> M:
        return self.routes.read(model, self.caller, "status", path)

    def _read_or_none(self, model: type[M], path: str) -> M | None:
        try:
            return self._read(model, path)
        except ApiProblem as problem:
            if problem.status == 404:
                return None
            raise
