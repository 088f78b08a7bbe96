"""How satisfied the owner is with the handling of a dossier, and what the agency replies."""

from typing import Any, Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.dossier_access import access_of
from portal.own.show import own_api
from portal.public_api import PublicApi

GRADES: Final = ("very_satisfied", "satisfied", "dissatisfied")
LONGEST: Final = 2000


def show_rating(visit: Visit, api: PublicApi) -> PageResponse:
    """The rating with its reply, or its form; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def rate(visit: Visit, api: PublicApi) -> PageResponse:
    """Give the rating, or change it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    grade, comment = visit.form.get("grade", ""), visit.form.get("comment", "").strip()
    errors: dict[str, str] = {}
    if grade not in GRADES:
        errors["grade"] = visit.translate("rating.grade_missing")
    if len(comment) > LONGEST:
        errors["comment"] = visit.translate("rating.comment_long", most=LONGEST)
    if errors:
        return _page(visit, api, errors)
    content: dict[str, Any] = {"grade": grade, "comment": comment or None}
    try:
        own_api(visit, api).rate(content)
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        return _page(visit, api, {"grade": sentence(visit, problem)})
    return redirect(visit.site.link(f"{access_of(visit).home}/danh-gia?xong=1"))


def _page(visit: Visit, api: PublicApi, errors: dict[str, str] | None = None) -> PageResponse:
    shown = own_api(visit, api).rating()
    submitted = shown.rating
    return render(
        visit,
        "rating.html",
        status=422 if errors else 200,
        access=access_of(visit),
        shown=shown,
        submitted=submitted,
        may_rate=shown.is_open(visit.now),
        grades=GRADES,
        grade=visit.form.get("grade", submitted.grade if submitted else ""),
        comment=visit.form.get("comment", (submitted.comment or "") if submitted else ""),
        errors=errors or {},
    )
