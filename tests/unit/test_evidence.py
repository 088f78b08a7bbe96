"""The acceptance lines name tests that exist, each once, and their figures can be read."""

import re
from collections import Counter
from typing import Any

import pytest

from docs.evidence import LINES, key
from infra.places import ROOT
from infra.yaml_reader import read_yaml

EVERY: list[dict[str, Any]] = read_yaml(LINES)
PATH = re.compile(r"(?<![\w/.])tests/[\w/]+(?:\.py)?")


def test_no_line_stands_twice() -> None:
    lines = Counter(key(line) for line in EVERY)

    assert [line for line, count in lines.items() if count > 1] == []


@pytest.mark.parametrize("line", EVERY, ids=key)
def test_a_line_says_what_it_claims_and_names_tests_that_exist(line: dict[str, Any]) -> None:
    assert line["says"].strip()
    assert set(line) <= {"id", "says", "command", "figure", "soak"}
    assert [path for path in PATH.findall(line["command"]) if not (ROOT / path).exists()] == []
    assert re.compile(line.get("figure", "x")).groups <= 1


def test_soundness_has_its_lines() -> None:
    assert {f"H{number}" for number in range(1, 7)} <= {line["id"] for line in EVERY}
