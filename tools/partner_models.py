"""`python -m tools.partner_models`: the models of both clients of partners, from the documents.

docs/api/openapi/partners.json gives requests and answers of programs, docs/api/partner_events the
data of each event. The models are types alone: nothing is left of them when a client runs.
"""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
DOCUMENT: Final = ROOT / "docs" / "api" / "openapi" / "partners.json"
EVENTS: Final = ROOT / "docs" / "api" / "partner_events"
PYTHON: Final = ROOT / "clients" / "python" / "motcua_partners" / "models.py"
TYPESCRIPT: Final = ROOT / "clients" / "typescript" / "src" / "models.ts"
ADMINISTRATION: Final = "/partners/v1/partners"
"""Routes below it are an administrator's, and no program's."""
REFERENCE: Final = "#/components/schemas/"
ORIGIN: Final = "Made by `python -m tools.partner_models` of docs/api; not written by hand."

Schema = dict[str, Any]


class Model(NamedTuple):
    """An object of the documents, and its name in the clients."""

    name: str
    schema: Schema


def models() -> list[Model]:
    """Those that programs send and get, by name, then the data of each event."""
    document = json.loads(DOCUMENT.read_text("utf-8"))
    schemas: dict[str, Schema] = document["components"]["schemas"]
    names: set[str] = set()
    paths = (each for path, each in document["paths"].items() if not _is_administration(path))
    for path in paths:
        _collect(path, schemas, names)
    return [*(Model(name, schemas[name]) for name in sorted(names)), *_event_data()]


def event_types() -> dict[str, str]:
    """The type of each event -> the name of its data."""
    return {
        f"vn.motcua.{path.stem}": _data_name(path.stem) for path in sorted(EVENTS.glob("*.json"))
    }


def _event_data() -> Iterator[Model]:
    for path in sorted(EVENTS.glob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        yield Model(_data_name(path.stem), schema["properties"]["data"])


def _data_name(stem: str) -> str:
    """`dossier.fee_due.v1` -> `DossierFeeDueV1`."""
    return "".join(part.capitalize() for part in stem.replace(".", "_").split("_"))


def _is_administration(path: str) -> bool:
    return path == ADMINISTRATION or path.startswith(f"{ADMINISTRATION}/")


def _collect(part: Any, schemas: dict[str, Schema], names: set[str]) -> None:
    """The names of every schema that a part of the document leads to."""
    if isinstance(part, list):
        for each in part:
            _collect(each, schemas, names)
    if isinstance(part, dict):
        name = str(part.get("$ref", "")).removeprefix(REFERENCE)
        if name in schemas and name not in names:
            names.add(name)
            _collect(schemas[name], schemas, names)
        for each in part.values():
            _collect(each, schemas, names)


def python_type(schema: Schema) -> str:
    """In the words of Python's `typing`."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REFERENCE)
    if "anyOf" in schema or "allOf" in schema:
        return " | ".join(map(python_type, schema.get("anyOf") or schema["allOf"]))
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return f"Literal[{', '.join(json.dumps(each) for each in values)}]"
    if schema.get("type") == "array":
        return f"list[{python_type(schema['items'])}]"
    plain = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
    return (plain | {"null": "None"}).get(str(schema.get("type")), "dict[str, Any]")


def typescript_type(schema: Schema) -> str:
    """In the words of TypeScript."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REFERENCE)
    if "anyOf" in schema or "allOf" in schema:
        return " | ".join(map(typescript_type, schema.get("anyOf") or schema["allOf"]))
    if "enum" in schema or "const" in schema:
        return " | ".join(json.dumps(each) for each in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"Array<{typescript_type(schema['items'])}>"
    plain = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
    return (plain | {"null": "null"}).get(str(schema.get("type")), "Record<string, unknown>")


def rendered_python() -> str:
    """The module of the client in Python."""
    head = f'"""The objects that programs of partners send and get.\n\n{ORIGIN}\n"""\n'
    imports = "\nfrom __future__ import annotations\n\n"
    imports += "from typing import Any, Literal, NotRequired, TypedDict\n"
    return head + imports + "".join(map(_python_model, models())) + _python_types()


def _python_model(model: Model) -> str:
    lines = [f"\n\nclass {model.name}(TypedDict):", _docstring(model.schema)]
    for name, field in model.schema["properties"].items():
        kind = python_type(field)
        is_required = name in model.schema.get("required", ())
        lines += ["", f"    {name}: {kind if is_required else f'NotRequired[{kind}]'}"]
        if field.get("description"):
            lines.append(_docstring(field))
    return "\n".join(lines) + "\n"


def _python_types() -> str:
    rows = "".join(f'    "{kind}": {name},\n' for kind, name in event_types().items())
    note = '"""The type of an event -> what its data is."""'
    return f"\n\nDATA: dict[str, type] = {{\n{rows}}}\n{note}\n"


def _docstring(schema: Schema) -> str:
    text = " ".join(str(schema.get("description", "")).split()).replace("\\", "\\\\")
    return textwrap.fill(f'"""{text}"""', 96, initial_indent="    ", subsequent_indent="    ")


def rendered_typescript() -> str:
    """The module of the client in TypeScript."""
    head = f"/** The objects that programs of partners send and get. {ORIGIN} */\n"
    return head + "".join(map(_typescript_model, models())) + _typescript_types()


def _typescript_model(model: Model) -> str:
    lines = ["", f"/** {_line(model.schema)} */", f"export interface {model.name} {{"]
    for name, field in model.schema["properties"].items():
        mark = "" if name in model.schema.get("required", ()) else "?"
        note = [f"  /** {_line(field)} */"] if field.get("description") else []
        lines += [*note, f"  {name}{mark}: {typescript_type(field)};"]
    return "\n".join([*lines, "}", ""])


def _typescript_types() -> str:
    rows = "".join(f'  "{kind}": {name};\n' for kind, name in event_types().items())
    return (
        f"\n/** The type of an event -> what its data is. */\nexport interface Data {{\n{rows}}}\n"
    )


def _line(schema: Schema) -> str:
    return " ".join(str(schema.get("description", "")).split())


if __name__ == "__main__":
    PYTHON.write_text(rendered_python(), "utf-8")
    TYPESCRIPT.write_text(rendered_typescript(), "utf-8")
