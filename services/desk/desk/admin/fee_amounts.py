"""Amounts of fees that the council sets: one editor enters them, another one agrees."""

from typing import Any, Final

from desk.admin.catalogue import HOME
from desk.admin.catalogue_models import FeeAmount, FeeAmounts, ProcedureInForce
from desk.admin.form_page import AdminForm
from desk.admin.questions import Question, choices, fields_of
from desk.official_names import names_of
from desk.public_api import PublicApi
from front.api import Change, part
from front.api_problem import ApiProblem
from front.forms.fields import Field
from front.responses import PageResponse, redirect
from front.visit import Visit

QUESTIONS: Final = (
    Question("amount", "number"),
    Question("resolution"),
    Question("valid_from", "date"),
    Question("valid_to", "date", required=False),
)


def show_amounts(visit: Visit, api: PublicApi) -> PageResponse:
    """The amounts with who entered and decided, and the form of another one."""
    return _form(visit, api).page()


def propose(visit: Visit, api: PublicApi) -> PageResponse:
    """Enter an amount."""
    visit.require_form()
    code = visit.path_params["procedure"]

    def send(answers: dict[str, Any]) -> str:
        key = visit.idempotency_key("fee-amounts", code)
        path = f"/procedures/{part(code)}/fee-amounts"
        api.change(visit, FeeAmount, Change("POST", "intake", path, answers, idempotency_key=key))
        return f"{HOME}/{code}/muc-thu?xong=1"

    return _form(visit, api).sent(send)


def decide(visit: Visit, api: PublicApi) -> PageResponse:
    """Agree to an amount, or decline it."""
    visit.require_form()
    code, amount = visit.path_params["procedure"], visit.path_params["amount"]
    act = "approval" if visit.path.endswith("/dong-y") else "refusal"
    path = f"/procedures/{part(code)}/fee-amounts/{part(amount)}/{act}"
    key = visit.idempotency_key("fee-amounts", amount, act)
    try:
        api.change(visit, FeeAmount, Change("POST", "intake", path, idempotency_key=key))
    except ApiProblem as problem:
        return _form(visit, api).refused(problem)
    return redirect(visit.site.link(f"{HOME}/{code}/muc-thu?xong=1"))


def _form(visit: Visit, api: PublicApi) -> AdminForm:
    code = visit.path_params["procedure"]
    amounts = api.read(visit, FeeAmounts, "intake", f"/procedures/{part(code)}/fee-amounts")
    procedure = api.read(visit, ProcedureInForce, "intake", f"/procedures/{part(code)}")
    rules = [
        (each.id, " · ".join(filter(None, (each.id, each.case_name, each.name))))
        for each in procedure.fee_rules
    ]
    title = visit.translate("admin_field.fee_amount_rule")
    rule = Field("rule", "select", title, required=True, options=choices(rules))
    who = names_of(
        visit, api, (by for each in amounts.items for by in (each.proposed_by, each.decided_by))
    )
    return AdminForm(
        visit,
        "fee_amount",
        f"{HOME}/{code}",
        (rule, *fields_of(visit, "fee_amount", QUESTIONS)),
        values={"amounts": amounts.items, "path": f"{HOME}/{code}/muc-thu", "who": who},
        template="admin/fee_amounts.html",
        subject=code,
    )
