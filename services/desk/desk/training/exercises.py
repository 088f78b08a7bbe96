"""The ten exercises: who practises what on whose simulated dossier."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desk.work.case_models import AuditEntry, Case

Fault = Callable[[Case, AuditEntry], str]
"""The name of what is wrong with a right act, "" where nothing is."""
DESK: Final = "chuyen-mon-01"
SHORTEST_REASON: Final = 20
"""Letters of a reason that somebody can understand."""


def nothing(_: Case, __: AuditEntry) -> str:
    """The act alone counts."""
    return ""


def unclear(_: Case, entry: AuditEntry) -> str:
    """Its reason is too short to be understood."""
    return "" if len(entry.reason or "") >= SHORTEST_REASON else "short_reason"


def elsewhere(_: Case, entry: AuditEntry) -> str:
    """The dossier went to another desk than the one of the task."""
    return "" if entry.desk == DESK else "other_desk"


def incomplete(case: Case, entry: AuditEntry) -> str:
    """Not everything that lacks was requested at once."""
    if case.supplement is None or len(case.supplement.items) < 2:
        return "one_item"
    return unclear(case, entry)


@dataclass(frozen=True, slots=True)
class Step:
    """An act that the exercise wants, and how it may be wrong all the same."""

    act: str
    fault: Fault = nothing


@dataclass(frozen=True, slots=True)
class Exercise:
    """`number` from 1; `applicant` is the simulated citizen whose dossiers wait for it; `role` of
    who practises; `state` in which such a dossier is at the beginning.
    """

    slug: str
    number: int
    applicant: str
    role: str
    state: str
    steps: tuple[Step, ...]

    @property
    def acts(self) -> tuple[str, ...]:
        """What is to be done, in this order."""
        return tuple(step.act for step in self.steps)


EXERCISES: Final = (
    Exercise(
        "tiep-nhan",
        1,
        "Bài Tập Một",
        "receptionist",
        "awaiting_reception",
        (Step("accept"), Step("assign", elsewhere)),
    ),
    Exercise(
        "tu-choi",
        2,
        "Bài Tập Hai",
        "receptionist",
        "awaiting_reception",
        (Step("reject", unclear),),
    ),
    Exercise(
        "phan-cong", 3, "Bài Tập Ba", "receptionist", "accepted", (Step("assign", elsewhere),)
    ),
    Exercise(
        "bo-sung",
        4,
        "Bài Tập Bốn",
        "officer",
        "in_work",
        (Step("request_supplement", incomplete),),
    ),
    Exercise("hoi-y-kien", 5, "Bài Tập Năm", "officer", "in_work", (Step("consult"),)),
    Exercise("gia-han", 6, "Bài Tập Sáu", "head", "in_work", (Step("extend", unclear),)),
    Exercise("de-xuat", 7, "Bài Tập Bảy", "officer", "in_work", (Step("propose"),)),
    Exercise(
        "tra-lai-de-xuat",
        8,
        "Bài Tập Tám",
        "approver",
        "in_work",
        (Step("return_for_correction", unclear),),
    ),
    Exercise("ky-quyet-dinh", 9, "Bài Tập Chín", "head", "in_work", (Step("decide"),)),
    Exercise(
        "tra-ket-qua", 10, "Bài Tập Mười", "receptionist", "completed", (Step("return_result"),)
    ),
)
"""In the order in which a dossier passes through an office."""
BY_SLUG: Final = {exercise.slug: exercise for exercise in EXERCISES}
