"""The kiosks of an agency: registered with a secret that is shown once, and revoked."""

from typing import Any

from desk.admin.agencies import HOME
from desk.admin.form_page import AdminForm
from desk.admin.models import Kiosk, Kiosks
from desk.admin.questions import Question, fields_of
from desk.public_api import PublicApi
from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.forms.reading import answers_of
from front.responses import PageResponse, redirect, render
from front.visit import Visit


def show_kiosks(visit: Visit, api: PublicApi) -> PageResponse:
    """The kiosks, and the form of another one; raises ApiProblem, NoResponse."""
    return _form(visit, api).page()


def register(visit: Visit, api: PublicApi) -> PageResponse:
    """Register a kiosk, and show its secret in the answer alone."""
    visit.require_form()
    form = _form(visit, api)
    answers = answers_of(form.fields, visit.form)
    if "name" not in answers:
        title = visit.translate("admin_field.kiosk_name")
        errors = {"name": visit.translate("form.missing", title=title)}
        return form.page(errors, status=422)
    agency = visit.path_params["agency"]
    path = f"/agencies/{part(agency)}/kiosks"
    key = visit.idempotency_key("kiosks", agency)
    change = Change("POST", "intake", path, answers, idempotency_key=key)
    try:
        kiosk = api.change(visit, Kiosk, change)
    except ApiProblem as problem:
        return form.refused(problem)
    return render(visit, "admin/kiosk_secret.html", kiosk=kiosk, back=visit.path)


def revoke(visit: Visit, api: PublicApi) -> PageResponse:
    """End a kiosk."""
    visit.require_form()
    path = f"/kiosks/{part(visit.path_params['kiosk'])}"
    api.change(visit, Nothing, Change("DELETE", "intake", path))
    return redirect(visit.site.link(f"{HOME}/{visit.path_params['agency']}/kiosk?xong=1"))


def _form(visit: Visit, api: PublicApi) -> AdminForm:
    agency = visit.path_params["agency"]
    listed = api.read(visit, Kiosks, "intake", f"/agencies/{part(agency)}/kiosks")
    values: dict[str, Any] = {"kiosks": listed.items}
    return AdminForm(
        visit,
        "kiosk",
        f"{HOME}/{agency}",
        fields_of(visit, "kiosk", (Question("name", longest=100),)),
        values=values,
        template="admin/kiosks.html",
        subject=agency,
    )
