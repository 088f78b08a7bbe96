"""The habits of open projects: tidy files, and hooks and workflows that call our own tools."""

import json
import subprocess

import pytest
import yaml

from infra.places import ROOT

TEXT = {".py", ".md", ".yaml", ".yml", ".json", ".toml", ".txt", ".in", ".css", ".html", ".ts"}
EXACT = (
    "tests/contract/golden/",
    "tests/unit/kit/vectors/",
    "tests/unit/payments/vectors/",
    "tests/cases/",
    "docs/examples/",
    "docs/evidence",
)
"""Written by programs or by others, byte for byte."""


def tracked() -> list[str]:
    """The text files of the tree."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = [name for name in listed.stdout.splitlines() if not name.startswith(EXACT)]
    paths = ((name, ROOT / name) for name in names)
    return [
        name
        for name, path in paths
        if path.suffix in TEXT and path.is_file() and not path.is_symlink()
    ]


@pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="not a clone: the tracked files are unknown"
)
def test_every_text_ends_with_one_line_end_and_has_no_other_spaces_than_it_shows() -> None:
    untidy = {}
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8")
        ends = [n for n, line in enumerate(text.splitlines(), 1) if line != line.rstrip()]
        if (
            "\r" in text
            or (text and not text.endswith("\n"))
            or (ends and not name.endswith(".md"))
        ):
            untidy[name] = ends
    assert untidy == {}


def test_every_hook_before_a_commit_is_a_locked_tool_of_this_tree() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]

    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}
    entries = [hook["entry"] for hook in hooks]
    programs = [entry.split()[0] for entry in entries if not entry.startswith("make ")]
    assert [program for program in programs if not program.startswith(".venv/bin/")] == []
    assert [program for program in programs if not (ROOT / program).exists()] == []


def test_the_workflow_runs_what_ci_runs_and_may_only_read() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]

    assert [step["run"] for step in steps if "run" in step] == ["bash .ci/run"]
    assert workflow["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("form", ["bug", "change", "rule_of_law"])
def test_an_issue_form_asks_for_what_it_needs(form: str) -> None:
    form_file = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / f"{form}.yml").read_text())
    fields = [field for field in form_file["body"] if field["type"] != "markdown"]

    assert {"name", "description", "body"} <= set(form_file)
    assert [field["id"] for field in fields if not field["attributes"]["label"]] == []
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_the_container_of_developers_installs_by_our_own_commands() -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert container["postCreateCommand"] == "make install tools"
