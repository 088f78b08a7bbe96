"""`make demo CASE=…`: dossiers on the courses of the table, through the running cloud."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, get_args

from kit.core.time import VIETNAM
from local.cloud.clock import ClockFixed, cloud_now, require_movable
from local.courses.table import Course
from local.demo.course import CourseDossier
from local.demo.course_report import seen_by_citizen
from local.demo.passing_time import let_time_pass_to
from local.demo.people import citizen
from local.demo.set_up import demo_agency
from local.demo.sign_in import SignIn

ALL: Final = "all"
COURSES: Final[tuple[Course, ...]] = get_args(Course)
AT_ONCE: Final = 4
PROCEDURE: Final = "1.001612"
"""Paid before acceptance, with a limit of days: every course has all of its steps."""
WITH_TIME: Final[tuple[Course, ...]] = ("supplemented", "late", "silent")
"""The courses on which time passes, what takes least first."""


def chosen(case: str) -> tuple[Course, ...]:
    """The courses that are named. Raises ValueError."""
    named = tuple(course for course in COURSES if case in (ALL, course))
    if not named:
        raise ValueError(f"CASE={case}: {ALL}, or one of {', '.join(COURSES)}")
    return named


def show_courses(sign_in: SignIn, courses: Sequence[Course], report: Callable[[str], None]) -> None:
    """Take a dossier on each course, and report what its citizen sees.

    All go as far as they can without time. Then the clock of the cloud moves for those that need
    it, one after the other. Raises CheckFailed, NoProgress, UnexpectedResponse.
    """
    dossiers = [
        CourseDossier(
            sign_in, citizen(n), PROCEDURE, demo_agency(PROCEDURE), lambda _: None, course=course
        )
        for n, course in enumerate(courses)
    ]
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        list(pool.map(take_without_time, dossiers))
    for dossier in dossiers:
        if dossier.next_step is None:
            _report(dossier, report)
    if (why := _fixed()) and any(dossier.next_step for dossier in dossiers):
        report(f"{', '.join(WITH_TIME)}: left out, because {why}")
        return
    for course in WITH_TIME:
        waiting = [dossier for dossier in dossiers if dossier.course == course]
        let_time_pass(waiting)
        for dossier in waiting:
            report(f"the clock of this cloud is at {_time()}")
            _report(dossier, report)


def take_without_time(dossier: CourseDossier) -> None:
    """Every step before time has to pass; the whole course where none has to."""
    dossier.take_first()
    dossier.take_until_nobody_acts()


def let_time_pass(waiting: Sequence[CourseDossier]) -> None:
    """Move the clock as far as the last of them needs, and take the rest of their steps.

    Raises ClockFixed.
    """
    if not waiting:
        return
    for dossier in waiting:  # the clock may have moved for another course
        dossier.sign_in_again()
    moments = [each.acts.moment_of(each.next_step.act) for each in waiting if each.next_step]
    let_time_pass_to(max(moments))
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        list(pool.map(CourseDossier.take_rest, waiting))


def _fixed() -> str | None:
    """Why the clock of this cloud cannot be moved."""
    try:
        require_movable()
    except ClockFixed as fixed:
        return str(fixed)
    return None


def _time() -> str:
    return f"{cloud_now().astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def _report(dossier: CourseDossier, report: Callable[[str], None]) -> None:
    for line in seen_by_citizen(dossier):
        report(line)
    report("")
