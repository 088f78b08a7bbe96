"""The pages of the exchange with the National Portal."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final[dict[str, str]] = {}
WATCHERS: Final = ("head", "supervisor", "admin")
CORRECTORS: Final = ("receptionist", "officer", "head", "admin")
CODE_READERS: Final = ("catalogue_editor", "admin", "head", "supervisor")
NATIONAL: Final = "/giam-sat/cong-quoc-gia"
CODES: Final = f"{NATIONAL}/ma"
CODE: Final = f"{NATIONAL}/ma/sua"
DIFFERENCES: Final = f"{NATIONAL}/khac-biet"
LANES: Final = "/dong-bo"
LANE: Final = "/dong-bo/{dossier}"
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", NATIONAL, "exchange.portal", "show_portal", roles=WATCHERS),
    staff_page("GET", DIFFERENCES, "exchange.comparison", "show_comparison", roles=CODE_READERS),
    staff_page("GET", CODES, "exchange.national_codes", "show_codes", roles=CODE_READERS),
    staff_page("GET", CODE, "exchange.national_codes", "show_code", roles=CODE_READERS),
    staff_page("POST", CODE, "exchange.national_codes", "set_code", roles=("admin",)),
    staff_page("GET", LANES, "exchange.lanes", "show_lanes", roles=(*CORRECTORS, "supervisor")),
    staff_page("GET", LANE, "exchange.lanes", "show_lane", roles=(*CORRECTORS, "supervisor")),
    staff_page("POST", LANE, "exchange.lanes", "send_again", roles=CORRECTORS),
)
