"""One artefact is built once and promoted: what was tested is what citizens get."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from infra import artefact
from infra.archive import PackagingFailed
from infra.artefact import MANIFEST, STACKS, assemble, commit_of, read, sources_of
from infra.bundle import Bundle
from infra.places import CLIENTS, INFRA, SERVICES
from infra.stages import Stage
from infra.target import Target
from tests.infra.test_stacks import Cloud, on

TARGET = Target("python3.13", "arm64", here=False, interpreter=Path("/usr/bin/python3.13"))


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A whole artefact of small files."""
    bundles = []
    for name in (*SERVICES, *CLIENTS):
        folder = tmp_path / "packages" / name
        folder.mkdir(parents=True)
        (folder / "0.zip").write_bytes(name.encode())
        (folder / "template.json").write_text(json.dumps({"Parameters": {}, "name": name}))
        bundles.append(Bundle(name, folder / "0.zip", f"{name}/0.zip", folder / "template.json"))
    assemble(bundles, tmp_path / "artefact", commit="c0ffee", target=TARGET.name)
    return tmp_path / "artefact"


def test_the_manifest_has_a_digest_of_every_file_that_a_stage_is_made_of(built: Path) -> None:
    manifest = json.loads((built / MANIFEST).read_text())
    expected = {
        f"{name}/{file}" for name in (*SERVICES, *CLIENTS) for file in ("0.zip", "template.json")
    }
    expected |= {f"stacks/{name}.yaml" for name in STACKS}

    assert set(manifest["files"]) == expected
    assert (manifest["commit"], manifest["target"]) == ("c0ffee", TARGET.name)


def test_every_stack_of_a_stage_is_in_an_artefact() -> None:
    no_stacks = {"checkov", *SERVICES, *CLIENTS}
    assert set(STACKS) == {path.stem for path in INFRA.glob("*.yaml")} - no_stacks


def test_what_was_tested_is_taken_and_names_its_own_templates(built: Path) -> None:
    tested = read(built)

    again = read(built, tested.digest)

    assert again == tested
    assert [bundle.service for bundle in again.bundles] == [*SERVICES, *CLIENTS]
    assert again.stacks == built / "stacks"


Change = Callable[[Path], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda built: (built / "payments" / "0.zip").write_bytes(b"other"),
        lambda built: (built / "payments" / "template.json").write_text("{}"),
        lambda built: (built / "stacks" / "edge.yaml").write_text(""),
        lambda built: (built / "stacks" / "more.yaml").write_text(""),
        lambda built: (built / "portal" / "0.zip").unlink(),
    ],
    ids=["another zip", "another template", "another stack", "a file more", "a file less"],
)
def test_an_artefact_that_was_changed_is_refused(built: Path, change: Change) -> None:
    change(built)
    with pytest.raises(PackagingFailed, match="other files"):
        read(built)


def test_another_artefact_than_the_tested_one_is_refused(built: Path) -> None:
    tested = read(built).digest
    manifest = json.loads((built / MANIFEST).read_text())
    (built / MANIFEST).write_text(json.dumps(manifest | {"commit": "other"}))

    with pytest.raises(PackagingFailed, match="deploy what was tested"):
        read(built, tested)


def test_without_bytecode_nothing_is_built(tmp_path: Path) -> None:
    target = Target("python3.13", "arm64", here=False, interpreter=None)
    with pytest.raises(PackagingFailed, match="uv python install"):
        artefact.build(target, tmp_path)


def test_a_tree_that_is_no_commit_is_not_built(tmp_path: Path) -> None:
    for words in (["init", "-q"], ["config", "user.email", "a@b.vn"], ["config", "user.name", "A"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    (tmp_path / "app.py").write_text("")
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)

    with pytest.raises(PackagingFailed, match="commit first"):
        commit_of(tmp_path)


def stage(name: str) -> Stage:
    return on(Cloud(), name)


@pytest.mark.parametrize("name", ["prod", "quangninh", "test"])
def test_a_stage_of_citizens_takes_a_tested_artefact_only(name: str, built: Path) -> None:
    with pytest.raises(PackagingFailed, match="ARTEFACT"):
        sources_of(stage(name), None, "")
    with pytest.raises(PackagingFailed, match="DIGEST"):
        sources_of(stage(name), built, "")

    chosen = sources_of(stage(name), built, read(built).digest)
    assert chosen == read(built)


def test_a_stage_for_tests_takes_one_before_anybody_tested_it(built: Path) -> None:
    assert sources_of(stage("test-1"), built, "") == read(built)
