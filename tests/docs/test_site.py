"""The documentation site is whole, can be searched, and loads nothing from another host."""

import json
import re
from pathlib import Path

import pytest

from tests.docs.conftest import ROOT, Site
from tests.docs.resources import loaded_from_elsewhere

pytestmark = pytest.mark.xdist_group("site")
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "services/payments/README.md")


def locations(site: Site) -> set[str]:
    """The pages of the search index, without the headings in them."""
    index = json.loads((site.folder / "search" / "search_index.json").read_text(encoding="utf-8"))
    return {entry["location"].partition("#")[0] for entry in index["docs"]}


def test_the_site_is_built_without_a_warning(site: Site) -> None:
    assert site.exit_code == 0, site.messages
    assert not re.search(r"WARNING|ERROR", site.messages), site.messages


def test_every_document_is_a_page_and_is_found_by_the_search(site: Site) -> None:
    documents = [path.relative_to(ROOT) for path in ROOT.glob("docs/**/*.md")]
    uris = [*(str(path) for path in documents), *PAGES]

    expected = {
        re.sub(r"(?:README)?\.md$", "/", uri).replace("//", "/").lstrip("/") for uri in uris
    }

    assert expected - locations(site) == set()
    assert {uri for uri in expected if not (site.folder / uri / "index.html").exists()} == set()


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    files = [path for path in site.folder.rglob("*") if path.suffix in {".html", ".css", ".js"}]
    assert len(files) > 50

    loads = {str(path.relative_to(site.folder)): set(loaded_from_elsewhere(path)) for path in files}

    assert {name: addresses for name, addresses in loads.items() if addresses} == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", '<script src="https://cdn.example/x.js"></script>'),
        ("page.html", '<link rel="preconnect stylesheet" href="//fonts.example/css">'),
        ("page.html", '<img srcset="https://cdn.example/x.png 2x">'),
        ("page.html", "<style>@font-face { src: url(https://fonts.example/x) }</style>"),
        ("page.html", "<p style=\"background: url('https://cdn.example/x')\"></p>"),
        ("style.css", '@import "https://fonts.example/css";'),
        ("script.js", 'load("https://unpkg.com/mermaid")'),
    ],
)
def test_a_load_from_another_host_would_be_seen(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    assert list(loaded_from_elsewhere(file))


def test_a_link_to_another_host_is_no_load(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        '<a href="https://www.rfc-editor.org/">RFC</a><link rel="canonical" href="https://x/">'
    )
    assert list(loaded_from_elsewhere(file)) == []
