"""Pictures of every paper in docs/forms; `UPDATE_FORMS=1` writes them anew."""

import os
import re
from base64 import b64decode
from pathlib import Path
from typing import Final

from contracts.result_templates import templates
from tests.unit.documents.papers import SUB, events_with_forms, file_of, picture_of
from tests.unit.documents.test_registers import CONTROL, HEAD, a_course, listed, receive
from tests.unit.documents.test_registers import a_world as register_world
from tests.unit.documents.test_results import code_of, decided
from tests.unit.documents.test_signature_pictures import store
from tests.unit.documents.world import World, world_with_dossier

FORMS: Final = Path(__file__).parents[3] / "docs" / "forms"


def files() -> dict[str, bytes]:
    """The file of each of the forms, and of a result of each template."""
    return {**forms(), **registers(), **results()}


def forms() -> dict[str, bytes]:
    sealed: dict[str, bytes] = {}
    for kind, event in events_with_forms(World().others).items():
        world = world_with_dossier()
        world.receive(world.others.publish("casework", event))
        sealed[kind] = file_of(world, world.documents()[0])
    return sealed


def registers() -> dict[str, bytes]:
    world = register_world()
    receive(world, *a_course(world))
    control = world.client.get(CONTROL, HEAD.sub).body["pdf"]
    return {"form-06": b64decode(control), "form-07": b64decode(listed(world, "pdf")["content"])}


def results() -> dict[str, bytes]:
    sealed: dict[str, bytes] = {}
    for template in templates():
        world = world_with_dossier()
        store(world, signature=SUB)
        world.receive(world.others.publish("casework", decided(code_of(template))))
        sealed[f"result-{template.id}"] = file_of(world, world.documents()[0])
    return sealed


def test_every_form_has_a_picture_that_is_shown() -> None:
    papers = files()
    if os.environ.get("UPDATE_FORMS"):
        write_pictures(papers)

    shown = set(re.findall(r"\(([\w.-]+\.png)\)", (FORMS / "README.md").read_text("utf-8")))

    assert {f"{name}.png" for name in papers} <= shown
    assert {path.name for path in FORMS.glob("*.png")} == shown


def write_pictures(papers: dict[str, bytes]) -> None:
    for name, pdf in papers.items():
        scale = 1.5 if name.startswith("form") else 0.9
        (FORMS / f"{name}.png").write_bytes(picture_of(pdf, scale=scale))
