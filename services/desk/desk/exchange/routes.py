"""The pages of the exchange with the National Portal."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final[dict[str, str]] = {}
WATCHERS: Final = ("head", "supervisor", "admin")
CORRECTORS: Final = ("receptionist", "officer", "head", "admin")
LANES: Final = "/dong-bo"
LANE: Final = "/dong-bo/{dossier}"
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", "/giam-sat/cong-quoc-gia", "exchange.portal", "show_portal", roles=WATCHERS),
    staff_page("GET", LANES, "exchange.lanes", "show_lanes", roles=(*CORRECTORS, "supervisor")),
    staff_page("GET", LANE, "exchange.lanes", "show_lane", roles=(*CORRECTORS, "supervisor")),
    staff_page("POST", LANE, "exchange.lanes", "send_again", roles=CORRECTORS),
)
