"""Pictures of every paper in docs/forms; `UPDATE_FORMS=1` writes them anew."""

import os
import re
from pathlib import Path
from typing import Final

import pytest

from contracts.documents import Kind
from tests.unit.documents.papers import events_with_forms, file_of, picture_of
from tests.unit.documents.world import World, world_with_dossier

FORMS: Final = Path(__file__).parents[3] / "docs" / "forms"


def files() -> dict[Kind, bytes]:
    """The file of each of the forms."""
    sealed: dict[Kind, bytes] = {}
    for kind, event in events_with_forms(World().others).items():
        world = world_with_dossier()
        world.receive(world.others.publish("casework", event))
        sealed[kind] = file_of(world, world.documents()[0])
    return sealed


def test_every_form_has_a_picture_that_is_shown() -> None:
    shown = set(re.findall(r"\(([\w.-]+\.png)\)", (FORMS / "README.md").read_text("utf-8")))

    assert {f"{name}.png" for name in files()} <= shown
    assert {path.name for path in FORMS.glob("*.png")} == shown


@pytest.mark.skipif(not os.environ.get("UPDATE_FORMS"), reason="writes the pictures")
def test_the_pictures_are_written() -> None:
    for name, pdf in files().items():
        (FORMS / f"{name}.png").write_bytes(picture_of(pdf))
