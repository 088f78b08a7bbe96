"""Documents agree with the tree: links, paths, commands, alarms, parameters, routes, diagrams."""

import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from docs import graphs
from infra.places import CLIENTS, INFRA, ROOT, SERVICES
from infra.service.template import service_template
from infra.template import read_template

PAGES = sorted(
    {
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("services/*/README.md"),
        *ROOT.glob("*/README*.md"),
        *ROOT.glob("local/**/README.md"),
    }
)
OPERATIONS = sorted(ROOT.glob("docs/operations/*.md"))
GENERATED = {
    f"docs/{name}"
    for name in (
        "api/errors.md",
        "authorisation.md",
        "coverage.md",
        "evidence.md",
        "examples/month.md",
        "graphs.md",
        "law.md",
        "law.vi.md",
        "published_figures.md",
        "service_index.md",
    )
}
WIDTH = 100
SET_BY_THE_DEPLOYMENT = {
    "Protection",
    "Stage",
    "BundleBucket",
    "Faults",
    "DemoUsers",
    "StripeApiBase",
    "SenderRoles",
    "DocumentsApi",
    "IntakeApi",
    "CaseworkApi",
    "NotificationsApi",
}
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|md|yaml|json|in|csv|typ|yml)|test_\w+\.py)`")
LOCAL_ONLY = (".local/", "build/")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


each_page = pytest.mark.parametrize("page", PAGES, ids=name_of)
each_written_page = pytest.mark.parametrize(
    "page", [page for page in PAGES if name_of(page) not in GENERATED], ids=name_of
)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", text_of(page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> list[tuple[Path, str]]:
    targets = re.findall(r"\]\((?!https?:)([^)\s]+)\)", text_of(page))
    parts = [target.partition("#") for target in targets]
    return [(page.parent / path if path else page, anchor) for path, _, anchor in parts]


def prose(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines without code, tables, images and headings; a link is its words."""
    fenced = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and not line.startswith(("|", "    ", "#", "<", "![", "$")):
            yield number, re.sub(r"\]\([^)]*\)", "]", line)


@cache
def tree() -> str:
    """Every file that a page may name, a line each, with a slash before it."""
    folders = [
        "bench",
        "conformance",
        "contracts",
        "data",
        "docs",
        "infra",
        "kit",
        "law",
        "local",
        "requirements",
        "services",
        "tests",
        "tools",
    ]
    files = chain.from_iterable((ROOT / folder).rglob("*.*") for folder in folders)
    return "\n".join(f"/{name_of(file)}" for file in files) + "\n"


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = [
        f"{target}#{anchor}"
        for target, anchor in links(page)
        if not target.exists() or (anchor and anchor not in anchors(target))
    ]
    assert not broken


@each_written_page
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    paths = {path for path in PATH.findall(text_of(page)) if not path.startswith(LOCAL_ONLY)}
    assert {path for path in paths if f"/{path}\n" not in tree()} == set()


@each_written_page
def test_prose_is_at_most_100_columns_wide(page: Path) -> None:
    wide = [number for number, line in prose(text_of(page)) if len(line) > WIDTH]
    assert not wide


def test_the_width_of_prose_leaves_out_tables_code_and_addresses() -> None:
    long = "x" * WIDTH
    text = (
        f"| {long} |\n    {long}\n```\n{long} y\n```\n[{long[2:]}](https://example.vn)\n{long}y\n"
    )
    assert [number for number, line in prose(text) if len(line) > WIDTH] == [7]


@each_page
def test_every_target_of_make_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z][a-z%-]*):", (ROOT / "Makefile").read_text(), re.M))
    commands = re.findall(r"`make ([a-z][a-z-]+)|^    make ([a-z][a-z-]+)", text_of(page), re.M)
    names = {first or second for first, second in commands}
    assert {
        name
        for name in names
        if name not in targets and f"{name.partition('-')[0]}-%" not in targets
    } == set()


def test_every_alarm_has_a_heading_in_operations() -> None:
    headings = "\n".join(
        re.findall(r"^### (.*)$", text_of(ROOT / "docs/operations/alarms.md"), re.M)
    )
    resources = {name for s in (*SERVICES, *CLIENTS) for name in service_template(s)["Resources"]}
    resources |= read_template(INFRA / "foundation.yaml")["Resources"].keys()
    alarms = {name for name in resources if name.endswith("Alarm")}
    assert alarms == set(re.findall(r"`(\w+Alarm)`", headings))


def test_every_parameter_of_a_stage_is_in_operations() -> None:
    deploy = text_of(ROOT / "docs/operations/deploy.md")
    templates = [read_template(path) for path in INFRA.glob("*.yaml")]
    templates += [service_template(name) for name in (*SERVICES, *CLIENTS)]
    declared = {name for template in templates for name in template.get("Parameters", {})}
    expected = declared - SET_BY_THE_DEPLOYMENT
    assert {name for name in expected if f"`{name}`" not in deploy} == set()


@pytest.mark.parametrize("page", OPERATIONS, ids=name_of)
def test_every_route_that_operations_call_is_published(page: Path) -> None:
    published = {
        path: set(methods)
        for name in SERVICES
        for path, methods in json.loads(text_of(ROOT / f"docs/api/openapi/{name}.json"))[
            "paths"
        ].items()
    }
    text = text_of(page).replace("$API/", "/payments/v1/")
    calls = re.findall(r"(GET|PUT|POST|DELETE) (/[a-z]+/v1/[\w/{}.-]+)", text)

    def is_published(method: str, path: str) -> bool:
        return any(
            method.lower() in methods
            and re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", template), path)
            for template, methods in ((re.escape(p), m) for p, m in published.items())
        )

    assert {(method, path) for method, path in calls if not is_published(method, path)} == set()


@pytest.mark.parametrize("page", OPERATIONS, ids=name_of)
def test_every_import_in_operations_finds_its_name(page: Path) -> None:
    imports = re.findall(r"^ +from ([\w.]+) import ([\w, ]+)$", text_of(page), re.M)
    missing = [
        f"{module}.{name}"
        for module, names in imports
        for name in names.split(", ")
        if not _importable(module, name)
    ]
    assert not missing


def _importable(module: str, name: str) -> bool:
    if hasattr(importlib.import_module(module), name):
        return True
    return importlib.util.find_spec(f"{module}.{name}") is not None


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("0*.md")]
    assert [number for number in sorted(numbers) if numbers.count(number) > 1] == []


def test_every_decision_is_in_the_list_with_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"^- \[(\d{4})\]\((\S+)\) (.*)$", text_of(folder / "README.md"), re.M)
    pages = sorted(folder.glob("[0-9]*.md"))
    titles = [(p.name[:4], p.name, text_of(p).splitlines()[0].partition(". ")[2]) for p in pages]
    assert sorted(listed) == titles


def test_the_diagrams_are_the_graphs() -> None:
    assert text_of(graphs.PAGE) == graphs.page(), "python -m docs.graphs writes it anew"
