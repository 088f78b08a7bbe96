"""What the documents say is there, is there: links, paths, commands, alarms, parameters, drawings."""

import re
from itertools import chain
from pathlib import Path

import pytest

from docs import graphs
from infra.places import CLIENTS, INFRA, ROOT, SERVICES
from infra.service.template import service_template
from infra.template import read_template

PAGES = sorted(
    chain(
        ROOT.glob("*.md"),
        ROOT.glob("docs/**/*.md"),
        ROOT.glob("services/*/README.md"),
        ROOT.glob("*/README.md"),
    )
)
TOLD_BY_US = {"Stage", "BundleBucket", "Faults", "DemoUsers", "StripeApiBase"}


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def links(page: Path) -> list[tuple[Path, str]]:
    found = re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8"))
    parts = [link.partition("#") for link in found]
    return [(page.parent / path if path else page, anchor) for path, _, anchor in parts]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = [
        f"{to}#{anchor}"
        for to, anchor in links(page)
        if not to.exists() or (anchor and anchor not in anchors(to))
    ]
    assert not dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_target_of_make_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z%-]*):", (ROOT / "Makefile").read_text(), re.M))
    named = set(
        re.findall(
            r"`make ([a-z][a-z-]+)|^    make ([a-z][a-z-]+)", page.read_text(encoding="utf-8"), re.M
        )
    )
    asked = {first or second for first, second in named}
    assert {
        t for t in asked if t not in targets and f"{t.partition('-')[0]}-%" not in targets
    } == set()


def test_every_alarm_is_in_the_runbook() -> None:
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    resources = {name for s in SERVICES for name in service_template(s)["Resources"]}
    assert {
        name for name in resources if name.endswith("Alarm") and f"`{name}`" not in runbook
    } == set()


def test_every_parameter_of_a_stage_is_in_the_runbook() -> None:
    runbook = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
    templates = [read_template(path) for path in INFRA.glob("*.yaml")]
    templates += [service_template(name) for name in (*SERVICES, *CLIENTS)]
    declared = {name for template in templates for name in template.get("Parameters", {})}
    assert {name for name in declared - TOLD_BY_US if f"`{name}`" not in runbook} == set()


def test_the_drawings_are_the_graphs() -> None:
    assert graphs.PAGE.read_text(encoding="utf-8") == graphs.page(), (
        "python -m docs.graphs writes it anew"
    )
