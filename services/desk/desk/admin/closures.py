"""Closures of a procedure: for a time no dossier is taken, and why."""

from typing import Any

from desk.admin.catalogue import HOME
from desk.admin.catalogue_models import Closures
from desk.admin.form_page import AdminForm
from desk.admin.questions import Question, fields_of
from desk.official_names import names_of
from desk.public_api import PublicApi
from front.api import Change, part
from front.responses import PageResponse, redirect
from front.visit import Visit

QUESTIONS = (
    Question("first", "date"),
    Question("last", "date"),
    Question("reason", "long_text", lines=3, longest=1000),
)


def show_closures(visit: Visit, api: PublicApi) -> PageResponse:
    """The closures with who did what, and the form of another one."""
    return _form(visit, api).page()


def close(visit: Visit, api: PublicApi) -> PageResponse:
    """Close the procedure for a time."""
    visit.require_form()
    code = visit.path_params["procedure"]

    def send(answers: dict[str, Any]) -> str:
        path = f"/procedures/{part(code)}/closures"
        key = visit.idempotency_key("closures", code)
        api.change(visit, Closures, Change("POST", "intake", path, answers, idempotency_key=key))
        return f"{HOME}/{code}/tam-ngung?xong=1"

    return _form(visit, api).sent(send)


def reopen(visit: Visit, api: PublicApi) -> PageResponse:
    """Withdraw the closure that begins on a day."""
    visit.require_form()
    code = visit.path_params["procedure"]
    content = {"first": visit.form.get("first", "")}
    key = visit.idempotency_key("reopening", code, content["first"])
    path = f"/procedures/{part(code)}/reopening"
    api.change(visit, Closures, Change("POST", "intake", path, content, idempotency_key=key))
    return redirect(visit.site.link(f"{HOME}/{code}/tam-ngung?xong=1"))


def _form(visit: Visit, api: PublicApi) -> AdminForm:
    code = visit.path_params["procedure"]
    closures = api.read(visit, Closures, "intake", f"/procedures/{part(code)}/closures")
    who = names_of(visit, api, [each.by for each in closures.entries])
    return AdminForm(
        visit,
        "closure",
        f"{HOME}/{code}",
        fields_of(visit, "closure", QUESTIONS),
        values={"closures": closures, "code": code, "who": who},
        template="admin/closures.html",
        subject=code,
    )
