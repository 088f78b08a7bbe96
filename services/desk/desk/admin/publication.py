"""The publication of a procedure: a file of JSON is read, tried, and published from a day."""

import json
from dataclasses import replace
from datetime import date
from typing import Any, Final

from desk.admin.catalogue import HOME
from desk.admin.catalogue_models import Publication, Trial
from desk.admin.form_page import AdminForm, Mistake
from desk.admin.questions import Question, fields_of
from desk.public_api import PublicApi
from front.api import Change, part
from front.api_problem import ApiProblem
from front.forms.reading import answers_of
from front.responses import PageResponse, redirect, render
from front.visit import Visit

DAY: Final = Question("valid_from", "date", required=False)


def show_form(visit: Visit, _: PublicApi) -> PageResponse:
    """The form for a file."""
    return _form(visit).page()


def publish(visit: Visit, api: PublicApi) -> PageResponse:
    """Try what was sent and show what it would do; after the second button, publish it."""
    visit.require_form()
    form = _form(visit)
    code = visit.path_params["procedure"]
    try:
        content = _content(visit, form)
        path = f"/procedures/{part(code)}"
        if visit.form.get("action") == "publish":
            api.change(visit, Publication, Change("PUT", "intake", path, content))
            return redirect(visit.site.link(f"{HOME}/{code}?xong=1"))
        trial = api.change(visit, Trial, Change("POST", "intake", f"{path}/trial", content))
    except ApiProblem as problem:
        return _refused(form, problem)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return render(
        visit,
        "admin/trial.html",
        code=code,
        trial=trial,
        text=text,
        valid_from=_day(content.get("valid_from")),
    )


def _day(text: str | None) -> date | None:
    """A day of a content that intake has read."""
    return date.fromisoformat(text) if text else None


def _form(visit: Visit) -> AdminForm:
    code = visit.path_params["procedure"]
    return AdminForm(
        visit,
        "publication",
        f"{HOME}/{code}",
        fields_of(visit, "publication", (DAY,)),
        values={"content": visit.form.get("content", ""), "mistakes": ()},
        template="admin/publication.html",
        subject=code,
        with_file=True,
    )


def _content(visit: Visit, form: AdminForm) -> dict[str, Any]:
    """The content of the file, or of the text; raises Mistake."""
    file = visit.form.file("file")
    try:
        text = file.decode("utf-8-sig").strip() or visit.form.get("content", "").strip()
        if not text:
            raise Mistake(visit, "file", "publication.missing")
        content = json.loads(text)
    except ValueError:
        raise Mistake(visit, "file", "publication.malformed") from None
    if not isinstance(content, dict):
        raise Mistake(visit, "file", "publication.malformed")
    day = answers_of(form.fields, visit.form).get("valid_from")
    return content | ({"valid_from": day} if day else {})


def _refused(form: AdminForm, problem: ApiProblem) -> PageResponse:
    """The form with each mistake by its place in the JSON."""
    if isinstance(problem, Mistake):
        return form.page({"file": problem.detail}, status=422)
    listed = replace(form, values={**form.values, "mistakes": problem.errors})
    return listed.refused(problem)
