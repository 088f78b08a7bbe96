"""What is sent for an act: the answers of its form as casework's routes take them."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from desk.work.act_fields import DAY, TIME
from desk.work.act_forms import ActForm, Question

Answers = Mapping[str, Any]
Body = dict[str, Any]
CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-3])(?:[:.hg]|\s*giờ\s*)([0-5][0-9])?")
CLOSING: Final = "17:00"
"""The end of a working day stands where only a day was typed."""


def body_of(form: ActForm, answers: Answers) -> Body:
    """The body of the request, without what was left empty."""
    plain = {question.name: _answer(question, answers) for question in form.questions}
    body = {name: value for name, value in plain.items() if value not in (None, "", [])}
    shaper = SHAPERS.get(form.name)
    return shaper(body) if shaper else _with_late(body)


def moment(answers: Answers, name: str) -> str | None:
    """Day and time of day, Vietnam, as RFC 3339; what is no day stays as it was typed."""
    day = answers.get(name + DAY)
    if not day:
        return None
    typed = str(answers.get(name + TIME, "")).strip()
    matched = CLOCK.fullmatch(typed or CLOSING)
    clock = f"{int(matched[1]):02}:{matched[2] or '00'}" if matched else typed
    return f"{day}T{clock}:00+07:00"


def lines_of(text: str) -> list[str]:
    """A text as its lines, without empty ones and without marks of a list before them."""
    return [line for each in text.splitlines() if (line := each.strip().lstrip("-•+ ").strip())]


def field_of_problem(form: ActForm, place: str) -> str:
    """The field that a refusal's place is about; "" for none of the form."""
    names = {q.name: q.name + (DAY if q.kind == "moment" else "") for q in form.questions}
    parts = [part for part in re.split(r"[./]", place) if part]
    joined = "_".join(parts[:2])
    if joined in names:
        return names[joined]
    if parts and parts[0] == "lines":
        return "fee_amount" if parts[-1] == "amount" else "fee_name"
    if parts and parts[0] == "grounds":
        return "database" if parts[-1] == "database" else "ground"
    return names.get(parts[0], "") if parts else ""


def _answer(question: Question, answers: Answers) -> Any:
    if question.kind == "moment":
        return moment(answers, question.name)
    value = answers.get(question.name)
    return lines_of(str(value or "")) if question.kind == "lines" else value


def _with_late(body: Body) -> Body:
    """The two fields of an act that happened earlier, as one."""
    at, why = body.pop("late_at", None), body.pop("late_why", None)
    if at or why:
        body["late"] = {"at": at, "why": why or ""}
    return body


def _with_grounds(body: Body) -> Body:
    """The ground holds for every paper that was ticked."""
    ground, database = body.pop("ground", None), body.pop("database", "")
    if ground:
        body["grounds"] = [
            {"component": each, "ground": ground, "database": database}
            for each in body.get("components", ())
        ]
    return body


def _with_fee_lines(body: Body) -> Body:
    """One line, or none: the dossier owes nothing."""
    name, amount = body.pop("fee_name", None), body.pop("fee_amount", None)
    rule = body.pop("fee_rule", None)
    has_fee = bool(name or amount)
    line = {"rule": rule or name, "name": name or "", "amount": amount}
    return {**body, "lines": [line] if has_fee else []}


def _without_own(body: Body) -> Body:
    """The official's own subject is no answer."""
    return {name: value for name, value in body.items() if name != "to_me"}


SHAPERS: Final[Mapping[str, Callable[[Body], Body]]] = {
    "request_supplement": _with_grounds,
    "assess_fee": _with_fee_lines,
    "assign": _without_own,
}
