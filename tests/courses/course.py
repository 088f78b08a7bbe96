"""A course, taken step by step, with what must follow from each step."""

import json
from collections import Counter
from datetime import datetime
from typing import Any, Final

from contracts.casework import CaseEscalated
from documents.registers.course import hand_overs
from intake.domain.procedure_content import ProcedureContent
from kit.core.errors import ServiceError
from local.courses.table import Act, Course, Step, Terms, codes_after, steps_of, table
from tests.courses.national_record import NationalRecord
from tests.courses.world import ASSESSOR, RECEIVER, CourseWorld

SHOWN: Final[dict[Act, str]] = {
    "accept": "received",
    "assign": "processing",
    "return_result": "returned",
}
"""An act -> where the public view names its official."""
UNLISTED: Final = ("notice.", "paper.", "procedure.", "provider.", CaseEscalated.TYPE)
"""Events that the table leaves out; escalations are told to officials, and tested by themselves."""


class CourseTaken:
    """A dossier that goes through a course; every difference from the table is an AssertionError.

    Steps are compared with the table, not with each other: what the services do decides nothing.
    """

    def __init__(
        self,
        course: Course,
        procedure: str,
        content: ProcedureContent,
        terms: Terms,
        *,
        certified: bool = False,
    ) -> None:
        self.course = course
        self.national = NationalRecord()
        self.world = CourseWorld(
            procedure=procedure,
            content=content,
            certified=certified,
            national=self.national.connection,
        )
        self.steps = steps_of(course, terms)
        self.state: str | None = None
        self._published: Counter[str] = Counter()
        self._notices: Counter[tuple[str, str]] = Counter()
        self._documents: Counter[str] = Counter()

    def take(self) -> None:
        """Every step, each sent to the National Portal, then the end as everybody sees it."""
        for number, step in enumerate(self.steps):
            self._take(step)
            assert self.timeline == codes_after(self.steps[: number + 1]), (step.act, self.timeline)
            self.national.send(self.world)
        self.check_end()
        self.national.check(self.world.code, self.timeline)

    @property
    def view(self) -> dict[str, Any]:
        """The public view of the dossier."""
        view: dict[str, Any] = json.loads(self.world.view())
        return view

    @property
    def timeline(self) -> tuple[int, ...]:
        """The national status codes that the public sees."""
        return tuple(entry["code"] for entry in self.view["timeline"])

    def _take(self, step: Step) -> None:
        world = self.world
        due = self.due
        refusal = None
        try:
            world.acts[step.act]()
        except ServiceError as error:
            refusal = error.code
        assert refusal == step.refused, (step.act, refusal)
        world.settle()
        self._check_consequences(step)
        if due and self.due:
            assert (self.due > due) == (step.due == "later"), step.act

    @property
    def due(self) -> datetime | None:
        """The due date that the public sees."""
        due = self.view["due"] if self.world.code else None
        return datetime.fromisoformat(due["at"]) if due else None

    def _check_consequences(self, step: Step) -> None:
        self.state = step.state or self.state
        assert self.world.case.state == self.state, step.act
        published, documents, notices = self.published, self.documents, self.notices
        consequences = (
            published - self._published,
            documents - self._documents,
            notices - self._notices,
        )
        expected = (step.published, Counter(step.documents), step.notices)
        assert consequences == expected, step.act
        self._published, self._documents, self._notices = published, documents, notices

    @property
    def published(self) -> Counter[str]:
        """Every event of the table's kinds, by type."""
        types = (event.type for event in self.world.events())
        return Counter(each for each in types if not each.startswith(UNLISTED))

    @property
    def documents(self) -> Counter[str]:
        """What is sealed, by kind."""
        documents = self.world.documents.repository.documents_of(self.world.code)
        assert all(document.seal for document in documents), documents
        return Counter(document.kind for document in documents)

    @property
    def notices(self) -> Counter[tuple[str, str]]:
        """The notices that were sent, each with its channel."""
        notices = self.world.notices()
        assert {outcome for _, _, outcome in notices} <= {"sent"}, notices
        return Counter((template, channel) for template, channel, _ in notices)

    def check_end(self) -> None:
        """Nothing waits; time, money and documents are what the public is shown."""
        row, view = table().courses[self.course], self.view
        assert not any(self.world.dead.values())
        shown = Counter(document["kind"] for document in view["documents"])
        assert shown == Counter(kind for step in self.steps for kind in step.documents)
        assert (view["due"] is None) == (row.ground is not None)
        if row.ends:
            returned = datetime.fromisoformat(view["status"]["at"])
            assert self.due is not None
            assert (returned > self.due) == (row.ends == "after the due date")
            self._check_control_form(is_late=returned > self.due)
        self._check_money()
        self._check_officials()

    def _check_officials(self) -> None:
        """Who received it, has it and returned it is shown, as far as the dossier came: what is
        proposed is at the desk of whoever approves.
        """
        taken = {step.act: step.by for step in self.steps}
        if "propose" in taken:
            taken.pop("assign", None)
        for act, shown in SHOWN.items():
            officials = {"receiver": RECEIVER.name, "assessor": ASSESSOR.name}
            part = self.view[shown]
            assert (part and part["official"]) == officials.get(taken.get(act, "nobody")), act

    def _check_control_form(self, *, is_late: bool) -> None:
        """The return's line of Mẫu 06."""
        documents = self.world.documents.repository
        dossier = documents.dossier(self.world.code)
        assert dossier is not None
        last = hand_overs(documents.moves_of(dossier), str)[-1]
        assert last.what == "Trả kết quả"
        assert (last.outcome == "quá hạn") == is_late

    def _check_money(self) -> None:
        published = Counter(event for step in self.steps for event in step.events)
        for fee in self.view["fees"]:
            ended = "settled" if published["fee.settled"] else "voided"
            assert fee["state"] == ended, fee
            back = fee["amount"] if published["refund.succeeded"] else 0
            assert fee["refunded"] == back, fee
        assert len(self.view["fees"]) == published["fee.due"]
