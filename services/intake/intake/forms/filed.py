"""The forms of what an owner sends to a filed dossier: a supplement, and a request to withdraw."""

from datetime import datetime
from typing import Final

from contracts.terms import LocalizedText
from intake.domain.answer_faults import rejected
from intake.domain.form import Answers, Form, FormPage
from intake.domain.procedure_content import ProcedureContent
from intake.forms.general import form_of
from intake.forms.judge import judge
from intake.forms.meta_schema import DIALECT
from kit.core.model import JsonDict
from kit.core.time import vietnam_day

LONGEST_TEXT: Final = 2000
NOTE: Final = "note"


def supplement_form(content: ProcedureContent | None) -> Form:
    """A note to what was requested, and any question of the procedure answered anew; no question
    has to be.
    """
    own = form_of(content) if content else None
    schema = own.answer_schema if own else {}
    pages = own.pages if own else ()
    title = LocalizedText(vi="Nội dung bổ sung", en="What is supplemented")
    first = FormPage(id="supplement", title=title, fields=(NOTE,))
    note = _text("Trả lời yêu cầu bổ sung", "Your reply to what was requested")
    return Form(
        answer_schema={
            "$schema": DIALECT,
            **({"$defs": schema["$defs"]} if "$defs" in schema else {}),
            "type": "object",
            "properties": {NOTE: note, **schema.get("properties", {})},
            "required": [],
            "additionalProperties": False,
        },
        pages=(first, *(page.evolve(when={}) for page in pages)),
    )


def withdrawal_form() -> Form:
    """Why the dossier is withdrawn: the body of the request."""
    title = LocalizedText(vi="Đề nghị rút hồ sơ", en="Request to withdraw the dossier")
    reason = _text("Lý do rút hồ sơ", "Why the dossier is withdrawn")
    return Form(
        answer_schema={
            "$schema": DIALECT,
            "type": "object",
            "properties": {"reason": reason},
            "required": ["reason"],
            "additionalProperties": False,
        },
        pages=(FormPage(id="withdrawal", title=title, fields=("reason",)),),
    )


def require_right_supplement(
    content: ProcedureContent | None, answers: Answers, *, at: datetime
) -> None:
    """Raises AnswersRejected."""
    if not answers:
        return
    form = supplement_form(content)
    faults = judge(form, answers, day=vietnam_day(at))
    if faults:
        raise rejected(form, faults)


def _text(vi: str, en: str) -> JsonDict:
    return {
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST_TEXT,
        "pattern": r"\S",
        "x-title": {"vi": vi, "en": en},
        "x-kind": "long_text",
        "x-lines": 5,
        "examples": ["Bản sao hợp đồng thuê nhà số 5."],
    }
