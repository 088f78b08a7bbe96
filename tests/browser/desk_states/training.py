"""The training mode: its banner, its exercises, and what they say of what was done."""

from dataclasses import replace
from unittest.mock import patch

from desk.training.exercises import BY_SLUG
from tests.browser.desk_states.album import Album
from tests.unit.desk.test_training import ROLES

EXERCISES = "/luyen-tap"


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    with patch.dict(BY_SLUG):
        for slug, exercise in tuple(BY_SLUG.items()):
            BY_SLUG[slug] = replace(exercise, applicant="Nguyễn Thị An")
        _exercises(album)


def _exercises(album: Album) -> None:
    clerk = album.official("clerk", training=True)
    album.open("training-nothing-yet", clerk, f"{EXERCISES}/tiep-nhan")
    right, wrong = album.office.accepted(), album.office.world.file_paid()
    album.office.act("receptionist", wrong, "tu-choi", {"a.reason": "Sai."})
    trainee = album.official(*ROLES, training=True)
    album.open("training-today", trainee, "/")
    album.open("training-exercises", trainee, EXERCISES)
    album.open("training-exercise", trainee, f"{EXERCISES}/tu-choi")
    album.open("training-case", trainee, f"/ho-so/{right}")
    album.open("training-exercise-begun", trainee, f"{EXERCISES}/phan-cong")
