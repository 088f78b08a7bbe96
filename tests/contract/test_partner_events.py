"""The schemas of partners' events are committed, and every event that is made fits its own."""

import json

import pytest
from jsonschema_rs import Draft202012Validator

from contracts.testing.dossier_events import paid_dossier
from docs.partner_events import FOLDER, rendered
from tests.unit.partners.world import World

LARGEST = 4 * 1024


def test_the_schemas_are_those_of_the_code_and_there_are_no_others() -> None:
    files = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert files == rendered(), "python -m docs.partner_events"


@pytest.mark.parametrize("name", sorted(rendered()))
def test_a_type_of_a_schema_is_in_the_guide(name: str) -> None:
    guide = (FOLDER.parent / "partners.md").read_text("utf-8")
    assert f"| `{name.removesuffix('.v1.json')}` |" in guide


def test_every_event_of_a_dossier_fits_the_schema_of_its_type() -> None:
    world = World()
    key = world.program()
    world.receive(paid_dossier(world.vault))

    for event in world.get("/v1/events", key).body["items"]:
        name = event["type"].removeprefix("vn.motcua.")
        schema = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        Draft202012Validator(schema).validate(event)
        assert len(json.dumps(event).encode()) <= LARGEST
