"""Simulated dossiers for the exercises of the training mode (`make training`).

Simulated citizens file them, simulated colleagues bring each to where its exercise begins: who
practises has done nothing of it.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

from desk.training.exercises import EXERCISES, Exercise
from infra.pictures import store_signature
from local.courses.table import Act
from local.demo import notices
from local.demo.api_client import ApiClient
from local.demo.checks import require
from local.demo.course_acts import CourseActs
from local.demo.dossier import DemoDossier
from local.demo.kiosk import FREE_AT_KIOSK
from local.demo.people import OFFICIALS, Citizen, citizen
from local.demo.set_up import PROVINCE, demo_agency
from local.demo.sign_in import SignIn
from local.pictures import picture
from local.stage import local_stage

PROCEDURE: Final = FREE_AT_KIOSK
"""Free, so that no exercise waits for a payment."""
SIMULATED: Final = "mo-phong-"
"""How the accounts of simulated colleagues begin."""
AT_ONCE: Final = 4
BEFORE: Final[dict[str, tuple[Act, ...]]] = {
    "awaiting_reception": (),
    "accepted": ("accept",),
    "in_work": ("accept", "assign"),
    "completed": ("accept", "assign", "propose", "approve"),
}
"""What colleagues do before an exercise begins, by the state in which it does."""
PROPOSED: Final[tuple[Act, ...]] = ("accept", "assign", "propose")
ON_PROPOSALS: Final = ("return_for_correction", "decide")
"""The acts that need a proposal."""


@dataclass
class SimulatedDossier(DemoDossier):
    """Its officials are simulated colleagues."""

    def official(self, username: str) -> ApiClient:
        """The colleague who does what this official of the demo does."""
        return super().official(f"{SIMULATED}{username}")


def prepare_training(sign_in: SignIn, each: int, report: Callable[[str], None]) -> None:
    """So many dossiers for each exercise; raises UnexpectedResponse, NoProgress, and CheckFailed
    where a message left.
    """
    _register_colleagues(sign_in)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for exercise, codes in zip(
            EXERCISES,
            pool.map(lambda exercise: list(_prepared(sign_in, exercise, each)), EXERCISES),
            strict=True,
        ):
            report(f"{exercise.number:2}  {exercise.applicant:14} {exercise.slug:16} {codes}")


def _prepared(sign_in: SignIn, exercise: Exercise, count: int) -> Iterator[str]:
    who = _simulated(exercise)
    before = PROPOSED if exercise.acts[0] in ON_PROPOSALS else BEFORE[exercise.state]
    for _ in range(count):
        dossier = SimulatedDossier(sign_in, who, PROCEDURE, demo_agency(PROCEDURE), lambda _: None)
        acts = CourseActs(dossier)
        acts.file()
        dossier.wait_for_case("awaiting_reception")
        for act in before:
            acts.perform(act)
        if exercise.state == "completed":
            dossier.wait_for_case("completed")
        yield dossier.code
    held = notices.sent_to(who.phone, who.mail)
    require(held == ([], []), f"carriers hold messages to {who.name}")


def _simulated(exercise: Exercise) -> Citizen:
    """The citizen of an exercise."""
    account = f"bai-tap-{exercise.number:02d}"
    return replace(citizen(500 + exercise.number), name=exercise.applicant, username=account)


def _register_colleagues(sign_in: SignIn) -> None:
    """Simulated officials with the roles of those of the demo."""
    administrator = sign_in.client("staff", "quan-tri")
    for official in OFFICIALS[2:]:
        sub = sign_in.sub("staff", f"{SIMULATED}{official.username}")
        body = {
            "name": f"{official.name} (mô phỏng)",
            "roles": list(official.roles),
            "agencies": [PROVINCE],
            "desks": ["số 1"],
        }
        administrator.put("casework", f"/staff/{sub}", body)
        store_signature(local_stage(), sub, picture("signature", official.name))
