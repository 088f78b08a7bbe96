"""The pages of the counter."""

from typing import Any, Final

from desk.staff_page import staff_page
from front.routes import Page

RECEIVERS: Final = ("receptionist",)
DRAFT: Final = "/quay/{draft}"
PROCEDURE: Final = "/quay/thu-tuc/{procedure}"
PATTERNS: Final = {
    "procedure": r"[0-9]{1,2}\.[0-9]{6}(?:\.[A-Z][0-9]{2})?",
    "component": r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}",
    "task": r"[0-9A-HJKMNP-TV-Z]{13}",
}


def _receiver(method: Any, path: str, module: str, name: str, **parts: Any) -> Page[Any]:
    return staff_page(method, path, f"counter.{module}", name, roles=RECEIVERS, **parts)


def _uploads(path: str) -> tuple[Page[Any], ...]:
    """The pages of the files for one document, with and without a script."""
    reach: dict[str, Any] = {"forms_to": ("upload",), "scripts": ("upload.js",)}
    return (
        _receiver("GET", path, "papers", "show_papers", **reach),
        _receiver("POST", path, "papers", "announce_paper", **reach),
        _receiver("GET", f"{path}/xong", "papers", "arrive_from_store"),
        _receiver("POST", f"{path}/phieu", "papers", "announce_for_script", shown_at="/quay"),
        _receiver("POST", f"{path}/gop", "papers", "combine_papers", shown_at="/quay"),
        _receiver("GET", f"{path}/{{paper}}", "papers", "show_paper"),
        _receiver("POST", f"{path}/{{paper}}/bo", "papers", "remove_paper", shown_at="/quay"),
    )


INTAKE: Final[tuple[Page[Any], ...]] = (
    _receiver("GET", "/quay", "start", "show_counter"),
    _receiver("GET", PROCEDURE, "start", "show_entry"),
    _receiver("POST", PROCEDURE, "start", "enter_draft"),
    _receiver("GET", DRAFT, "draft", "show_draft"),
    _receiver("POST", f"{DRAFT}/du-lieu", "draft", "ask_data", shown_at=DRAFT),
    _receiver("POST", f"{DRAFT}/xoa", "draft", "discard_draft", shown_at="/quay"),
    _receiver("GET", f"{DRAFT}/truong-hop", "cases", "show_cases"),
    _receiver("POST", f"{DRAFT}/truong-hop", "cases", "state_cases"),
    _receiver("GET", f"{DRAFT}/to-khai", "answers", "show_answers"),
    _receiver("POST", f"{DRAFT}/to-khai", "answers", "store_answers"),
    _receiver("GET", f"{DRAFT}/can-cu", "draft", "show_grounds"),
    _receiver("POST", f"{DRAFT}/can-cu", "draft", "state_grounds"),
    *_uploads(f"{DRAFT}/giay-to/{{component}}"),
    _receiver("GET", f"{DRAFT}/xem-lai", "check", "show_check"),
    _receiver("POST", f"{DRAFT}/nop", "check", "file_draft", shown_at="/quay"),
    _receiver("GET", f"{DRAFT}/da-nop", "check", "show_filed"),
    _receiver("GET", f"{DRAFT}/phieu", "check", "show_slip"),
)
SERVED: Final = "/quay/ho-so/{dossier}"
FOR_APPLICANTS: Final[tuple[Page[Any], ...]] = (
    _receiver("GET", SERVED, "served", "show_served"),
    _receiver("GET", f"{SERVED}/ma-tra-cuu", "served", "show_key_form"),
    _receiver("POST", f"{SERVED}/ma-tra-cuu", "served", "replace_key"),
    _receiver("GET", f"{SERVED}/lien-lac", "served", "show_contact"),
    _receiver("POST", f"{SERVED}/lien-lac", "served", "change_contact"),
    _receiver("GET", f"{SERVED}/bo-sung", "on_behalf", "show_supplement"),
    _receiver("POST", f"{SERVED}/bo-sung", "on_behalf", "send_supplement"),
    *_uploads(f"{SERVED}/bo-sung/{{component}}"),
    _receiver("GET", f"{SERVED}/rut", "on_behalf", "show_withdrawal"),
    _receiver("POST", f"{SERVED}/rut", "on_behalf", "request_withdrawal"),
    staff_page(
        "GET", "/ho-so/{dossier}/nguoi-xem", "counter.readers", "show_readers", roles=("admin",)
    ),
)
DIGITISERS: Final = ("receptionist", "officer", "clerk", "head")
ORIGINALS: Final = "/so-hoa/{dossier}"
ORIGINAL: Final = f"{ORIGINALS}/{{digitisation}}"
SCAN: Final = f"{ORIGINAL}/quet"


def _digitiser(method: Any, path: str, module: str, name: str, **parts: Any) -> Page[Any]:
    return staff_page(method, path, f"counter.{module}", name, roles=DIGITISERS, **parts)


DIGITISING: Final[tuple[Page[Any], ...]] = (
    _digitiser("GET", ORIGINALS, "digitising", "show_originals"),
    _digitiser("GET", f"{ORIGINALS}/giay-to/{{component}}", "digitising", "show_comparison"),
    _digitiser("POST", f"{ORIGINALS}/giay-to/{{component}}", "digitising", "compare_original"),
    _digitiser("GET", ORIGINAL, "digitising", "show_step"),
    _digitiser(
        "GET",
        SCAN,
        "scan",
        "show_scan",
        forms_to=("upload",),
        scripts=("upload.js", "camera.js"),
        uses_camera=True,
    ),
    _digitiser("POST", SCAN, "scan", "announce_scan", forms_to=("upload",)),
    _digitiser("GET", f"{SCAN}/xong", "scan", "arrive_from_store"),
    _digitiser("POST", f"{SCAN}/phieu", "scan", "announce_for_script", shown_at="/"),
    _digitiser("GET", f"{ORIGINAL}/mo-ta", "digitising", "show_description"),
    _digitiser("POST", f"{ORIGINAL}/mo-ta", "digitising", "describe_copy"),
    _digitiser("POST", f"{ORIGINAL}/ky", "digitising", "sign_copy", shown_at="/"),
)
BRINGERS: Final = ("receptionist", "officer", "clerk", "head")
READERS: Final = ("receptionist", "officer", "approver", "head")
TASK: Final = "/can-chuyen/{task}"
PAPERS_OF_PEOPLE: Final[tuple[Page[Any], ...]] = (
    staff_page(
        "GET", "/can-chuyen", "counter.tasks", "show_tasks", roles=(*BRINGERS, "supervisor")
    ),
    staff_page("GET", TASK, "counter.tasks", "show_task", roles=BRINGERS),
    staff_page("POST", TASK, "counter.tasks", "record_delivery", roles=BRINGERS),
    staff_page("GET", "/giay-to-chia-se", "counter.shared", "show_shared", roles=READERS),
    staff_page(
        "GET", "/giay-to-chia-se/{consent}", "counter.shared", "show_shared_paper", roles=READERS
    ),
    staff_page(
        "GET",
        "/ho-so/{dossier}/chu-ky-to-khai",
        "counter.form_signature",
        "show_signature",
        roles=READERS,
    ),
)
PAGES: Final = (*INTAKE, *FOR_APPLICANTS, *DIGITISING, *PAPERS_OF_PEOPLE)
