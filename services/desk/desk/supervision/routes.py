"""The pages of the report of supervision: the report, one official's signs, and one's own."""

from typing import Any, Final

from desk.admin.patterns import SUBJECT
from desk.staff_page import staff_page
from front.routes import Page

SIGN: Final = r"^G(?:[1-9]|10)$"
PATTERNS: Final[dict[str, str]] = {"official": SUBJECT, "sign": SIGN}
SUPERVISORS: Final = ("head", "supervisor")
REPORT: Final = "/giam-sat/dau-hieu"
OFFICIAL: Final = "/giam-sat/dau-hieu/{official}"
OWN: Final = "/giai-trinh"
REPLY: Final = "/giai-trinh/{sign}"
PAGES: Final[tuple[Page[Any], ...]] = (
    staff_page("GET", REPORT, "supervision.report", "show_report", roles=SUPERVISORS),
    staff_page("GET", OFFICIAL, "supervision.report", "show_official", roles=SUPERVISORS),
    staff_page("GET", OWN, "supervision.own", "show_own"),
    staff_page("GET", REPLY, "supervision.own", "show_sign"),
    staff_page("POST", REPLY, "supervision.own", "reply"),
)
