"""A row of the tables: a page whose handler is imported with its first request."""

from typing import Any, Final

from front.routes import Deferred, Page, Reach

Rows = tuple[Page[Any], ...]
SCRIPTS: Final = ("upload.js",)
FILES: Final[tuple[Reach, ...]] = ("upload",)


def anyone(method: Any, path: str, handler: str, **more: Any) -> Page[Any]:
    """A page for everybody; `handler` is `<module>.<function>` within the portal."""
    return Page(method, path, _deferred(handler), "anyone", **more)


def own(method: Any, path: str, handler: str, **more: Any) -> Page[Any]:
    """A page for who is signed in."""
    return Page(method, path, _deferred(handler), "signed_in", **more)


def uploads(path: str, shown_at: str) -> Rows:
    """The pages of the files for one document, with and without a script."""
    reach = {"forms_to": FILES, "scripts": SCRIPTS}
    return (
        own("GET", path, "filing.papers.show_papers", **reach),
        own("POST", path, "filing.papers.announce_paper", **reach),
        own("GET", f"{path}/kho", "warehouse.reuse.show_reusable"),
        own("POST", f"{path}/kho", "warehouse.reuse.reuse_paper"),
        own("GET", f"{path}/xong", "filing.papers.arrive_from_store"),
        own("POST", f"{path}/phieu", "filing.papers.announce_for_script", shown_at=shown_at),
        own("POST", f"{path}/gop", "filing.papers.combine_papers", shown_at=shown_at),
        own("POST", f"{path}/{{paper}}/bo", "filing.papers.remove_paper", shown_at=shown_at),
    )


def _deferred(handler: str) -> Deferred[Any]:
    module, _, name = handler.rpartition(".")
    return Deferred(f"portal.{module}", name)
