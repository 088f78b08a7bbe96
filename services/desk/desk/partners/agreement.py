"""The form by which an administrator registers a partner, or changes its agreement."""

from collections.abc import Mapping
from typing import Any, Final

from desk.admin.form_page import AdminForm, Mistake
from desk.admin.questions import Question, fields_of
from desk.partners.models import Partner, PartnerLine
from desk.partners.partners import home_of, path_of
from desk.partners.routes import PARTNERS
from desk.public_api import PublicApi
from front.api import Change, part
from front.api_problem import ApiProblem
from front.responses import PageResponse
from front.visit import Visit

SCOPES: Final = ("events.read", "hooks.manage", "status.read")
TERMS: Final = (
    Question("name"),
    Question("contact", "email"),
    Question("number", short=True, longest=60),
    Question("agencies", "list", most=200),
    Question("procedures", "list", required=False, most=500),
    Question("scopes", "checkboxes", options=SCOPES, words="scope"),
    Question("plan", "radios", options=("basic", "standard", "bulk"), words="plan"),
    Question("until", "date", required=False),
)
ID: Final = Question("id", short=True, longest=40)
OF_PARTNER: Final = ("name", "contact")


def show_new(visit: Visit, _: PublicApi) -> PageResponse:
    """The form of a new partner."""
    return _form(visit, {"plan": "basic"}).page()


def register(visit: Visit, api: PublicApi) -> PageResponse:
    """Register it; one that is registered has its own form."""

    def send(answers: dict[str, Any]) -> str:
        id_ = str(answers.pop("id"))
        try:
            api.read(visit, Partner, "partners", f"/partners/{part(id_)}")
        except ApiProblem as problem:
            if problem.status == 422:
                raise Mistake(visit, "id", "partner.id_malformed") from problem
            if problem.status != 404:
                raise
            return _stored(visit, api, id_, answers)
        raise Mistake(visit, "id", "partner.id_listed")

    return _form(visit, {}).sent(send)


def show_agreement(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of its agreement."""
    partner = api.read(visit, Partner, "partners", path_of(visit))
    answers = partner.agreement.model_dump(mode="json")
    return _form(visit, answers | {"name": partner.name, "contact": partner.contact}).page()


def change(visit: Visit, api: PublicApi) -> PageResponse:
    """Change it."""
    id_ = visit.path_params["partner"]
    return _form(visit, {}).sent(lambda answers: _stored(visit, api, id_, answers))


def _form(visit: Visit, answers: Mapping[str, Any]) -> AdminForm:
    is_new = "partner" not in visit.path_params
    fields = fields_of(visit, "partner", (ID, *TERMS) if is_new else TERMS)
    name, back = ("new_partner", PARTNERS) if is_new else ("partner", home_of(visit))
    return AdminForm(
        visit, name, back, fields, answers, subject=visit.path_params.get("partner", "")
    )


def _stored(visit: Visit, api: PublicApi, id_: str, answers: dict[str, Any]) -> str:
    agreement = {name: value for name, value in answers.items() if name not in OF_PARTNER}
    body = {name: answers[name] for name in OF_PARTNER} | {"agreement": agreement}
    api.change(visit, PartnerLine, Change("PUT", "partners", f"/partners/{part(id_)}", body))
    return f"{PARTNERS}/{id_}?xong=1"
