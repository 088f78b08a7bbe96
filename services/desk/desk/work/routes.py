"""The pages of the work on cases."""

from typing import Any, Final

from desk.sections import DESK_ROLES
from desk.staff_page import staff_page
from desk.work.act_table import ACT_FORMS
from front.routes import Page

REGISTRARS: Final = ("receptionist", "clerk", "head", "supervisor")
"""Who reads the register of an agency."""
ASSESSORS: Final = ("officer",)
"""Who proposes a result, and so uploads one."""
CASE: Final = "/ho-so/{dossier}"
RESULT_FILE: Final = f"{CASE}/tep-ket-qua/{{result}}"
PATTERNS: Final = {
    "list": r"[a-z][a-z-]{0,30}",
    "dossier": (
        r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})"
        r"-[0-9]{6}-[0-9]{4,10}"
    ),
    "result": r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}",
    "document": r"[0-9A-Za-z][0-9A-Za-z-]{0,59}",
}


def _act_pages() -> tuple[Page[Any], ...]:
    """The form of each act, and the act."""
    return tuple(
        staff_page(method, f"{CASE}/{form.slug}", "work.act_page", handler, roles=form.roles)
        for form in ACT_FORMS
        for method, handler in (("GET", "show_act"), ("POST", "perform_act"))
    )


def _result_file_pages() -> tuple[Page[Any], ...]:
    """The upload of a result with and without a script, and the file."""

    def page(method: Any, path: str, name: str, **parts: Any) -> Page[Any]:
        return staff_page(method, path, "work.result_upload", name, roles=ASSESSORS, **parts)

    reach: dict[str, Any] = {"forms_to": ("upload",), "scripts": ("upload.js",)}
    return (
        page("GET", RESULT_FILE, "show_upload", **reach),
        page("POST", RESULT_FILE, "announce_file", **reach),
        page("GET", f"{RESULT_FILE}/xong", "arrive_from_store"),
        page("POST", f"{RESULT_FILE}/phieu", "announce_for_script", shown_at="/"),
        page("GET", f"{RESULT_FILE}/{{paper}}", "show_file"),
    )


PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", "/", "work.today", "show_today"),
    staff_page("GET", "/viec/{list}", "work.lists", "show_list"),
    staff_page("GET", "/con-lam-viec", "work.presence", "still_here"),
    staff_page("GET", "/tim", "work.find", "show_form"),
    staff_page("POST", "/tim", "work.find", "find"),
    staff_page("GET", CASE, "work.case", "show_case"),
    staff_page(
        "GET", f"{CASE}/giay-to/{{paper}}", "work.paper", "open_paper", images_from=("upload",)
    ),
    staff_page("GET", f"{CASE}/van-ban/{{document}}", "work.case", "open_document"),
    staff_page("POST", f"{CASE}/giu", "work.locks", "take_lock", roles=DESK_ROLES, shown_at="/"),
    staff_page("POST", f"{CASE}/tha", "work.locks", "release_lock", roles=DESK_ROLES, shown_at="/"),
    staff_page(
        "GET",
        f"{CASE}/phieu-kiem-soat",
        "work.records",
        "show_control_form",
        roles=(*DESK_ROLES, "supervisor"),
    ),
    staff_page("GET", f"{CASE}/su-kien", "work.records", "show_facts"),
    staff_page("GET", "/so-theo-doi", "work.records", "show_register", roles=REGISTRARS),
    *_act_pages(),
    *_result_file_pages(),
)
