"""The courses on which time passes: after all other tests, since the clock moves forward only."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from local.demo.courses import AT_ONCE, WITH_TIME, let_time_pass, take_without_time
from tests.integration.courses import course_dossier, procedures
from tests.integration.world import World

pytestmark = [pytest.mark.integration, pytest.mark.soak, pytest.mark.alone]


def test_twenty_procedures_on_each_course_on_which_time_passes(world: World) -> None:
    dossiers = [
        course_dossier(world, course, procedure)
        for course in WITH_TIME
        for procedure in procedures()
    ]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        list(pool.map(take_without_time, dossiers))
    assert all(dossier.next_step for dossier in dossiers)

    for course in WITH_TIME:
        let_time_pass([dossier for dossier in dossiers if dossier.course == course])

    assert len(dossiers) == 60
    assert all(dossier.next_step is None for dossier in dossiers)
