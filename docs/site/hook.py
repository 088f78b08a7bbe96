"""The documentation site's pages and navigation, as hooks of MkDocs (see mkdocs.yml).

The site shows the tree as it is: a page lies where its Markdown lies, so that a relative link
works on the site, in an editor and on a code host alike.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).resolve().parents[2]
PAGES: Final = (
    "*.md",
    "docs/**/*.md",
    "*/README.md",
    "*/*/README.md",
    "local/doubles/*/README.md",
    "conformance/**/*.md",
)
NO_SOURCES: Final = ("build",)
SECTIONS: Final = {
    "Start": (
        "README.md",
        "README.vi.md",
        "docs/README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "*.md",
    ),
    "Design": tuple(
        f"docs/{n}.md"
        for n in ("architecture", "glossary", "events", "authorisation", "law", "graphs")
    ),
    "API": ("docs/api/**/*.md", "docs/api/openapi/*"),
    "Operations": (
        "docs/operations/**/*.md",
        "docs/performance.md",
        "docs/published_figures.md",
        "docs/recount.md",
        "docs/scale.md",
        "docs/service_index.md",
        "docs/stripe.md",
    ),
    "Parts": ("services/*/README.md", "*/README.md", "local/**/README.md", "conformance/**/*.md"),
    "Evidence": (
        "docs/mission.md",
        "docs/evidence.md",
        "docs/findings.md",
        "docs/coverage.md",
        "docs/pages/README.md",
        "docs/forms/README.md",
        "docs/examples/*",
    ),
    "Decisions": ("docs/decisions/*",),
    "More": ("**",),
}
"""A page stands in the first section that it matches, by the order of patterns, then by name."""
LINK: Final = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")
LIST_BEGINS: Final = re.compile(r"(?:[-*]|1\.) ")
PARAGRAPH: Final = re.compile(r"(?![-*] |\d+\. |#|\||```)\S")


def on_files(files: Files, config: "MkDocsConfig") -> Files:
    """The tree's pages and what they link to, beside the theme's own files."""
    theme = [file for file in files if file.src_dir != config.docs_dir]
    pages = sorted({path for pattern in PAGES for path in ROOT.glob(pattern) if _is_source(path)})
    linked = {target for page in pages for target in _targets(page)}
    folders = [ROOT / target for target in sorted(linked) if _bare_folder(target)]
    listed = {str(path.relative_to(ROOT)) for folder in folders for path in _entries(folder)}
    assets = sorted(target for target in linked | listed if _is_asset(target))

    sources = [*(str(page.relative_to(ROOT)) for page in pages), *assets]
    tree = [File.generated(config, uri, abs_src_path=str(ROOT / uri)) for uri in sources]
    tree += [
        File.generated(config, f"{folder.relative_to(ROOT)}/README.md", content=_index(folder))
        for folder in folders
    ]
    config.nav = _navigation([file.src_uri for file in tree if file.is_documentation_page()])
    return Files([*theme, *tree])


def on_page_markdown(markdown: str, page: "Page", **_: Any) -> str:
    """The page's Markdown, with a link to a folder leading to its index and lists apart from text.

    Code hosts begin a list right under a paragraph; Python-Markdown wants a blank line between.
    """
    here = (ROOT / page.file.src_uri).parent

    def to_index(link: re.Match[str]) -> str:
        folder = _relative(here / link[1])
        is_folder = folder and (ROOT / folder).is_dir()
        return f"{link[0].rstrip('/')}/README.md" if is_folder else link[0]

    return "\n".join(_with_lists_apart(LINK.sub(to_index, markdown).splitlines()))


def _is_source(page: Path) -> bool:
    top = page.relative_to(ROOT).parts[0]
    return top not in NO_SOURCES and not top.startswith(".")


def _targets(page: Path) -> Iterator[str]:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if target := _relative(page.parent / link):
            yield target


def _relative(path: Path) -> str:
    """The path from the root, or "" outside the tree."""
    path = path.resolve()
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else ""


def _bare_folder(target: str) -> bool:
    return (ROOT / target).is_dir() and not (ROOT / target / "README.md").exists()


def _is_asset(target: str) -> bool:
    return (ROOT / target).is_file() and not target.endswith(".md")


def _with_lists_apart(lines: list[str]) -> Iterator[str]:
    fenced, before = False, ""
    for line in lines:
        fenced ^= line.startswith("```")
        if not fenced and LIST_BEGINS.match(line) and PARAGRAPH.match(before):
            yield ""
        yield line
        before = line


def _entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in {".md", ".json", ".yaml"})


def _index(folder: Path) -> str:
    lines = [f"- [{_title(path)}]({path.name})" for path in _entries(folder)]
    return "\n".join([f"# {folder.name.capitalize()}", "", *lines, ""])


def _title(path: Path) -> str:
    heading = (
        re.search(r"^# (.*)$", path.read_text(encoding="utf-8"), re.M)
        if path.suffix == ".md"
        else None
    )
    return heading[1] if heading else path.name


def _navigation(pages: list[str]) -> list[dict[str, list[str]]]:
    left = sorted(pages, key=lambda uri: (not uri.endswith("README.md"), uri))
    sections = []
    for title, patterns in SECTIONS.items():
        matches = [uri for pattern in patterns for uri in left if _matches(uri, pattern)]
        entries = list(dict.fromkeys(matches))
        left = [uri for uri in left if uri not in entries]
        sections.append({title: entries})
    return [section for section in sections if any(section.values())]


def _matches(uri: str, pattern: str) -> bool:
    expression = (
        re.escape(pattern)
        .replace(r"\*\*/", "(?:.*/)?")
        .replace(r"\*\*", ".*")
        .replace(r"\*", "[^/]*")
    )
    return re.fullmatch(expression, uri) is not None
