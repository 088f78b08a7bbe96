"""Dossiers of the deployed cloud that are to go through a course."""

from local.courses.table import Course
from local.demo.__main__ import procedures_of_demo
from local.demo.course import CourseDossier
from local.demo.set_up import demo_agency
from tests.integration.world import World, new_citizen


def course_dossier(world: World, course: Course, procedure: str) -> CourseDossier:
    """A dossier of a citizen of its own."""
    return CourseDossier(
        world.sign_in,
        new_citizen(),
        procedure,
        demo_agency(procedure),
        world.steps.append,
        course=course,
    )


def procedures() -> list[str]:
    """The twenty of the demo."""
    return procedures_of_demo(20)
