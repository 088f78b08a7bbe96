"""The form of an intake: how the dossier came, who it is for, where notices go, who brings it."""

from collections.abc import Sequence
from typing import Any, Final

from desk.counter.card import read_card
from desk.counter.models import OfferingAgency, Procedure
from front.api_problem import ApiProblem, FieldProblem
from front.error_pages import sentence
from front.forms.fields import Field
from front.forms.typed import TypedForm, a_field
from front.visit import Visit

AREA: Final = "entry"
CHANNELS: Final = ("counter", "post")
PROOFS: Final = ("card_shown", "card_reader", "vneid")
"""How it is known who stands at the counter; of a letter the papers alone say it."""
SCOPES: Final = ("act", "read")
REPRESENTATIVE: Final = "rep_"
GROUPS: Final = (
    ("how", ("channel", "posted_on", "arrived_on", "agency")),
    ("who", ("card", "full_name", "identity_number", "address", "proof")),
    ("contact", ("phone", "email")),
    ("foreigner", ("passport", "nationality")),
    ("organisation", ("organisation", "tax_code")),
    (
        "representative",
        (
            "rep_full_name",
            "rep_identity_number",
            "rep_address",
            "rep_phone",
            "rep_paper",
            "rep_scope",
            "rep_since",
            "rep_until",
        ),
    ),
)
"""The parts of the page; those behind the contact are for some dossiers only, and closed."""
ALWAYS: Final = ("how", "who", "contact")
PLACES: Final = {
    "applicant.organisation.name": "organisation",
    "applicant.organisation.tax_code": "tax_code",
    "applicant.organisation": "organisation",
    "applicant": "identity_number",
    "representative": "rep_full_name",
    "procedure": "agency",
}
"""Places in the body of the route that have another name here."""


def entry_form(visit: Visit, procedure: Procedure, agencies: Sequence[OfferingAgency]) -> TypedForm:
    """The fields, with what most dossiers have."""
    channels = [each for each in CHANNELS if each in procedure.channels]
    fields = (
        a_field(visit, "channel", AREA, "radios", options=_options(visit, "channel", channels)),
        a_field(visit, "posted_on", AREA, "date", required=False),
        a_field(visit, "arrived_on", AREA, "date", required=False),
        a_field(visit, "agency", AREA, "select", options=[(a.code, a.name) for a in agencies]),
        a_field(visit, "card", AREA, required=False, longest=500),
        *_person(visit),
        a_field(
            visit,
            "proof",
            AREA,
            "radios",
            options=_options(visit, "proof", PROOFS),
            required=False,
        ),
        a_field(visit, "phone", AREA, "tel", required=False, short=True, longest=32),
        a_field(visit, "email", AREA, "email", required=False, longest=254),
        a_field(visit, "passport", AREA, required=False, short=True, longest=20),
        a_field(visit, "nationality", AREA, required=False, short=True, longest=2),
        a_field(visit, "organisation", AREA, required=False, longest=200),
        a_field(visit, "tax_code", AREA, required=False, short=True, longest=20),
        *_representative(visit),
    )
    values = {
        "channel": channels[0] if channels else "",
        "proof": PROOFS[0],
        "agency": agencies[0].code if agencies else "",
        "rep_scope": SCOPES[0],
    }
    return TypedForm(fields, values)


def with_card(visit: Visit, form: TypedForm) -> TypedForm:
    """With the card's text in the fields of the person, and what was missing of it no mistake."""
    text = str(form.values.get("card", ""))
    if not text:
        return form
    card = read_card(text)
    if card is None:
        errors = {**form.errors, "card": visit.translate("entry.card_unreadable")}
        return TypedForm(form.fields, form.values, errors)
    read = {
        "identity_number": card.identity_number,
        "full_name": card.full_name,
        "address": card.address,
    }
    values = {**form.values, **{name: value for name, value in read.items() if value}}
    values.pop("card")
    errors = {name: text for name, text in form.errors.items() if name not in values}
    return TypedForm(form.fields, values, errors)


def content_of(form: TypedForm, procedure: str) -> dict[str, Any]:
    """The body of the route; what is empty is left out."""
    values = dict(form.values)
    is_letter = values.get("channel") == "post"
    person = ("full_name", "identity_number", "address", "passport", "nationality")
    content: dict[str, Any] = {
        "procedure": procedure,
        "agency": values.get("agency"),
        "channel": values.get("channel"),
        "proof": "paper" if is_letter else values.get("proof", PROOFS[0]),
        "applicant": _some(values, person),
        "contact": _some(values, ("phone", "email")),
    }
    if "organisation" in values or "tax_code" in values:
        organisation = {"name": values.get("organisation", ""), "tax_code": values.get("tax_code")}
        content["applicant"]["organisation"] = organisation
    content |= _some(values, ("posted_on", "arrived_on")) if is_letter else {}
    names = [n for n in values if n.startswith(REPRESENTATIVE) and n != "rep_scope"]
    if names:
        names.append("rep_scope")
        content["representative"] = {n.removeprefix(REPRESENTATIVE): values[n] for n in names}
    return content


def refused(visit: Visit, form: TypedForm, problem: ApiProblem) -> TypedForm:
    """With the route's refusals beside their fields, else at the agency; raises ApiProblem."""
    if problem.status not in (404, 409, 422):
        raise problem
    own = {each.name for each in form.fields}
    if problem.status == 404:
        return TypedForm(
            form.fields, form.values, {"agency": visit.translate("entry.agency_foreign")}
        )
    problems = problem.errors or (FieldProblem(field=problem.field),)
    errors: dict[str, str] = {}
    for each in problems:
        name = _name(each.field)
        text = each.detail or sentence(visit, problem)
        errors.setdefault(name if name in own else "agency", text)
    return TypedForm(form.fields, form.values, errors)


def _person(visit: Visit) -> tuple[Field, ...]:
    return (
        a_field(visit, "full_name", AREA, longest=200),
        a_field(visit, "identity_number", AREA, required=False, short=True, longest=20),
        a_field(visit, "address", AREA, longest=400),
    )


def _representative(visit: Visit) -> tuple[Field, ...]:
    return (
        a_field(visit, "rep_full_name", AREA, required=False, longest=200),
        a_field(visit, "rep_identity_number", AREA, required=False, short=True, longest=20),
        a_field(visit, "rep_address", AREA, required=False, longest=400),
        a_field(visit, "rep_phone", AREA, "tel", required=False, short=True, longest=32),
        a_field(visit, "rep_paper", AREA, required=False, longest=200),
        a_field(
            visit,
            "rep_scope",
            AREA,
            "radios",
            options=_options(visit, "rep_scope", SCOPES),
            required=False,
        ),
        a_field(visit, "rep_since", AREA, "date", required=False),
        a_field(visit, "rep_until", AREA, "date", required=False),
    )


def _options(visit: Visit, name: str, values: Sequence[str]) -> list[tuple[str, str]]:
    return [(each, visit.translate(f"entry.{name}_{each}")) for each in values]


def _some(values: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _name(place: str) -> str:
    """The field that a place in the body is typed into."""
    if place in PLACES:
        return PLACES[place]
    group, _, name = place.rpartition(".")
    return f"{REPRESENTATIVE}{name}" if group == "representative" else name
