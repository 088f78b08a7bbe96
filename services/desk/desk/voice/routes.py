"""The pages of what citizens say: ratings and feedback, and the agency's replies."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final[dict[str, str]] = {}
RESPONDERS: Final = ("receptionist", "officer", "approver", "head")
READERS: Final = (*RESPONDERS, "supervisor")
FEEDBACK: Final = "/phan-anh"
ONE_FEEDBACK: Final = "/phan-anh/{feedback}"
RATINGS: Final = "/danh-gia"
RATING: Final = "/danh-gia/{dossier}"
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", RATINGS, "voice.ratings", "show_ratings", roles=READERS),
    staff_page("GET", RATING, "voice.ratings", "show_rating", roles=READERS),
    staff_page("POST", RATING, "voice.ratings", "reply", roles=RESPONDERS),
    staff_page("GET", FEEDBACK, "voice.feedback", "show_list", roles=READERS),
    staff_page("GET", ONE_FEEDBACK, "voice.feedback", "show", roles=READERS),
    staff_page("POST", ONE_FEEDBACK, "voice.feedback", "act", roles=RESPONDERS),
)
