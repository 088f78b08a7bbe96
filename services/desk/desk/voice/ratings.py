"""The ratings of an agency, and one of them with the reply."""

from datetime import datetime
from typing import Final

from desk.public_api import PublicApi
from desk.session import has_role
from desk.voice.routes import RATINGS, RESPONDERS
from front.api import Change, Nothing, part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

LONGEST: Final = 2000
GRADES: Final = ("very_satisfied", "satisfied", "dissatisfied")


class RatingLine(ApiModel):
    """A rating in the list."""

    dossier: str
    procedure: str
    grade: str
    rated_at: datetime
    has_comment: bool
    replied: bool


class Counts(ApiModel):
    """The ratings of the agency in figures; none where there are fewer than five."""

    agency: str
    rated: int | None = None
    very_satisfied: int | None = None
    satisfied: int | None = None
    dissatisfied: int | None = None
    satisfied_at_least: float | None = None


class Ratings(ApiModel):
    """A page of ratings."""

    counts: Counts
    items: tuple[RatingLine, ...]
    next: str | None = None


class OwnerRating(ApiModel):
    """A rating with its words and its reply."""

    grade: str
    comment: str | None = None
    rated_at: datetime
    changed: bool
    reply: str | None = None
    replied_at: datetime | None = None


class DossierRating(ApiModel):
    """Whether and how a dossier is rated."""

    dossier: str
    agency: str
    rating: OwnerRating | None = None


def show_ratings(visit: Visit, api: PublicApi) -> PageResponse:
    """The newest first; raises ApiProblem, NoResponse."""
    after, agency = visit.query.get("sau", ""), visit.query.get("co-quan", "").strip()
    requested = {"cursor": after, "agency": agency}
    query = {name: value for name, value in requested.items() if value}
    ratings = api.read(visit, Ratings, "voice", "/ratings", query)
    return render(
        visit,
        "voice/ratings.html",
        ratings=ratings,
        counts=ratings.counts,
        grades=GRADES,
        after=after,
    )


def show_rating(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def reply(visit: Visit, api: PublicApi) -> PageResponse:
    """The agency's reply; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    text = visit.form.get("text", "").strip()
    if not text or len(text) > LONGEST:
        key = "rating.text_long" if text else "rating.text_missing"
        return _page(visit, api, visit.translate(key, most=LONGEST), 422)
    path = f"{_path(visit)}/reply"
    try:
        api.change(visit, Nothing, Change("PUT", "voice", path, {"text": text}))
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        return _page(visit, api, sentence(visit, problem), 409)
    return redirect(visit.site.link(f"{RATINGS}/{visit.path_params['dossier']}?xong=1"))


def _path(visit: Visit) -> str:
    return f"/dossiers/{part(visit.path_params['dossier'])}/rating"


def _page(visit: Visit, api: PublicApi, error: str = "", status: int = 200) -> PageResponse:
    shown = api.read(visit, DossierRating, "voice", _path(visit))
    return render(
        visit,
        "voice/rating.html",
        status=status,
        shown=shown,
        submitted=shown.rating,
        may_reply=has_role(visit, RESPONDERS) and bool(shown.rating and not shown.rating.reply),
        text=visit.form.get("text", ""),
        error=error,
    )
