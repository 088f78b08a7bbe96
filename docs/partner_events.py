"""`python -m docs.partner_events`: api/partner_events/, the JSON Schema of each event of a feed."""

import json
from pathlib import Path
from typing import Any, Final

from partners.domain.public_event import TYPES, PublicData, PublicEvent, type_name

FOLDER: Final = Path(__file__).with_name("api") / "partner_events"


def rendered() -> dict[str, str]:
    """File name -> schema, of every type."""
    return {
        f"{type_name(kind.NAME).removeprefix('vn.motcua.')}.json": _text(schema_of(kind))
        for kind in TYPES
    }


def schema_of(kind: type[PublicData]) -> dict[str, Any]:
    """The whole event; readers ignore what they do not know, so that fields may be added."""
    envelope, data = PublicEvent.model_json_schema(), kind.model_json_schema()
    properties = {**envelope["properties"], "data": _open(data)}
    properties["type"] = {"const": type_name(kind.NAME)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": type_name(kind.NAME),
        "description": data.get("description", ""),
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
    }


def _open(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key != "additionalProperties"}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Write every file; one that no type has any more stays, as a promise that was broken."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in rendered().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
