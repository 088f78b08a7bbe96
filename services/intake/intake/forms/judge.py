"""The judgement of answers by the procedure's form: which rules they break, and where.

jsonschema-rs is loaded with the first judgement of a process, and by nothing else.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from contracts.printable import is_printable
from intake.domain.answer_faults import AnswerFault
from intake.domain.form import Answers, Form, FormPage
from kit.core.model import JsonDict

TYPES: Final = {"string", "integer", "number", "boolean", "object", "array"}
RULES: Final = {
    "pattern": "pattern",
    "enum": "one_of",
    "const": "one_of",
    "falseSchema": "not_applicable",
    "uniqueItems": "unique",
}
LIMITS: Final = {
    "minLength": "min_length",
    "minItems": "min_length",
    "maxLength": "max_length",
    "maxItems": "max_length",
    "minimum": "minimum",
    "maximum": "maximum",
}
NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")
"""Of a field."""


def judge(
    form: Form, answers: Answers, *, day: str, registered: Mapping[str, Any] | None = None
) -> tuple[AnswerFault, ...]:
    """Every fault, in the order of the form; none: the answers can be filed.

    `day`: today in Vietnam, YYYY-MM-DD. `registered`: what a register says of locked fields.
    """
    faults = [*_by_schema(form, answers), *_by_own_rules(form, answers, day)]
    faults += [
        AnswerFault(pointer=(name,), rule="registered")
        for name, value in (registered or {}).items()
        if name in answers and answers[name] != value
    ]
    order = {name: place for place, name in enumerate(form.field_schemas)}
    # of two rules for one place the first is enough: what is no text has no length either
    firsts = {fault.pointer: fault for fault in reversed(faults)}
    return tuple(
        sorted(firsts.values(), key=lambda f: (order.get(f.field, len(order)), f.text, f.rule))
    )


def faults_of(page: FormPage, faults: tuple[AnswerFault, ...]) -> tuple[AnswerFault, ...]:
    """Those of a page: the whole's judgement and no other."""
    return tuple(fault for fault in faults if fault.field in page.fields)


def own_name(name: str) -> str:
    """A field's name; one that a caller made up is not repeated to them."""
    return name if NAME.fullmatch(name) else "?"


def _by_schema(form: Form, answers: Answers) -> Iterator[AnswerFault]:
    validator = _validator(json.dumps(form.answer_schema, ensure_ascii=False))
    for error in validator.iter_errors(answers):
        yield from _faults(error.instance_path, error.kind)


@lru_cache(maxsize=64)
def _validator(schema: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(json.loads(schema), validate_formats=True)


def _faults(path: list[str | int], kind: Any) -> Iterator[AnswerFault]:
    """One error of the library by our rules."""
    name, place = str(kind.name), tuple(path)
    if name == "required":
        yield AnswerFault(pointer=(*place, kind.property), rule="required")
    elif name == "additionalProperties":
        for unexpected in kind.unexpected:
            yield AnswerFault(pointer=(*place, own_name(unexpected)), rule="unknown_field")
    elif name == "type":
        yield AnswerFault(pointer=place, rule=_type(kind.types))
    elif name == "format":
        yield AnswerFault(pointer=place, rule="email" if "email" in kind.format else "date")
    elif name in LIMITS:
        yield AnswerFault(pointer=place, rule=LIMITS[name], limit=int(kind.limit))
    else:
        yield AnswerFault(pointer=place, rule=RULES[name])


def _type(types: list[str]) -> str:
    return types[0] if types[0] in TYPES else "object"


def _by_own_rules(form: Form, answers: Answers, day: str) -> Iterator[AnswerFault]:
    """What JSON Schema cannot say: printable letters, days in the past, days in their order."""
    for name, schema in form.field_schemas.items():
        if name not in answers:
            continue
        answer = answers[name]
        yield from _unprintable((name,), answer)
        if schema.get("x-past") and _is_text(answer) and answer > day:
            yield AnswerFault(pointer=(name,), rule="past")
        other = schema.get("x-not-before")
        if other and _is_text(answer) and _is_text(answers.get(other)) and answer < answers[other]:
            yield AnswerFault(pointer=(name,), rule="not_before", other=other)


def _unprintable(pointer: tuple[str | int, ...], answer: Any) -> Iterator[AnswerFault]:
    if isinstance(answer, str) and not is_printable(answer.replace("\n", " ")):
        yield AnswerFault(pointer=pointer, rule="not_printable")
    parts: JsonDict | dict[int, Any] = {}
    if isinstance(answer, dict):
        parts = answer
    elif isinstance(answer, list):
        parts = dict(enumerate(answer))
    for step, part in parts.items():
        yield from _unprintable((*pointer, step), part)


def _is_text(answer: Any) -> bool:
    return isinstance(answer, str)
