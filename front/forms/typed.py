"""A form of the portal's own: its fields, what was typed, and the mistakes beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.forms.fields import Field, Kind, Option
from front.forms.page_values import form_values
from front.forms.reading import PREFIX, answers_of
from front.forms.shown import errors_by_place
from front.visit import Visit

REFUSALS: Final = (409, 422, 429)
"""A refusal that the form shows; any other is a page of its own."""


@dataclass(frozen=True, slots=True)
class TypedForm:
    """`values` are the answers so far, `errors` sentences by the name of their field."""

    fields: tuple[Field, ...]
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    errors: Mapping[str, str] = field(default_factory=dict)

    def read(self, visit: Visit) -> "TypedForm":
        """With what was sent; a required field that is empty is a mistake."""
        values = answers_of(self.fields, visit.form)
        missing = [each for each in self.fields if each.required and each.name not in values]
        errors = {each.name: visit.translate("form.missing", title=each.title) for each in missing}
        return TypedForm(self.fields, values, errors)

    def refused(self, visit: Visit, problem: ApiProblem) -> "TypedForm":
        """With a route's refusal beside its fields, else at the first; raises ApiProblem."""
        if problem.status not in REFUSALS:
            raise problem
        own = {each.name for each in self.fields}
        placed = errors_by_place(problem.errors, problem.detail)
        placed |= {each.field: each.detail or problem.detail for each in problem.errors}
        placed |= {problem.field: sentence(visit, problem)} if problem.field else {}
        errors = {name: text for name, text in placed.items() if name in own and text}
        errors = errors or {self.fields[0].name: sentence(visit, problem)}
        return TypedForm(self.fields, self.values, errors)

    def page_values(self, visit: Visit) -> dict[str, Any]:
        """What `typed_form.html` needs."""
        return {"form": self, "prefix": PREFIX, **form_values(visit)}

    @property
    def status(self) -> int:
        """Of the page that shows it."""
        return 422 if self.errors else 200


def a_field(  # noqa: PLR0913 - a row of a form
    visit: Visit,
    name: str,
    area: str,
    kind: Kind = "text",
    *,
    required: bool = True,
    options: Sequence[tuple[str, str]] = (),
    autocomplete: str = "off",
    lines: int = 0,
    longest: int = 0,
    short: bool = False,
) -> Field:
    """A field whose words are `<area>.<name>` and, where there is one, `<area>.<name>_hint`."""
    hint = f"{area}.{name}_hint"
    return Field(
        name=name,
        kind=kind,
        title=visit.translate(f"{area}.{name}"),
        hint=visit.translate(hint) if visit.has_text(hint) else "",
        required=required,
        options=tuple(Option(value, title) for value, title in options),
        autocomplete=autocomplete,
        lines=lines,
        longest=longest,
        short=short,
    )
