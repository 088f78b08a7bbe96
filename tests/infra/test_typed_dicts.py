"""Typed dictionaries of libraries: without fields in a zip, and nothing misses them."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from infra.bundle import bundle
from infra.places import CLIENTS, LOCAL_RUNTIME
from infra.target import Target
from infra.typed_dicts import without_fields

MODULE = '''
from typing import TypedDict

class Shape(TypedDict, total=False):
    """Two lines
    of prose."""

    name: str

class Value:
    name: str

def shape(name):
    return {"name": name}
'''
PROBE = """
import sys
sys.path.insert(0, sys.argv[1])
from pydantic import BaseModel, Field
from pydantic_core import core_schema

class Inner(BaseModel):
    amount: int = Field(gt=0)

class Outer(BaseModel):
    inner: tuple[Inner, ...]
    note: str | None = None

print(Outer.model_validate_json('{"inner": [{"amount": 1}]}').model_dump_json())
print(Outer.model_json_schema()["properties"]["inner"]["type"])
print(core_schema.__file__.startswith(sys.argv[1]), len(core_schema.CoreConfig.__annotations__))
"""
START = """
import sys
sys.path.insert(0, sys.argv[1])
import app
from importlib.util import find_spec
imported = {*sys.modules}
print(*(name for name in sys.argv[2:] if name in imported or find_spec(name) is None))
"""
FOR_OTHER_PAGES = {
    "desk": ("desk.work.models", "desk.work.case_models", "desk.money.models"),
    "portal": ("portal.dossier", "portal.payment", "front.filing.models"),
}
"""Modules of other pages than the first, beside those of the library."""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clients")
    for client in CLIENTS:
        with zipfile.ZipFile(bundle(client, Target.named()).zip) as whole:
            whole.extractall(folder / client)
    return folder


def printed(program: str, folder: Path, *arguments: str) -> str:
    run = subprocess.run(
        [str(LOCAL_RUNTIME), "-I", "-c", program, str(folder), *arguments],
        env={}, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout


def test_a_typed_dictionary_loses_its_fields_and_every_other_line_stays_in_its_place() -> None:
    bare = without_fields(MODULE).splitlines()

    lines = MODULE.splitlines()
    assert [place for place, line in enumerate(lines) if line != bare[place]] == [4, 5, 7]
    assert bare[4] == "    pass"
    assert len(bare) == len(lines)


@pytest.mark.xdist_group("bundles")
def test_packaged_pydantic_validates_without_the_fields_of_its_shapes(unpacked: Path) -> None:
    model, kind, shapes = printed(PROBE, unpacked / CLIENTS[0]).splitlines()

    assert model == '{"inner":[{"amount":1}],"note":null}'
    assert kind == "array"
    assert shapes == "True 0"


@pytest.mark.xdist_group("bundles")
@pytest.mark.parametrize("client", CLIENTS)
def test_a_clients_start_imports_nothing_of_pages_that_it_does_not_show(
    client: str, unpacked: Path
) -> None:
    of_library = ("front.foreign_words", "front.sign_in.provider", "front.forms.fields")
    of_kit = ("kit.http.router", "kit.persistence.table")
    others = (*of_library, *of_kit, *FOR_OTHER_PAGES[client])

    assert printed(START, unpacked / client, *others).split() == []
