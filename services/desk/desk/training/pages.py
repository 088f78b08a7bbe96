"""The pages of the training mode; on any other stage they do not exist."""

from dataclasses import dataclass
from itertools import islice
from typing import Final

from desk.public_api import PublicApi
from desk.session import session_of
from desk.training.checking import Outcome, checked
from desk.training.exercises import BY_SLUG, EXERCISES, Exercise
from desk.work.act_table import form_of_act
from desk.work.api import CaseApi, search
from desk.work.case_models import Case
from front.api import Tagged, together
from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import Visit

MOST_DOSSIERS: Final = 4
"""Of an exercise that one page checks: each is a read."""


@dataclass(frozen=True, slots=True)
class Practised:
    """A simulated dossier with what became of the exercise on it."""

    code: str
    outcome: Outcome


def show_exercises(visit: Visit, api: PublicApi) -> PageResponse:
    """The ten exercises; raises ApiProblem (404) outside the training mode."""
    _require_training(api)
    own = [each for each in EXERCISES if session_of(visit).has_role(each.role)]
    others = [each for each in EXERCISES if each not in own]
    return render(visit, "training/exercises.html", own=own, others=others)


def show_exercise(visit: Visit, api: PublicApi) -> PageResponse:
    """One exercise with its dossiers and their outcomes; raises ApiProblem, NoResponse."""
    _require_training(api)
    exercise = BY_SLUG.get(visit.path_params["exercise"])
    if exercise is None:
        raise ApiProblem(404, "not_found", "")
    return render(
        visit,
        "training/exercise.html",
        exercise=exercise,
        practised=_practised(visit, api, exercise),
        is_own=session_of(visit).has_role(exercise.role),
        name_of_act=lambda act: _name_of_act(visit, act),
    )


def _practised(visit: Visit, api: PublicApi, exercise: Exercise) -> tuple[Practised, ...]:
    """The newest dossiers of the simulated citizen."""
    official = api.own_rights(visit).sub
    matches = list(islice(search(api, visit, exercise.applicant).items, MOST_DOSSIERS))
    cases = together(*(CaseApi(api, visit, each.code).case for each in matches))
    return tuple(
        Practised(each.code, checked(exercise, _case(case), official))
        for each, case in zip(matches, cases, strict=True)
    )


def _case(answer: Tagged[Case] | ApiProblem | NoResponse) -> Case:
    if isinstance(answer, ApiProblem | NoResponse):
        raise answer
    return answer.content


def _name_of_act(visit: Visit, act: str) -> str:
    """The act as its button names it."""
    form = form_of_act(act)
    return visit.translate(f"act.{form.name}") if form else act


def _require_training(api: PublicApi) -> None:
    if not api.training:
        raise ApiProblem(404, "not_found", "")
