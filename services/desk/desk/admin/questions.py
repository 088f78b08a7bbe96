"""The questions of the forms of administration, as fields with their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from front.forms.fields import Field, Kind, Option
from front.visit import Visit

ROLES: Final = (
    "receptionist",
    "officer",
    "approver",
    "clerk",
    "head",
    "supervisor",
    "cashier",
    "accountant",
    "catalogue_editor",
    "admin",
)
KINDS: Final = (
    "province",
    "department",
    "district",
    "commune",
    "centre",
    "police_province",
    "police_commune",
    "land_registry",
    "land_registry_branch",
    "tax_province",
    "tax_base",
    "social_insurance",
    "social_insurance_base",
    "military_province",
    "military_commune",
    "economic_zone",
    "other",
)
"""Of agencies."""


@dataclass(frozen=True, slots=True)
class Question:
    """`options` are values whose words are texts of their own, beginning with `words`."""

    name: str
    kind: Kind = "text"
    required: bool = True
    options: tuple[str, ...] = ()
    words: str = ""
    columns: tuple["Question", ...] = ()
    most: int = 0
    lines: int = 0
    longest: int = 200
    short: bool = False


def fields_of(visit: Visit, form: str, questions: Sequence[Question]) -> tuple[Field, ...]:
    """In the words of a form."""
    return tuple(_field(visit, form, each) for each in questions)


def choices(values: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """Values with their titles."""
    return tuple(Option(value, title) for value, title in values)


def _field(visit: Visit, form: str, question: Question) -> Field:
    key = f"admin_field.{form}_{question.name}"
    hint = f"{key}_hint"
    words = question.words or question.name
    return Field(
        name=question.name,
        kind=question.kind,
        title=visit.translate(key),
        hint=visit.translate(hint) if visit.has_text(hint) else "",
        required=question.required,
        options=tuple(
            Option(each, visit.translate(f"admin_option.{words}_{each}"))
            for each in question.options
        ),
        columns=fields_of(visit, f"{form}_{question.name}", question.columns),
        most=question.most,
        lines=question.lines,
        longest=0 if question.kind in ("rows", "list", "date") else question.longest,
        short=question.short,
    )
