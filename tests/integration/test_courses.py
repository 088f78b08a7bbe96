"""Dossiers on the courses of the table, on the deployed cloud, whose clock stays as it is."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from local.courses.table import Course
from local.demo.courses import AT_ONCE, COURSES, WITH_TIME, take_without_time
from tests.integration.courses import course_dossier, procedures
from tests.integration.world import PAID, PAID_LATER, World

pytestmark = pytest.mark.integration


def test_a_refused_and_a_stopped_dossier_are_as_the_table_says(world: World) -> None:
    dossiers = [
        course_dossier(world, "refused", PAID),
        course_dossier(world, "stopped", PAID_LATER),
    ]
    with ThreadPoolExecutor(max_workers=len(dossiers)) as pool:
        list(pool.map(take_without_time, dossiers))

    assert all(dossier.next_step is None for dossier in dossiers)


@pytest.mark.soak
@pytest.mark.parametrize("course", [course for course in COURSES if course not in WITH_TIME])
def test_twenty_procedures_on_a_course(world: World, course: Course) -> None:
    dossiers = [course_dossier(world, course, procedure) for procedure in procedures()]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        list(pool.map(take_without_time, dossiers))

    assert len(dossiers) == 20
    assert all(dossier.next_step is None for dossier in dossiers)
