"""The pages of the exchange with the National Portal."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final[dict[str, str]] = {}
WATCHERS: Final = ("head", "supervisor", "admin")
CORRECTORS: Final = ("receptionist", "officer", "head", "admin")
CODE_READERS: Final = ("catalogue_editor", "admin", "head", "supervisor")
SUPERVISION: Final = "/giam-sat"
NATIONAL: Final = f"{SUPERVISION}/cong-quoc-gia"
CODES: Final = f"{NATIONAL}/ma"
CODE: Final = f"{NATIONAL}/ma/sua"
DIFFERENCES: Final = f"{NATIONAL}/khac-biet"
INQUIRIES: Final = "/ho-so/{dossier}/co-so-du-lieu"
ASKERS: Final = ("receptionist", "officer", "approver", "head")
"""Who asks registries about the applicant of a case."""
LANES: Final = "/dong-bo"
LANE: Final = "/dong-bo/{dossier}"
PEERS: Final = f"{SUPERVISION}/he-thong"
PEER: Final = f"{PEERS}/mot"
PEER_KEY: Final = f"{PEERS}/khoa"
PEER_RIGHT: Final = f"{PEERS}/quyen"
ADMIN: Final = ("admin",)
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", NATIONAL, "exchange.portal", "show_portal", roles=WATCHERS),
    staff_page("GET", DIFFERENCES, "exchange.comparison", "show_comparison", roles=CODE_READERS),
    staff_page("GET", CODES, "exchange.national_codes", "show_codes", roles=CODE_READERS),
    staff_page("GET", CODE, "exchange.national_codes", "show_code", roles=CODE_READERS),
    staff_page("POST", CODE, "exchange.national_codes", "set_code", roles=("admin",)),
    staff_page("GET", LANES, "exchange.lanes", "show_lanes", roles=(*CORRECTORS, "supervisor")),
    staff_page("GET", LANE, "exchange.lanes", "show_lane", roles=(*CORRECTORS, "supervisor")),
    staff_page("POST", LANE, "exchange.lanes", "send_again", roles=CORRECTORS),
    staff_page("GET", PEERS, "exchange.peers", "show_peers", roles=WATCHERS),
    staff_page("GET", PEER, "exchange.peers", "show_peer", roles=WATCHERS),
    staff_page("POST", PEER, "exchange.peers", "change_peer", roles=ADMIN),
    staff_page("GET", PEER_KEY, "exchange.peers", "show_key", roles=ADMIN),
    staff_page("POST", PEER_KEY, "exchange.peers", "propose_key", roles=ADMIN),
    staff_page("GET", PEER_RIGHT, "exchange.peers", "show_right", roles=ADMIN),
    staff_page("POST", PEER_RIGHT, "exchange.peers", "propose_right", roles=ADMIN),
    staff_page("GET", INQUIRIES, "exchange.inquiries", "show_inquiries", roles=ASKERS),
    staff_page("POST", INQUIRIES, "exchange.inquiries", "ask", roles=ASKERS),
)
