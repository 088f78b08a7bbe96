"""The acceptance of a form: its schema is of the subset, and its pages agree with it."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from intake.domain.form import DEFINITION, LARGEST_FORM, Form, FormPage, condition_of
from intake.forms.meta_schema import META_SCHEMA
from kit.core.errors import BrokenRules, FieldError
from kit.core.model import JsonDict

MOST_ERRORS = 20


class FormMalformed(BrokenRules):
    """The form's schema is not of the subset, or its pages do not agree with it."""

    code = "form_malformed"
    vi = "Biểu mẫu của thủ tục chưa đúng. Vui lòng xem danh sách lỗi và sửa lại."
    en = "The form of the procedure is not right. Please see the list of mistakes and correct it."


def require_acceptable(form: Form) -> None:
    """Raises FormMalformed."""
    errors = list(_schema_errors(form)) or [*_size_errors(form), *_page_errors(form)]
    if errors:
        raise FormMalformed(errors[:MOST_ERRORS])


def _schema_errors(form: Form) -> Iterator[FieldError]:
    for error in _meta_validator().iter_errors(form.answer_schema):
        pointer = "".join(f"/{part}" for part in error.instance_path)
        yield FieldError("form.schema", "invalid", pointer)
    for name, schema in _parts(form.answer_schema):
        reference = schema.get("$ref")
        defined = form.answer_schema.get("$defs", {})
        if reference and str(reference).removeprefix(DEFINITION) not in defined:
            yield FieldError("form.schema", "one_of", f"/{name}/$ref")


@lru_cache(maxsize=1)
def _meta_validator() -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(META_SCHEMA, validate_formats=True)


def _parts(schema: JsonDict) -> Iterator[tuple[str, JsonDict]]:
    for group in ("properties", "$defs"):
        for name, part in schema.get(group, {}).items():
            if isinstance(part, dict):
                yield f"{group}/{name}", part
                if isinstance(part.get("items"), dict):
                    yield f"{group}/{name}/items", part["items"]


def _size_errors(form: Form) -> Iterator[FieldError]:
    text = json.dumps(form.model_dump(mode="json"), ensure_ascii=False)
    if len(text.encode()) > LARGEST_FORM:
        yield FieldError("form", "max_length")


def _page_errors(form: Form) -> Iterator[FieldError]:
    """Each field stands on one page; conditions of pages stand in the schema, and no others."""
    names = [name for page in form.pages for name in page.fields]
    for name in form.answer_schema["properties"]:
        if names.count(name) != 1:
            yield FieldError("form.pages", "required", f"/properties/{name}")
    for place, page in enumerate(form.pages):
        unknown = set(page.fields) - set(form.answer_schema["properties"])
        if unknown or form.page(page.id) is not page:
            yield FieldError("form.pages", "unknown_field", f"/{place}")
        if not _follows_its_conditions(form, place):
            yield FieldError("form.pages", "invalid", f"/{place}/when")
    conditions = form.answer_schema.get("allOf", [])
    expected = [_condition(form, page) for page in form.pages if page.when]
    if sorted(map(json.dumps, conditions)) != sorted(map(json.dumps, expected)):
        yield FieldError("form.schema", "invalid", "/allOf")
    always = {name for page in form.pages if not page.when for name in page.fields}
    for name in set(form.answer_schema["required"]) - always:
        yield FieldError("form.schema", "invalid", f"/required/{name}")


def _follows_its_conditions(form: Form, place: int) -> bool:
    """What a page hangs on is asked on an earlier page, and can be answered so."""
    earlier = {name for page in form.pages[:place] for name in page.fields}
    return all(
        name in earlier and set(values) <= set(form.field_schemas[name].get("enum", (True, False)))
        for name, values in form.pages[place].when.items()
    )


def _condition(form: Form, page: FormPage) -> JsonDict:
    """A page's `when` in the schema: required where it is shown, refused where it is not."""
    required = [name for name in page.fields if name in form.required_on(page)]
    then = {"then": {"required": required}} if required else {}
    hidden = dict.fromkeys(page.fields, False)
    return {"if": condition_of(page), **then, "else": {"properties": hidden}}
