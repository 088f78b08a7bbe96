"""The pages of partners (đơn vị tích hợp): who they are, their agreements and keys."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final[dict[str, str]] = {"partner": r"[a-z][a-z0-9-]{1,39}", "key": r"[0-9A-Z]{26}"}
ADMIN: Final = ("admin",)
PARTNERS: Final = "/quan-tri/tich-hop"
NEW: Final = "/quan-tri/tich-hop-moi"
ONE: Final = f"{PARTNERS}/{{partner}}"


def _page(method: Any, path: str, handler: str, **parts: Any) -> Page[Any]:
    module, _, name = handler.partition(":")
    return staff_page(method, path, f"partners.{module}", name, roles=ADMIN, **parts)


PAGES: Final[tuple[Page[Any], ...]] = (
    _page("GET", PARTNERS, "partners:show_partners"),
    _page("GET", NEW, "agreement:show_new"),
    _page("POST", NEW, "agreement:register"),
    _page("GET", ONE, "partners:show_partner"),
    _page("GET", f"{ONE}/thoa-thuan", "agreement:show_agreement"),
    _page("POST", f"{ONE}/thoa-thuan", "agreement:change"),
    _page("POST", f"{ONE}/trang-thai", "partners:change_state", shown_at=PARTNERS),
    _page("POST", f"{ONE}/khoa", "keys:issue", shown_at=PARTNERS),
    _page("POST", f"{ONE}/khoa/{{key}}/thu-hoi", "keys:revoke", shown_at=PARTNERS),
)
