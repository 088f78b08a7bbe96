"""Lists and figures as callers see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from contracts.terms import DossierCode
from kit.core.model import Model
from kit.http.context import RequestContext
from status.domain.national_status import CODES
from status.domain.public_view import ProcedureView
from status.domain.standing import Standing

if TYPE_CHECKING:
    from kit.http.pagination import Cursors
    from status.repository import Store


class PageQuery(Model):
    """Which page of a list."""

    cursor: Annotated[str, Field(max_length=1024)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class MonthQuery(Model):
    """Which month: YYYY-MM, in Vietnam's time."""

    month: Annotated[str, Field(pattern=r"^20[0-9]{2}-(?:0[1-9]|1[0-2])$")]


class StatusView(Model):
    """A national status code and its names."""

    code: int
    vi: str
    en: str


class StandingView(Model):
    """One of my dossiers and where it stands."""

    code: DossierCode
    procedure: ProcedureView
    filed_at: datetime
    status: StatusView


class MineView(Model):
    """A page of my dossiers, newest first."""

    items: tuple[StandingView, ...]
    next: str | None


class FigureView(StatusView):
    """How many dossiers stand at a national code."""

    dossiers: Annotated[int, Field(ge=0)]


class FiguresView(Model):
    """The dossiers filed in a month, by where they stand now."""

    month: str
    filed: Annotated[int, Field(ge=0)]
    standing: tuple[FigureView, ...]


def mine(store: "Store", cursors: "Cursors", request: RequestContext, query: PageQuery) -> MineView:
    """A page of the caller's dossiers."""
    scope = f"mine/{request.sub}"
    page = store.standings_of(request.sub, cursors.open(scope, query.cursor), query.limit)
    return MineView(items=tuple(map(_standing, page.found)), next=cursors.seal(scope, page.after))


def figures(store: "Store", month: str) -> FiguresView:
    """The figures of a month, every code listed."""
    counts = dict(store.figures(month))
    return FiguresView(
        month=month,
        filed=sum(counts.values()),
        standing=tuple(
            FigureView(code=c.code, vi=c.vi, en=c.en, dossiers=counts.get(c.code, 0))
            for c in CODES.values()
        ),
    )


def _standing(standing: Standing) -> StandingView:
    known = CODES[standing.status]
    return StandingView(
        code=standing.code,
        procedure=ProcedureView(code=standing.procedure, name=standing.name),
        filed_at=datetime.fromisoformat(standing.filed_at),
        status=StatusView(code=known.code, vi=known.vi, en=known.en),
    )
