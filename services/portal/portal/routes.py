"""Every page of the portal as data: tests walk this table, and the app serves it."""

import re
from typing import Any, Final

from front.routes import Deferred, Page, Reach
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
    return (*PUBLIC, *LOOKUP, *OWN, *OWN_DOSSIER, *FILING, *sign_in.pages())


def _in(module: str, name: str) -> Deferred[Any]:
    """A handler of the portal."""
    return Deferred(f"portal.{module}", name)


def _uploads(path: str, shown_at: str) -> tuple[Page[Any], ...]:
    """The pages of the files for one document, with and without a script."""
    files: tuple[Reach, ...] = ("upload",)
    scripts = ("upload.js",)
    return (
        Page("GET", path, _in("filing.papers", "show_papers"), "signed_in", files, scripts),
        Page("POST", path, _in("filing.papers", "announce_paper"), "signed_in", files, scripts),
        Page("GET", f"{path}/xong", _in("filing.papers", "arrive_from_store"), "signed_in"),
        Page(
            "POST",
            f"{path}/phieu",
            _in("filing.papers", "announce_for_script"),
            "signed_in",
            shown_at=shown_at,
        ),
        Page(
            "POST",
            f"{path}/{{paper}}/bo",
            _in("filing.papers", "remove_paper"),
            "signed_in",
            shown_at=shown_at,
        ),
    )


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
    Page(
        "GET",
        "/thanh-toan/{payment}",
        _in("payment", "show_payment"),
        forms_to=("payment",),
        has_inline_pictures=True,
    ),
    Page("POST", "/thanh-toan/{payment}/huy", _in("payment", "cancel_payment"), shown_at="/ho-so"),
    Page("GET", "/ket-qua/{fee}", _in("payment", "return_from_card_page")),
    Page("GET", "/bien-lai/{fee}", _in("receipt", "show_receipt")),
)
OWN: Final[tuple[Page[Any], ...]] = (
    Page("GET", "/toi", _in("account.mine", "show_mine"), "signed_in"),
    Page("GET", "/toi/thong-tin", _in("account.profile", "show_profile"), "signed_in"),
    Page("POST", "/toi/thong-tin", _in("account.profile", "update_profile"), "signed_in"),
)
DOSSIER: Final = "/toi/ho-so/{dossier}"
DOSSIER_PAPER: Final = f"{DOSSIER}/bo-sung/{{component}}"
OWN_DOSSIER: Final[tuple[Page[Any], ...]] = (
    Page("GET", DOSSIER, _in("own.show", "show_own_dossier"), "signed_in", ("payment",)),
    Page("GET", f"{DOSSIER}/van-ban/{{document}}", _in("own.show", "open_document"), "signed_in"),
    Page("GET", f"{DOSSIER}/giay-to/{{paper}}", _in("own.show", "open_paper"), "signed_in"),
    Page("GET", f"{DOSSIER}/nguoi-xem", _in("own.show", "show_readers"), "signed_in"),
    Page(
        "POST",
        f"{DOSSIER}/thanh-toan",
        _in("payment", "start_payment"),
        "signed_in",
        shown_at=DOSSIER,
    ),
    Page(
        "GET",
        f"{DOSSIER}/thanh-toan/{{payment}}",
        _in("payment", "show_payment"),
        "signed_in",
        ("payment",),
        has_inline_pictures=True,
    ),
    Page(
        "POST",
        f"{DOSSIER}/thanh-toan/{{payment}}/huy",
        _in("payment", "cancel_payment"),
        "signed_in",
        shown_at=DOSSIER,
    ),
    Page("GET", f"{DOSSIER}/ket-qua/{{fee}}", _in("payment", "return_from_card_page"), "signed_in"),
    Page("GET", f"{DOSSIER}/bien-lai/{{fee}}", _in("receipt", "show_receipt"), "signed_in"),
    Page("GET", f"{DOSSIER}/bo-sung", _in("own.supplement", "show_supplement"), "signed_in"),
    Page("POST", f"{DOSSIER}/bo-sung", _in("own.supplement", "send_supplement"), "signed_in"),
    Page("GET", f"{DOSSIER}/rut", _in("own.withdrawal", "show_withdrawal"), "signed_in"),
    Page("POST", f"{DOSSIER}/rut", _in("own.withdrawal", "request_withdrawal"), "signed_in"),
    Page("GET", f"{DOSSIER}/ma-tra-cuu", _in("own.lookup_key", "show_key_form"), "signed_in"),
    Page("POST", f"{DOSSIER}/ma-tra-cuu", _in("own.lookup_key", "replace_key"), "signed_in"),
    Page("GET", f"{DOSSIER}/lien-lac", _in("own.contact", "show_contact"), "signed_in"),
    Page("POST", f"{DOSSIER}/lien-lac", _in("own.contact", "send_code"), "signed_in"),
    Page(
        "GET",
        f"{DOSSIER}/lien-lac/{{contact_code}}",
        _in("own.contact", "show_code_form"),
        "signed_in",
    ),
    Page(
        "POST",
        f"{DOSSIER}/lien-lac/{{contact_code}}",
        _in("own.contact", "confirm_code"),
        "signed_in",
    ),
    *_uploads(DOSSIER_PAPER, DOSSIER),
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
    *_uploads(PAPER, "/toi"),
    Page("GET", "/nop/{draft}/xem-lai", _in("filing.check", "show_check"), "signed_in"),
    Page(
        "POST", "/nop/{draft}/nop", _in("filing.check", "file_draft"), "signed_in", shown_at="/toi"
    ),
    Page("GET", "/nop/{draft}/da-nop", _in("filing.check", "show_filed"), "signed_in"),
)
