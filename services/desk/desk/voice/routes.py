"""The pages of what citizens say: ratings, and the agency's replies."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final[dict[str, str]] = {}
RESPONDERS: Final = ("receptionist", "officer", "approver", "head")
READERS: Final = (*RESPONDERS, "supervisor")
RATINGS: Final = "/danh-gia"
RATING: Final = "/danh-gia/{dossier}"
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", RATINGS, "voice.ratings", "show_ratings", roles=READERS),
    staff_page("GET", RATING, "voice.ratings", "show_rating", roles=READERS),
    staff_page("POST", RATING, "voice.ratings", "reply", roles=RESPONDERS),
)
