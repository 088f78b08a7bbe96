"""A form with one question, the reason of an act; it is shown again with what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from desk.money.acts import refusal
from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render
from front.visit import Visit

LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class ReasonForm:
    """`title`, `lead` and `go` are the keys of its sentences, `back` is the page before it, `facts`
    what it is about: key -> text.
    """

    title: str
    lead: str
    go: str
    back: str
    facts: Mapping[str, str] = field(default_factory=dict)
    warning: str = ""

    def page(
        self, visit: Visit, *, typed: str = "", error: str = "", notice: str = "", status: int = 200
    ) -> PageResponse:
        """The form with what was typed."""
        errors = {"why": error} if error else {}
        return render(
            visit,
            "money/reason.html",
            status=status,
            form=self,
            typed=typed,
            errors=errors,
            notice=notice,
        )

    def sent(self, visit: Visit, act: Callable[[str], str]) -> PageResponse:
        """The act with the reason, which answers where to go on; raises FormExpired, ApiProblem,
        NoResponse.
        """
        visit.require_form()
        why = visit.form.get("why", "").strip()
        if not 1 <= len(why) <= LONGEST:
            key = "reason.missing" if not why else "reason.too_long"
            return self.page(visit, typed=why, error=visit.translate(key), status=422)
        try:
            after = act(why)
        except ApiProblem as problem:
            notice = refusal(visit, problem)
            return self.page(visit, typed=why, notice=notice, status=problem.status)
        return redirect(visit.site.link(after))
