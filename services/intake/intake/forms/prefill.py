"""What is known of the person who files: it prefills answers, and what was verified locks them."""

from collections.abc import Mapping
from typing import Any, Final

from contracts.terms import Applicant
from intake.domain.form import Form
from intake.domain.person import Person

SOURCE: Final = "me."


def prefilled(form: Form, person: Person | None) -> dict[str, Any]:
    """Field -> what the profile has for it."""
    profile = _values(person) if person else {}
    values = {name: profile.get(schema["x-from"]) for name, schema in form.fields_from(SOURCE)}
    return {name: value for name, value in values.items() if value}


def registered(form: Form, person: Person | None) -> dict[str, Any]:
    """Field -> what the issuer of the person's account verified: no other answer is right."""
    verified = person.verified.fields if person and person.verified else ()
    locked = {
        name
        for name, schema in form.fields_from(SOURCE)
        if schema.get("x-register") and _fact(schema["x-from"]) in verified
    }
    return {name: value for name, value in prefilled(form, person).items() if name in locked}


def registered_by_card(form: Form, applicant: Applicant) -> dict[str, Any]:
    """Field -> what the chip of a card said: no other answer is right."""
    read = {"me.full_name": applicant.full_name, "me.identity_number": applicant.identity_number}
    return {
        name: read[schema["x-from"]]
        for name, schema in form.fields_from(SOURCE)
        if schema.get("x-register") and schema["x-from"] in read
    }


def _fact(source: str) -> str:
    """The profile's field behind a source: `me.organisation.name` is of `organisation`."""
    return source.removeprefix(SOURCE).partition(".")[0]


def _values(person: Person) -> Mapping[str, str | None]:
    profile = person.profile
    organisation = profile.organisation
    return {
        "me.full_name": profile.full_name,
        "me.identity_number": profile.identity_number,
        "me.address": profile.address,
        "me.phone": profile.phone,
        "me.email": profile.email,
        "me.organisation.name": organisation.name if organisation else None,
        "me.organisation.tax_code": organisation.tax_code if organisation else None,
    }
