"""Which Node the tools take, and how the lock keeps them where they are."""

import json

import pytest

from tools.node import PROJECT, is_new_enough


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2", "v22.12.0", "v24.19.0"])
def test_a_node_that_redocly_runs_on_is_taken(version: str) -> None:
    assert is_new_enough(version)


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3", "v21.7.0", "v22.11.0"])
def test_an_older_node_is_not(version: str) -> None:
    assert not is_new_enough(version)


def test_every_locked_package_has_a_digest_and_no_address() -> None:
    packages = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    locked = {name: each for name, each in packages.items() if name}

    assert locked
    assert [name for name, each in locked.items() if "integrity" not in each] == []
    assert [name for name, each in locked.items() if "resolved" in each] == []


def test_the_project_names_exact_versions() -> None:
    wanted = json.loads((PROJECT / "package.json").read_text())["dependencies"]
    assert [version for version in wanted.values() if not version[0].isdigit()] == []
