"""Every page of the portal as data: tests walk this table, and the app serves it."""

import re
from typing import Any, Final

from front.routes import Page
from front.sign_in.pages import SignInPages
from portal import dossier, home, lookup, payment, receipt
from portal.account import mine, profile
from portal.catalogue import procedure, search
from portal.filing import cases, check, papers, question, start, tasks
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


PUBLIC: Final[tuple[Page[Any], ...]] = (
    Page("GET", "/", home.show_home),
    Page("GET", "/thu-tuc", search.show_procedures),
    Page("GET", "/thu-tuc/{procedure}", procedure.show_procedure),
    Page("GET", "/thu-tuc/{procedure}/le-phi", procedure.show_quotation),
    Page("GET", "/thu-tuc/{procedure}/nop", start.show_start),
)
LOOKUP: Final[tuple[Page[Any], ...]] = (
    Page("GET", "/tra-cuu", lookup.show_form),
    Page("POST", "/tra-cuu", lookup.look_up),
    Page("POST", "/ket-thuc", lookup.end_session, shown_at="/tra-cuu"),
    Page("GET", "/ho-so", dossier.show_dossier, forms_to=("payment",)),
    Page("POST", "/thanh-toan", payment.start_payment, shown_at="/ho-so"),
    Page("GET", "/thanh-toan/{payment}", payment.show_payment, forms_to=("payment",)),
    Page("POST", "/thanh-toan/{payment}/huy", payment.cancel_payment, shown_at="/ho-so"),
    Page("GET", "/qr/{payment}", payment.show_qr_code),
    Page("GET", "/ket-qua/{fee}", payment.return_from_card_page),
    Page("GET", "/bien-lai/{fee}", receipt.show_receipt),
)
OWN: Final[tuple[Page[Any], ...]] = (
    Page("GET", "/toi", mine.show_mine, "signed_in"),
    Page("GET", "/toi/ho-so/{dossier}", mine.open_dossier, "signed_in"),
    Page("GET", "/toi/thong-tin", profile.show_profile, "signed_in"),
    Page("POST", "/toi/thong-tin", profile.update_profile, "signed_in"),
)
PAPER: Final = "/nop/{draft}/giay-to/{component}"
FILING: Final[tuple[Page[Any], ...]] = (
    Page("POST", "/thu-tuc/{procedure}/nop", start.begin_draft, "signed_in"),
    Page("GET", "/nop/{draft}", tasks.show_tasks, "signed_in"),
    Page("POST", "/nop/{draft}/xoa", tasks.discard_draft, "signed_in", shown_at="/toi"),
    Page("GET", "/nop/{draft}/truong-hop", cases.show_cases, "signed_in"),
    Page("POST", "/nop/{draft}/truong-hop", cases.state_cases, "signed_in"),
    Page("GET", "/nop/{draft}/trang/{page}", question.show_question, "signed_in"),
    Page("POST", "/nop/{draft}/trang/{page}", question.answer_question, "signed_in"),
    Page("GET", PAPER, papers.show_papers, "signed_in", ("upload",), ("upload.js",)),
    Page("POST", PAPER, papers.announce_paper, "signed_in", ("upload",), ("upload.js",)),
    Page("GET", f"{PAPER}/xong", papers.arrive_from_store, "signed_in"),
    Page("POST", f"{PAPER}/phieu", papers.announce_for_script, "signed_in", shown_at="/toi"),
    Page("POST", f"{PAPER}/{{paper}}/bo", papers.remove_paper, "signed_in", shown_at="/toi"),
    Page("GET", "/nop/{draft}/xem-lai", check.show_check, "signed_in"),
    Page("POST", "/nop/{draft}/nop", check.file_draft, "signed_in", shown_at="/toi"),
    Page("GET", "/nop/{draft}/da-nop", check.show_filed, "signed_in"),
)
