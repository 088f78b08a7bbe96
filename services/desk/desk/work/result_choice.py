"""Which result an act is about: one kind of the procedure's, or a sealed one of the case."""

from dataclasses import dataclass
from typing import Final

from desk.work.act_forms import ActForm
from desk.work.api import CaseApi
from desk.work.case_models import Case
from front.visit import Visit

NAME: Final = "ket-qua"
"""In the address, and a hidden field of the form."""


@dataclass(frozen=True, slots=True)
class ResultOption:
    """`value` names it in the address: a code of a kind, or the id of a sealed document."""

    value: str
    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class ResultChoice:
    """The result that was chosen, of all that could be."""

    chosen: ResultOption
    options: tuple[ResultOption, ...]


def result_choice(visit: Visit, routes: CaseApi, form: ActForm, case: Case) -> ResultChoice:
    """What the address or the form names, else the first; raises ApiProblem, NoResponse."""
    options = _sealed(case) if form.name == "correct_result" else _kinds(routes, case)
    named = visit.form.get(NAME) or visit.query.get(NAME, "")
    chosen = next((each for each in options if each.value == named), None)
    first = options[0] if options else ResultOption("", "", None)
    return ResultChoice(chosen or first, options)


def _kinds(routes: CaseApi, case: Case) -> tuple[ResultOption, ...]:
    kinds = routes.procedure(case.procedure).results
    return tuple(ResultOption(each.code, each.name, each.code) for each in kinds)


def _sealed(case: Case) -> tuple[ResultOption, ...]:
    """All that were wanted are sealed, in their order."""
    return tuple(
        ResultOption(sealed.document, sealed.name, wanted.code)
        for sealed, wanted in zip(case.results, case.wanted, strict=False)
    )
