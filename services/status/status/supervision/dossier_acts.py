"""The acts on one dossier, read in their order: what each official did, and how it went."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from sys import intern
from typing import Any, Final

from status.domain.act import FILED, PROPOSED, RATED, RESULT, Act
from status.supervision.handled_dossier import HandledDossier

HOUR: Final = timedelta(hours=1)


@dataclass(slots=True)
class DossierActs:
    """What the acts that were taken say. `did` has the fields of each official's row that are the
    official's own; `refused` is who refused it, unless that was taken back.
    """

    filed: Act
    agency: str | None = None
    due: datetime | None = None
    proposer: str | None = None
    decider: str | None = None
    concluded: datetime | None = None
    completed: datetime | None = None
    returned: datetime | None = None
    refused: tuple[str, datetime] | None = None
    rating: Act | None = None
    papers: set[str] = field(default_factory=set)
    results: set[str] = field(default_factory=set)
    did: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))

    def take(self, act: Act) -> None:
        """One more act."""
        if act.type == RATED:
            self.rating = self.rating or act
        elif act.files:
            (self.results if act.type == RESULT else self.papers).update(act.files.split())
        if not act.type.startswith("case."):
            return
        self._take_course(act)
        if act.official:
            self._take_own(act, self.did[act.official])
        self.due = act.due or self.due

    def _take_course(self, act: Act) -> None:
        match act.type:
            case "case.handed_over":
                self.agency = act.agency or self.agency
            case "case.assigned" if act.kind == PROPOSED:
                self.proposer, self.concluded = act.official, act.at
            case "case.decided":
                self.decider = act.official
                self.concluded = self.concluded or act.at
            case "case.completed":
                self.completed = act.at
            case "case.returned":
                self.returned = act.at
            case "case.refused" if act.official:
                self.refused = act.official, act.at
            case "case.reopened":
                self.refused = self.returned = None
            case "case.result_recalled":
                self.completed = self.returned = None

    def _take_own(self, act: Act, own: dict[str, Any]) -> None:
        """`due` is the due date that held before the act."""
        if act.happened:
            late = (act.at - act.happened) / HOUR
            own["recorded_hours"] = max(late, own.get("recorded_hours", 0.0))
        if act.type == "case.papers_requested" and self.due:
            own |= {"requested": act.at, "due": self.due}
        elif act.type == "case.resumed" and self.due:
            own |= {"resumed": act.at, "due": own.get("due", self.due)}
        elif act.type == "case.extended":
            own["extended"] = True

    @property
    def solver(self) -> str | None:
        """Whose the completion, the return and the rating are: who proposed the result, else who
        decided on it.
        """
        return self.proposer or self.decider

    def rows(self, as_of: datetime, *, may_be_alone: bool) -> Iterator[HandledDossier]:
        """A row for each official; `may_be_alone`: the procedure lets one assess and approve.

        Half a million rows share their few names.
        """
        solved: dict[str, Any] = {
            "concluded": self.concluded,
            "completed": self.completed,
            "returned": self.returned,
            "result_is_paper": not self.papers.isdisjoint(self.results),
            "rated": self.rating.at if self.rating else None,
            "rating_prefix": self.rating.network if self.rating else None,
            "alone": self.proposer == self.decider and not may_be_alone,
        }
        course: dict[str, Any] = {"due": self.due or as_of, "completed": None, "returned": None}
        for official, own in self.did.items():
            fields = course | (solved if official == self.solver else {}) | own
            yield HandledDossier(
                code=self.filed.code,
                official=intern(official),
                procedure=intern(self.filed.procedure or ""),
                agency=intern(self.agency or self.filed.agency or ""),
                as_of=as_of,
                refused=self.refused is not None and self.refused[0] == official,
                **fields,
            )


def acts_on(dossier: list[Act]) -> DossierActs | None:
    """What its acts say, in the order of their keys; None before it was filed."""
    filed = next((act for act in dossier if act.type == FILED), None)
    if filed is None:
        return None
    taken = DossierActs(filed)
    for act in dossier:
        taken.take(act)
    return taken
