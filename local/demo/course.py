"""A dossier of the demo on a course of the table: each step is taken and compared with it."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kit.core.time import VIETNAM
from local.courses.table import Course, Step, Terms, codes_after, steps_of, table
from local.demo.api_client import Json, UnexpectedResponse
from local.demo.checks import require
from local.demo.course_acts import CourseActs
from local.demo.dossier import DemoDossier
from local.demo.waiting import wait_for

CODE = re.compile(r'"code": ?"(\w+)"')


@dataclass
class CourseDossier(DemoDossier):
    """`report` gets a line for each step. Every difference from the table raises CheckFailed, or
    NoProgress where something does not come.
    """

    course: Course = "on_time"
    terms: Terms = field(default_factory=lambda: Terms(pay="none"))
    taken: tuple[Step, ...] = ()

    @property
    def acts(self) -> CourseActs:
        """What people do."""
        return CourseActs(self)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the course, by what is known of the terms."""
        return steps_of(self.course, self.terms)

    @property
    def view(self) -> Json:
        """What anybody with code and key sees."""
        view: Json = self.tracker.response().json()
        return view

    def take(self) -> None:
        """The whole course."""
        self.take_first()
        self.take_rest()

    def take_first(self) -> None:
        """File; then the terms are known."""
        self.acts.file()
        quote = self.quote
        grounds = [line.get("refund_when", "never") for line in quote["lines"]]
        self.terms = Terms.of_quote(quote["pay"], quote["total"], grounds)
        self.terms = self.terms.evolve(limit="same_day" if self.is_same_day else "days")
        self._conclude(self.steps[0])

    def take_until_nobody_acts(self) -> None:
        """Every step before the one on which time passes; the rest where there is none."""
        while (step := self.next_step) is not None and step.by != "nobody":
            self._take(step)
        if step is None:
            self._check_end()

    def take_rest(self) -> None:
        """Every step that is left; meanwhile the clock may have moved."""
        self.sign_in_again()
        while (step := self.next_step) is not None:
            self._take(step)
        self._check_end()

    @property
    def next_step(self) -> Step | None:
        """None at the end."""
        return next(iter(self.steps[len(self.taken) :]), None)

    def _take(self, step: Step) -> None:
        due = self.view["due"]
        refusal = None
        try:
            self.acts.perform(step.act)
        except UnexpectedResponse as response:
            code = CODE.search(response.problem)
            refusal = code[1] if code else response.problem
        require(refusal == step.refused, f"{step.act}: {refusal}, not {step.refused}")
        self._conclude(step)
        if step.act == "accept":
            self._learn_due_day()
        elif due:
            new = self.view["due"]
            require(_is_counted_anew(due, new) == (step.due == "later"), f"{step.act}: due {new}")

    def _learn_due_day(self) -> None:
        case = self.acts.case
        days = {
            datetime.fromisoformat(at).astimezone(VIETNAM).date()
            for at in (case["accepted_at"], case["due"]["at"])
        }
        same = len(days) == 1
        self.terms = self.terms.evolve(due_on="day_of_acceptance" if same else "another_day")

    def _conclude(self, step: Step) -> None:
        """Wait for what follows from a step."""
        self.taken = (*self.taken, step)
        if step.state:
            self.wait_for_case(step.state)
        wanted = self._wanted()
        seen: dict[str, Any] = {}

        def agrees() -> bool | None:
            seen.update(self._seen())
            return seen == wanted or None

        wait_for(agrees, f"{self.course}, {step.act}: {wanted}")
        what = f"{step.act} by {step.by}" + (f": {step.refused}" if step.refused else "")
        self.report(f"   {what}")

    def _wanted(self) -> dict[str, Any]:
        steps = self.taken
        return {
            "codes": codes_after(steps),
            "documents": Counter(kind for step in steps for kind in step.documents),
            "notices": sum((step.notices for step in steps), Counter[tuple[str, str]]()),
        }

    def _seen(self) -> dict[str, Any]:
        documents = self.citizen.get("documents", f"/dossiers/{self.code}/documents")["items"]
        return {
            "codes": tuple(entry["code"] for entry in self.view["timeline"]),
            "documents": Counter(document["kind"] for document in documents),
            "notices": self.notices.ended(),
        }

    def _check_end(self) -> None:
        """Time and money as the table says."""
        row, view = table().courses[self.course], self.view
        is_promised = view["due"] is not None
        require(is_promised == (row.ground is None), f"{self.course}: due {view['due']}")
        if row.ends:
            is_late = view["status"]["at"] > view["due"]["at"]
            require(is_late == (row.ends == "after the due date"), f"{self.course}: {view['due']}")
        events = Counter(event for step in self.taken for event in step.events)
        for fee in view["fees"]:
            state = "settled" if events["fee.settled"] else "voided"
            require(fee["state"] == state, f"{self.course}: the fee is {fee['state']}")
            back = fee["amount"] if events["refund.succeeded"] else 0
            require(fee["refunded"] == back, f"{self.course}: refunded {json.dumps(fee)}")


def _is_counted_anew(due: Json, new: Json | None) -> bool:
    """Whether the due date moved later, or its explanation alone: what is supplemented on the day
    of the acceptance has the same due date again.
    """
    if new is None:
        return False
    moment = (new["at"], len(new["explanation"]))
    return moment > (due["at"], len(due["explanation"]))
