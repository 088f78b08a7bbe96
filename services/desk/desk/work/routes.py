"""The pages of the work on cases."""

import re
from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final = {"list": re.compile(r"[a-z][a-z-]{0,30}")}
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", "/", "work.today", "show_today"),
    staff_page("GET", "/viec/{list}", "work.lists", "show_list"),
)
