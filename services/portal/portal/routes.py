"""Every page of the portal as data: tests walk this table, and the app serves it."""

import re
from typing import Any, Final

from front.routes import Deferred, Page
from front.sign_in.pages import SignInPages
from portal.input import CODE

PATTERNS: Final = {
    "procedure": re.compile(r"[0-9]{1,2}\.[0-9]{6}(?:\.[A-Z][0-9]{2})?"),
    "dossier": CODE,
    "page": re.compile(r"[a-z][a-z0-9_]{0,39}"),
    "component": re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}"),
}
"""The forms of the values in paths; every other name stands for a ULID."""


def pages(sign_in: SignInPages) -> tuple[Page[Any], ...]:
    """Every page; the sign-in's are bound to the provider."""
    return (*PUBLIC, *LOOKUP, *OWN, *FILING, *sign_in.pages())


def _in(module: str, name: str) -> Deferred[Any]:
    """A handler of the portal."""
    return Deferred(f"portal.{module}", name)


PUBLIC: Final[tuple[Page[Any], ...]] = (
    Page("GET", "/", _in("home", "show_home")),
    Page("GET", "/thu-tuc", _in("catalogue.search", "show_procedures")),
    Page("GET", "/thu-tuc/{procedure}", _in("catalogue.procedure", "show_procedure")),
    Page("GET", "/thu-tuc/{procedure}/le-phi", _in("catalogue.procedure", "show_quotation")),
    Page("GET", "/thu-tuc/{procedure}/nop", _in("filing.start", "show_start")),
    Page("GET", "/xac-minh", _in("verification.pages", "show_form"), scripts=("verify.js",)),
    Page("GET", "/xac-minh/{document}", _in("verification.pages", "show_document")),
)
LOOKUP: Final[tuple[Page[Any], ...]] = (
    Page("GET", "/tra-cuu", _in("lookup", "show_form")),
    Page("POST", "/tra-cuu", _in("lookup", "look_up")),
    Page("POST", "/ket-thuc", _in("lookup", "end_session"), shown_at="/tra-cuu"),
    Page("GET", "/ho-so", _in("dossier", "show_dossier"), forms_to=("payment",)),
    Page("POST", "/thanh-toan", _in("payment", "start_payment"), shown_at="/ho-so"),
    Page("GET", "/thanh-toan/{payment}", _in("payment", "show_payment"), forms_to=("payment",)),
    Page("POST", "/thanh-toan/{payment}/huy", _in("payment", "cancel_payment"), shown_at="/ho-so"),
    Page("GET", "/qr/{payment}", _in("payment", "show_qr_code")),
    Page("GET", "/ket-qua/{fee}", _in("payment", "return_from_card_page")),
    Page("GET", "/bien-lai/{fee}", _in("receipt", "show_receipt")),
)
OWN: Final[tuple[Page[Any], ...]] = (
    Page("GET", "/toi", _in("account.mine", "show_mine"), "signed_in"),
    Page("GET", "/toi/ho-so/{dossier}", _in("account.mine", "open_dossier"), "signed_in"),
    Page("GET", "/toi/thong-tin", _in("account.profile", "show_profile"), "signed_in"),
    Page("POST", "/toi/thong-tin", _in("account.profile", "update_profile"), "signed_in"),
)
PAPER: Final = "/nop/{draft}/giay-to/{component}"
FILING: Final[tuple[Page[Any], ...]] = (
    Page("POST", "/thu-tuc/{procedure}/nop", _in("filing.start", "begin_draft"), "signed_in"),
    Page("GET", "/nop/{draft}", _in("filing.tasks", "show_tasks"), "signed_in"),
    Page(
        "POST",
        "/nop/{draft}/xoa",
        _in("filing.tasks", "discard_draft"),
        "signed_in",
        shown_at="/toi",
    ),
    Page("GET", "/nop/{draft}/truong-hop", _in("filing.cases", "show_cases"), "signed_in"),
    Page("POST", "/nop/{draft}/truong-hop", _in("filing.cases", "state_cases"), "signed_in"),
    Page("GET", "/nop/{draft}/trang/{page}", _in("filing.question", "show_question"), "signed_in"),
    Page(
        "POST", "/nop/{draft}/trang/{page}", _in("filing.question", "answer_question"), "signed_in"
    ),
    Page(
        "GET", PAPER, _in("filing.papers", "show_papers"), "signed_in", ("upload",), ("upload.js",)
    ),
    Page(
        "POST",
        PAPER,
        _in("filing.papers", "announce_paper"),
        "signed_in",
        ("upload",),
        ("upload.js",),
    ),
    Page("GET", f"{PAPER}/xong", _in("filing.papers", "arrive_from_store"), "signed_in"),
    Page(
        "POST",
        f"{PAPER}/phieu",
        _in("filing.papers", "announce_for_script"),
        "signed_in",
        shown_at="/toi",
    ),
    Page(
        "POST",
        f"{PAPER}/{{paper}}/bo",
        _in("filing.papers", "remove_paper"),
        "signed_in",
        shown_at="/toi",
    ),
    Page("GET", "/nop/{draft}/xem-lai", _in("filing.check", "show_check"), "signed_in"),
    Page(
        "POST", "/nop/{draft}/nop", _in("filing.check", "file_draft"), "signed_in", shown_at="/toi"
    ),
    Page("GET", "/nop/{draft}/da-nop", _in("filing.check", "show_filed"), "signed_in"),
)
