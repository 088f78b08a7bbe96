"""docs/events.md is the source: contracts, routes, notices and golden files follow it, row by
row."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from contracts import (
    casework,
    documents,
    exchange,
    intake,
    letters,
    notifications,
    payments,
    status,
    voice,
)
from contracts.routes import ROUTES
from kit.core.model import Event
from notifications.domain.notice_rules import NOTICE_RULES as NOTICES

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden" / "events"
LETTERS = {
    "c": "casework",
    "d": "documents",
    "e": "exchange",
    "i": "intake",
    "l": "letters",
    "n": "notifications",
    "p": "payments",
    "r": "partners",
    "v": "voice",
    "s": "status",
}
MODULES = {
    "intake": intake,
    "casework": casework,
    "documents": documents,
    "payments": payments,
    "notifications": notifications,
    "status": status,
    "exchange": exchange,
    "voice": voice,
    "letters": letters,
}
CHANNELS = {"SMS": "sms", "mail": "mail"}


@dataclass(frozen=True)
class Row:
    """A row of the catalogue."""

    source: str
    event: str
    fields: tuple[str, ...]
    sealed: frozenset[str]
    subscribers: tuple[str, ...]
    notice: str

    @property
    def to(self) -> str | None:
        """Whom the notice is for; None where there is none."""
        notices = self.notice.partition(";")[0].strip()
        if notices.startswith("–"):
            return None
        return "officials" if notices.startswith("officials:") else "citizen"

    @property
    def channels(self) -> tuple[str, ...]:
        """By which channels, in the order of sending."""
        notices = self.notice.partition(";")[0]
        return tuple(channel for word, channel in CHANNELS.items() if word in notices)


def catalogue() -> list[Row]:
    """The rows of docs/events.md."""
    rows, source = [], ""
    for line in (ROOT / "docs" / "events.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            source = line.removeprefix("## ")
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if source in MODULES and len(cells) == 5 and re.fullmatch(r"[a-z]+\.[a-z_]+", cells[0]):
            rows.append(_row(source, cells))
    return rows


def _row(source: str, cells: list[str]) -> Row:
    named = [] if cells[2] == "–" else cells[2].split(", ")
    return Row(
        source=source,
        event=cells[0],
        fields=tuple(name.rstrip("‡") for name in named),
        sealed=frozenset(name.rstrip("‡") for name in named if name.endswith("‡")),
        subscribers=tuple(LETTERS[letter] for letter in cells[3].split()),
        notice=cells[4],
    )


ROWS = catalogue()
KINDS: dict[str, type[Event]] = {
    kind.TYPE: kind for module in MODULES.values() for kind in module.EVENTS
}
EACH = pytest.mark.parametrize("row", ROWS, ids=[row.event for row in ROWS])


def test_the_catalogue_names_each_event_once() -> None:
    assert len(ROWS) == len({row.event for row in ROWS}) == 96


def test_contracts_routes_and_golden_files_hold_the_catalogues_events_and_no_other() -> None:
    events = {row.event for row in ROWS}
    assert events == KINDS.keys() == ROUTES.keys()
    assert events == {path.name.rsplit(".", 2)[0] for path in GOLDEN.glob("*.json")}


@EACH
def test_an_event_is_said_by_the_service_of_its_table(row: Row) -> None:
    assert KINDS[row.event] in MODULES[row.source].EVENTS


@EACH
def test_an_event_carries_the_fields_of_its_row(row: Row) -> None:
    assert tuple(KINDS[row.event].model_fields) == row.fields


@EACH
def test_an_event_seals_the_fields_marked_as_personal(row: Row) -> None:
    properties = KINDS[row.event].model_json_schema().get("properties", {})
    assert {name for name, schema in properties.items() if schema.get("x-sealed")} == row.sealed


@EACH
def test_an_event_goes_to_the_subscribers_of_its_row_and_always_to_status(row: Row) -> None:
    assert ROUTES[row.event] == row.subscribers
    assert "status" in row.subscribers


@EACH
def test_an_event_brings_the_notices_of_its_row(row: Row) -> None:
    names = NOTICES.get(row.event)
    assert (names.to if names else None) == row.to
    assert (names.channels if names else ()) == row.channels
    assert (names.when if names else "always") == (
        "later" if "when later" in row.notice else "always"
    )


@EACH
def test_events_with_a_notice_go_to_notifications(row: Row) -> None:
    assert row.to is None or "notifications" in row.subscribers


DEFINITIONS = {"LocalizedText": "Words"}
"""Our classes and the names that the golden schemas have for them: a definition's name is not on
the wire."""


def _with_wire_names(schema: dict[str, Any]) -> Any:
    text = json.dumps(schema)
    for ours, golden in DEFINITIONS.items():
        text = text.replace(f'"{ours}"', f'"{golden}"').replace(f'/{ours}"', f'/{golden}"')
    return _without_field_descriptions(json.loads(text))


def _without_field_descriptions(schema: Any) -> Any:
    """What a field means may be said better at any time: it is not on the wire either."""
    if isinstance(schema, list):
        return [_without_field_descriptions(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _without_field_descriptions(part) for name, part in schema.items()}
    if isinstance(plain.get("description"), str):  # however its docstring is wrapped
        plain["description"] = " ".join(plain["description"].split())
    fields = schema.get("properties")
    if isinstance(fields, dict):
        plain["properties"] = {
            name: {k: v for k, v in field.items() if k != "description"}
            for name, field in plain["properties"].items()
        }
    return plain


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_the_golden_file_still_reads_and_its_schema_is_the_models(path: Path) -> None:
    """`UPDATE_GOLDEN=1` rewrites it after the model; say in docs/ why a promise changed."""
    golden: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    kind = KINDS[golden["type"]]
    event = kind.model_validate_json(json.dumps(golden["example"]))
    if golden["version"] != kind.VERSION:
        return
    current = {
        "example": json.loads(event.model_dump_json()),
        "schema": _with_wire_names(kind.model_json_schema(mode="serialization")),
    }
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(
            json.dumps(golden | current, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
    else:
        golden["schema"] = _without_field_descriptions(golden["schema"])
        assert golden == golden | current


def test_the_main_job_brings_as_many_notices_as_the_catalogue_says() -> None:
    """5 SMS and 6 mails for a fee before acceptance, 3 and 4 without a fee."""
    free = ("dossier.filed", "case.accepted", "case.completed", "case.returned")
    by_event = {row.event: row.channels for row in ROWS}
    assert [sum(channel in by_event[e] for e in free) for channel in ("sms", "mail")] == [3, 4]
    paid = (*free, "fee.due", "fee.settled")
    assert [sum(channel in by_event[e] for e in paid) for channel in ("sms", "mail")] == [5, 6]
