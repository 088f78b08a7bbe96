"""Every route of officials in every OpenAPI document has a page."""

import json
from functools import cache
from pathlib import Path

import yaml

from infra.places import ROOT, SERVICES
from tests.unit.desk.test_routes import PAGES, name

FOLDER = Path(__file__).with_name("pages_of_routes")
SOURCES = (ROOT / "services" / "desk" / "desk", ROOT / "front" / "filing")


@cache
def staff_operations() -> dict[str, str]:
    """Operation -> its path, of every route that officials may call."""
    operations = {}
    for service in SERVICES:
        path = ROOT / "docs" / "api" / "openapi" / f"{service}.json"
        for template, methods in json.loads(path.read_text("utf-8"))["paths"].items():
            for operation in methods.values():
                if {"staff": []} in (operation.get("security") or []):
                    operations[operation["operationId"]] = template
    return operations


@cache
def pages_of_routes() -> dict[str, str]:
    """Operation -> the page that calls it, of every area."""
    areas = sorted(FOLDER.glob("*.yaml"))
    rows = [row for path in areas for row in yaml.safe_load(path.read_text("utf-8")).items()]
    assert len(dict(rows)) == len(rows), "an operation stands once"
    return dict(rows)


def test_every_route_of_officials_has_a_page() -> None:
    assert set(staff_operations()) == set(pages_of_routes())


def test_every_page_of_a_route_is_in_the_table_of_pages() -> None:
    pages = {name(page) for page in PAGES}

    assert set(pages_of_routes().values()) <= pages


def test_the_source_of_the_desk_names_the_last_part_of_each_route() -> None:
    """A page that is listed for a route calls it: what it calls is a text of its source."""
    files = (path for folder in SOURCES for path in folder.rglob("*.py"))
    source = "".join(path.read_text("utf-8") for path in files)
    for operation in pages_of_routes():
        parts = [each for each in staff_operations()[operation].split("/") if "{" not in each]
        assert parts[-1] in source, operation
