"""`python -m data.convert.forms` rewrites the forms (`data/forms/<code>.form.json`) from the lists
of their fields (`<code>.fields.json`), which are written by hand.

A form is what a version of a procedure publishes: a JSON Schema of the answers, and pages.
"""

import json
from pathlib import Path
from typing import Any, Final

FORMS: Final = Path(__file__).parent.parent / "forms"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


def _words(vi: str, en: str) -> Json:
    return {"vi": vi, "en": en}


def _error(rule: str, vi: str, en: str) -> Json:
    return {"x-error": {rule: _words(vi, en)}}


LINE: Final[Json] = {"type": "string", "minLength": 1, "maxLength": 300, "pattern": r"\S"}
DEFINITIONS: Final[dict[str, Json]] = {
    "text": {**LINE, "examples": ["Theo giấy tờ kèm theo"]},
    "long_text": {
        **LINE,
        "maxLength": 2000,
        "x-lines": 5,
        "examples": ["Theo nội dung trong giấy tờ kèm theo."],
    },
    "person_name": {
        **LINE,
        "maxLength": 200,
        "examples": ["Nguyễn Văn A"],
    },
    "address": {
        **LINE,
        "maxLength": 400,
        "x-lines": 2,
        "examples": ["Số 8A, đường 25/4, phường Hồng Gai, tỉnh Quảng Ninh"],
    },
    "identity_number": {
        "type": "string",
        "pattern": "^[0-9]{12}$",
        "maxLength": 12,
        **_error(
            "pattern",
            "Hãy nhập đủ 12 chữ số của số định danh cá nhân, như trên thẻ căn cước.",
            "Please enter all 12 digits of the identity number, as on the identity card.",
        ),
        "examples": ["001099012345"],
    },
    "phone": {
        "type": "string",
        "pattern": r"^(0[0-9]{9,10}|\+[1-9][0-9]{7,14})$",
        "maxLength": 16,
        **_error(
            "pattern",
            "Hãy nhập số điện thoại gồm 10 chữ số, bắt đầu bằng 0, ví dụ: 0912345678.",
            "Please enter the telephone number: 10 digits that begin with 0, or + and a country.",
        ),
        "x-autocomplete": "tel",
        "examples": ["0912345678"],
    },
    "email": {
        "type": "string",
        "format": "email",
        "maxLength": 254,
        "x-autocomplete": "email",
        "examples": ["an@example.vn"],
    },
    "date": {"type": "string", "format": "date", "maxLength": 10, "examples": ["2020-01-15"]},
    "year": {
        "type": "string",
        "pattern": "^(19|20)[0-9]{2}$",
        "maxLength": 4,
        **_error(
            "pattern",
            "Hãy nhập năm gồm 4 chữ số, ví dụ: 1990.",
            "Please enter the year in 4 digits, such as 1990.",
        ),
        "examples": ["1990"],
    },
    "time": {
        "type": "string",
        "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        "maxLength": 5,
        **_error(
            "pattern",
            "Hãy nhập giờ và phút, ví dụ: 07:30.",
            "Please enter hours and minutes, such as 07:30.",
        ),
        "examples": ["07:30"],
    },
    "number": {"type": "integer", "minimum": 0, "maximum": 1_000_000_000, "examples": [3]},
    "money": {
        "type": "integer",
        "minimum": 0,
        "maximum": 1_000_000_000_000_000,
        "examples": [50_000_000],
    },
    "list": {
        "type": "array",
        "items": LINE,
        "maxItems": 30,
        "uniqueItems": True,
        "examples": [["Bán lẻ thực phẩm"]],
    },
}
"""Kind of a field -> what its answers obey, in every form."""
ANNOTATIONS: Final = {
    "from": "x-from",
    "register": "x-register",
    "past": "x-past",
    "not_before": "x-not-before",
    "minimum": "minimum",
    "maximum": "maximum",
}
MOST_ROWS: Final = 20


def form_from(source: Json) -> Json:
    """A form from the list of its fields and pages."""
    fields: list[Json] = source["fields"]
    hidden = {name for page in source["pages"] if "when" in page for name in page["fields"]}
    used = {each["kind"] for field in fields for each in (field, *field.get("columns", ()))}
    schema: Json = {
        "$schema": DIALECT,
        "$defs": {kind: DEFINITIONS[kind] for kind in DEFINITIONS if kind in used},
        "type": "object",
        "properties": {field["name"]: _property(field) for field in fields},
        "required": [f["name"] for f in fields if f["required"] and f["name"] not in hidden],
        "additionalProperties": False,
    }
    conditions = [_condition(page, fields) for page in source["pages"] if "when" in page]
    if conditions:
        schema["allOf"] = conditions
    return {"schema": schema, "pages": source["pages"]}


def _property(field: Json) -> Json:
    """The schema of a field: the definition of its kind, or choices, or rows; and its words."""
    kind = field["kind"]
    own: Json = {"x-title": _words(field["label"], field["label_en"]), "x-kind": kind}
    if "hint" in field:
        own["x-hint"] = _words(field["hint"], field["hint_en"])
    own |= {ANNOTATIONS[key]: value for key, value in field.items() if key in ANNOTATIONS}
    needed = field["required"] or field.get("required_when_shown", False)
    if kind == "choice":
        options: list[Json] = field["options"]
        names = {each["value"]: _words(each["label"], each["label_en"]) for each in options}
        return {"enum": list(names), "x-names": names, **own}
    if kind == "rows":
        columns: list[Json] = field["columns"]
        row = {
            "type": "object",
            "properties": {column["name"]: _property(column) for column in columns},
            "required": [column["name"] for column in columns if column["required"]],
            "additionalProperties": False,
        }
        return {"type": "array", "items": row, "minItems": 1, "maxItems": MOST_ROWS, **own}
    if "minimum" in own or "maximum" in own:
        return {**DEFINITIONS[kind], **own}
    if kind == "list" and needed:
        return {**DEFINITIONS[kind], "minItems": 1, **own}
    return {"$ref": f"#/$defs/{kind}", **own}


def _condition(page: Json, fields: list[Json]) -> Json:
    """A page's `when` for whoever files by the routes: required if it holds, else refused."""
    when: dict[str, list[str]] = page["when"]
    required = [
        field["name"]
        for name in page["fields"]
        for field in fields
        if field["name"] == name and (field["required"] or field.get("required_when_shown"))
    ]
    then = {"then": {"required": required}} if required else {}
    condition = {
        "properties": {name: {"enum": values} for name, values in when.items()},
        "required": list(when),
    }
    hidden = dict.fromkeys(page["fields"], False)
    return {"if": condition, **then, "else": {"properties": hidden}}


def main() -> None:
    """Converts every list of fields."""
    for path in sorted(FORMS.glob("*.fields.json")):
        source = json.loads(path.read_text(encoding="utf-8"))
        text = json.dumps(form_from(source), ensure_ascii=False, separators=(",", ":"))
        target = path.with_name(path.name.replace(".fields.", ".form."))
        target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
