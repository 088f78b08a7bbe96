"""The fields of an act's form with their choices, some of which the services know."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desk.official import AgencyName
from desk.public_api import PublicApi
from desk.work.act_forms import UNDOABLE, ActForm, Question, Source
from desk.work.api import CaseApi
from desk.work.case_models import Case
from front.api import part
from front.api_problem import ApiModel
from front.forms.fields import Field, Option
from front.visit import Visit

FIXED: Final[Mapping[Source, tuple[str, ...]]] = {
    "return": ("counter", "online", "post"),
    "stop": ("none", "stopped_by_agency"),
    "pay": ("now", "before_result"),
    "ground": ("differs", "not_answered", "no_data"),
}
MOST_PAGES: Final = 5
"""Of the list of agencies: a province has a few hundred."""
DAY, TIME = "_day", "_time"
"""A moment is typed as a day and a time of day."""


class Agencies(ApiModel):
    """A page of agencies."""

    items: tuple[AgencyName, ...]
    next: str | None = None


class Desks(ApiModel):
    """The desks of an agency."""

    desks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActFields:
    """The fields of one act on one case."""

    visit: Visit
    api: PublicApi
    routes: CaseApi
    case: Case

    def of(self, form: ActForm) -> tuple[Field, ...]:
        """Every field, in the order of the form; raises ApiProblem, NoResponse."""
        return tuple(field for question in form.questions for field in self._fields(form, question))

    def _fields(self, form: ActForm, question: Question) -> Iterator[Field]:
        title, hint = self._texts(form, question)
        if question.kind == "moment":
            time = self.visit.translate("act.time")
            yield Field(question.name + DAY, "date", title, hint, question.required)
            yield Field(
                question.name + TIME,
                "text",
                time,
                self.visit.translate("act.time_hint"),
                longest=5,
                short=True,
            )
            return
        options = self._options(question.source)
        kind = "long_text" if question.kind == "lines" else question.kind
        if question.source == "desks":
            kind = "select" if options else "text"
        yield Field(
            question.name,
            kind,
            title,
            hint,
            question.required,
            options=options,
            lines=question.lines,
            longest=2000 if kind == "long_text" else 200 if kind == "text" else 0,
        )

    def _texts(self, form: ActForm, question: Question) -> tuple[str, str]:
        """Title and hint: the act's own, else those of all acts."""
        own, shared = f"act.{form.name}_{question.name}", f"act.field_{question.name}"
        title = own if self.visit.has_text(own) else shared
        hint = f"{title}_hint"
        hint_text = self.visit.translate(hint) if self.visit.has_text(hint) else ""
        return self.visit.translate(title), hint_text

    def _options(self, source: Source) -> tuple[Option, ...]:
        if source in FIXED:
            return tuple(
                Option(value, self.visit.translate(f"option.{source}_{value}"))
                for value in FIXED[source]
            )
        readers: dict[str, Callable[[], tuple[Option, ...]]] = {
            "desks": self._desks,
            "agencies": self._agencies,
            "components": self._components,
            "undo": self._undoable,
        }
        reader = readers.get(source)
        return reader() if reader else ()

    def _desks(self) -> tuple[Option, ...]:
        path = f"/agencies/{part(self.case.agency)}/desks"
        desks = self.api.read(self.visit, Desks, "casework", path).desks
        return tuple(Option(name, name) for name in desks)

    def _agencies(self) -> tuple[Option, ...]:
        """Every agency but the one that has the case."""
        cursor, named = "", list[AgencyName]()
        for _ in range(MOST_PAGES):
            query = {"limit": "100", "cursor": cursor}
            page = self.api.read(self.visit, Agencies, "casework", "/agencies", query)
            named += page.items
            cursor = page.next or ""
            if not cursor:
                break
        others = (each for each in named if each.code != self.case.agency)
        return tuple(Option(each.code, f"{each.name} ({each.code})") for each in others)

    def _components(self) -> tuple[Option, ...]:
        procedure = self.routes.procedure(self.case.procedure)
        return tuple(Option(each.id, each.name) for each in procedure.documents)

    def _undoable(self) -> tuple[Option, ...]:
        allowed = (act for act in UNDOABLE if (p := self.case.permission(act)) and p.allowed)
        return tuple(
            Option(UNDOABLE[act], self.visit.translate(f"act.{UNDOABLE[act]}")) for act in allowed
        )
