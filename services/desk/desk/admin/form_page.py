"""A form of administration: its fields, what was typed, what is wrong with it, and what is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from front.api_problem import ApiProblem, FieldProblem
from front.error_pages import sentence
from front.forms.fields import Field
from front.forms.page_values import form_values
from front.forms.reading import answers_of, without_row
from front.responses import PageResponse, redirect, render
from front.visit import Visit

PASSED_ON: Final = ("forbidden", "not_found")
"""Refusals of the caller, and not of what they typed."""


@dataclass(frozen=True)
class AdminForm:
    """`name` names its words; `back` is the path of the page before."""

    visit: Visit
    name: str
    back: str
    fields: tuple[Field, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict, repr=False)
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    template: str = "admin/form.html"
    subject: str = ""
    with_file: bool = False

    def page(
        self,
        errors: Mapping[str, str] | None = None,
        *,
        status: int = 200,
        notice: str = "",
        more: str = "",
    ) -> PageResponse:
        """The form with what was typed; `more` is the list with a further empty row."""
        return render(
            self.visit,
            self.template,
            status=status,
            form=self,
            errors=errors or {},
            notice=notice,
            **form_values(self.visit, more),
            **self.values,
        )

    def sent(self, send: Callable[[dict[str, Any]], str]) -> PageResponse:
        """What follows when it is sent: `send` gets the answers, changes something, and says to
        which path to go on. Raises FormExpired, ApiProblem, NoResponse.
        """
        self.visit.require_form()
        answers = answers_of(self.fields, self.visit.form)
        form = replace(self, answers=answers)
        act, _, place = self.visit.form.get("action", "").partition(".")
        if act == "add":
            return form.page(more=place)
        if act == "remove":
            name, _, row = place.rpartition(".")
            number = int(row) if row.isdecimal() and len(row) < 4 else -1
            return replace(form, answers=without_row(answers, name, number)).page()
        missing = {
            each.name: self.visit.translate("form.missing", title=each.title)
            for each in self.fields
            if each.required and each.name not in answers
        }
        if missing:
            return form.page(missing, status=422)
        try:
            return redirect(self.visit.site.link(send(answers)))
        except ApiProblem as problem:
            return form.refused(problem)

    def refused(self, problem: ApiProblem) -> PageResponse:
        """The form, and why a service refused it."""
        if problem.status in (401, 429) or problem.code in PASSED_ON:
            raise problem
        words, names = sentence(self.visit, problem), {each.name for each in self.fields}
        errors: dict[str, str] = {}
        for each in problem.errors:
            place = (each.pointer.strip("/") or each.field).replace(".", "/").partition("/")[0]
            if place in names:
                errors.setdefault(place, each.detail or words)
        notice = "" if errors else words
        return self.page(errors, status=problem.status, notice=notice)


class Mistake(ApiProblem):
    """What was typed in a field can't be read."""

    def __init__(self, visit: Visit, name: str, key: str) -> None:
        words = visit.translate(key)
        super().__init__(422, "malformed", words, errors=(FieldProblem(field=name, detail=words),))
