"""A load of a file that is killed goes on where it was, and a second load changes nothing."""

import gzip
import json
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import requests

from data import shapes
from tests.integration.world import World

pytestmark = pytest.mark.integration
ENTRIES = 6
CODE = "9.9900{number:02d}"
FIGURES = re.compile(
    r"catalogue: (\d+) procedures, (\d+) published, (\d+) unchanged, (\d+) refused"
)


def file_of(folder: Path, name: str, *, level: int) -> Path:
    """Short procedures of a field of their own; `level` makes other bytes of the same entries."""
    entry = shapes.catalogue().procedures[0].model_dump(mode="json")
    content = {**entry["content"], "name": "Thủ tục thử nạp", "field": "Thử nạp", "demand": 0}
    content |= {"short_name": "Thủ tục thử nạp", "synonyms": [], "field_code": None}
    lines = [
        json.dumps({"code": CODE.format(number=number), "content": content})
        for number in range(ENTRIES)
    ]
    path = folder / name
    path.write_bytes(gzip.compress("\n".join(lines).encode(), compresslevel=level, mtime=0))
    return path


def command(file: Path) -> list[str]:
    return [sys.executable, "-m", "local.catalogue", "--file", str(file), "--slice", "2"]


def load(file: Path) -> tuple[int, ...]:
    done = subprocess.run(command(file), capture_output=True, text=True, timeout=60, check=True)
    figures = FIGURES.search(done.stdout)
    assert figures, done.stdout + done.stderr
    return tuple(map(int, figures.groups()))


def kill_after_the_first_slice(file: Path) -> None:
    with subprocess.Popen(command(file), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith(f"  2 of {ENTRIES}"):
                process.kill()
                break


def versions(world: World) -> list[Any]:
    anybody = world.sign_in.client_with()
    codes = (CODE.format(number=number) for number in range(ENTRIES))
    return [anybody.get("intake", f"/procedures/{code}")["version"] for code in codes]


def test_a_load_that_is_killed_resumes_and_a_second_one_changes_nothing(
    world: World, tmp_path: Path
) -> None:
    file = file_of(tmp_path, "first.jsonl.gz", level=9)

    kill_after_the_first_slice(file)
    total, published, unchanged, refused = load(file)

    assert (total, published + unchanged, refused) == (ENTRIES, ENTRIES, 0)
    before = versions(world)
    assert load(file) == (total, published, unchanged, refused)
    assert load(file_of(tmp_path, "second.jsonl.gz", level=1)) == (ENTRIES, 0, ENTRIES, 0)
    assert versions(world) == before == [1] * ENTRIES


@pytest.mark.parametrize(("form", "start"), [("csv", b"\xef\xbb\xbfcode,"), ("json", b"{")])
def test_the_list_is_saved_by_a_link_without_a_token(world: World, form: str, start: bytes) -> None:
    export = world.sign_in.client_with().get("intake", f"/catalogue?form={form}")

    file = requests.get(export["url"], timeout=10)

    assert file.headers["Content-Type"] == export["media_type"]
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.content.startswith(start)
    assert sha256(file.content).hexdigest() == export["sha256"]
