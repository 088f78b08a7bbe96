"""The pages of the training mode."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final = {"exercise": r"[a-z][a-z-]{0,30}"}
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", "/luyen-tap", "training.pages", "show_exercises"),
    staff_page("GET", "/luyen-tap/{exercise}", "training.pages", "show_exercise"),
)
