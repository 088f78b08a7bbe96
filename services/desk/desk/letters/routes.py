"""The pages of letters between agencies: in and out, drafts, registers."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final[dict[str, str]] = {"letter_file": r"[0-9a-f]{64}"}
CLERKS: Final = ("clerk",)
LEADERS: Final = ("approver", "head")
WORKERS: Final = ("officer", "receptionist", *LEADERS)
DRAFTERS: Final = (*WORKERS, *CLERKS)
READERS: Final = (*DRAFTERS, "supervisor")
IN: Final = "/van-ban"
ONE_IN: Final = "/van-ban/den/{agency}/{letter}"
OUT: Final = "/van-ban/di"
ONE_OUT: Final = "/van-ban/di/{letter}"
DRAFT: Final = "/van-ban/soan"
EDIT: Final = "/van-ban/di/{letter}/sua"
ABOUT: Final = "/ho-so/{dossier}/cong-van"
FILE: Final = "/van-ban/tep/{letter}/{letter_file}"
BOOK: Final = "/van-ban/so"
LARGEST_DRAFT: Final = 4_300_000
"""Bytes of a form with one file of four megabytes."""
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", IN, "letters.incoming", "show_list", roles=READERS),
    staff_page("GET", ONE_IN, "letters.incoming", "show", roles=READERS),
    staff_page("POST", ONE_IN, "letters.incoming", "act", roles=DRAFTERS),
    staff_page("GET", OUT, "letters.outgoing", "show_list", roles=READERS),
    staff_page("GET", ONE_OUT, "letters.outgoing", "show", roles=READERS),
    staff_page("POST", ONE_OUT, "letters.outgoing", "act", roles=DRAFTERS),
    staff_page("GET", DRAFT, "letters.draft", "show_form", roles=DRAFTERS),
    staff_page("POST", DRAFT, "letters.draft", "save", roles=DRAFTERS, largest_form=LARGEST_DRAFT),
    staff_page("GET", EDIT, "letters.draft", "show_draft", roles=DRAFTERS),
    staff_page("POST", EDIT, "letters.draft", "change", roles=DRAFTERS, largest_form=LARGEST_DRAFT),
    staff_page("GET", ABOUT, "letters.about", "show", roles=READERS),
    staff_page("GET", FILE, "letters.files", "open_file", roles=READERS),
    staff_page("GET", BOOK, "letters.books", "show", roles=READERS),
)
