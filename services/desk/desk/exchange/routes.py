"""The pages of the exchange with the National Portal."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final[dict[str, str]] = {}
WATCHERS: Final = ("head", "supervisor", "admin")
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", "/giam-sat/cong-quoc-gia", "exchange.portal", "show_portal", roles=WATCHERS),
)
