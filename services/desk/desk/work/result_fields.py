"""The fields of a result as its template wants them, and what an official entered."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from desk.public_api import PublicApi
from desk.work.act_body import lines_of
from front.api import part
from front.api_problem import ApiModel
from front.forms.fields import MOST_RADIOS, Field, Kind, Option
from front.visit import Visit

Value = int | str | tuple[str, ...]
KINDS: Final[Mapping[str, Kind]] = {
    "long_text": "long_text",
    "list": "long_text",
    "phone": "tel",
    "email": "email",
    "date": "date",
    "number": "number",
    "money": "number",
}
"""Other kinds are a line of text."""
SHORT: Final = ("identity_number", "year", "time", "phone")


class Choice(ApiModel):
    """A choice of a field."""

    value: str
    label: str


class DraftField(ApiModel):
    """A field of a result with what prefills it; its words are Vietnamese, as the paper's."""

    name: str
    label: str
    kind: str
    required: bool
    by: Literal["answers", "official"]
    options: tuple[Choice, ...] = ()
    value: Value | None = None

    def field(self, visit: Visit) -> Field:
        """As a field of a form."""
        hints = {"list": "result.list_hint", "time": "result.time_hint"}
        hint = visit.translate(hints[self.kind]) if self.kind in hints else ""
        if self.by == "answers" and self.value is not None:
            hint = visit.translate("result.from_answers")
        kind = KINDS.get(self.kind, "text")
        if self.kind == "choice":
            kind = "radios" if len(self.options) <= MOST_RADIOS else "select"
        return Field(
            self.name,
            kind,
            self.label,
            hint,
            self.required,
            options=tuple(Option(each.value, each.label) for each in self.options),
            lines=4 if kind == "long_text" else 0,
            short=self.kind in SHORT,
        )

    @property
    def shown(self) -> Any:
        """The value as the form shows it."""
        return "\n".join(self.value) if isinstance(self.value, tuple) else self.value

    def entered(self, answer: Any) -> Any:
        """The answer as the route takes it."""
        return lines_of(str(answer)) if self.kind == "list" else answer


class ResultDraft(ApiModel):
    """What the template of a result wants."""

    template: str
    title: str = ""
    fields: tuple[DraftField, ...]

    def values(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What was entered, by the names of the template's fields."""
        entered = {each.name: each.entered(answers.get(each.name)) for each in self.fields}
        return {name: value for name, value in entered.items() if value not in (None, "", [])}


class Preview(ApiModel):
    """The PDF as it would be sealed, in base64."""

    pdf: str


def draft_of(api: PublicApi, visit: Visit, code: str, result: str) -> ResultDraft:
    """The draft of a result of a dossier; raises ApiProblem, NoResponse."""
    path = f"/dossiers/{part(code)}/result-draft"
    return api.read(visit, ResultDraft, "documents", path, {"result": result})
