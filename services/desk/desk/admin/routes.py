"""The pages of administration."""

from typing import Any, Final

from desk.admin.patterns import AGENCY, SUBJECT, VERSION
from desk.staff_page import staff_page
from front.routes import Page

PATTERNS: Final = {"agency": AGENCY, "sub": SUBJECT, "version": VERSION}
ADMIN: Final = ("admin",)
SIGNERS: Final = ("approver", "head")
ADMINISTRATION: Final = ("admin", "catalogue_editor", "approver", "head")
ONE_AGENCY: Final = "/quan-tri/don-vi/{agency}"
ONE_OFFICIAL: Final = "/quan-tri/can-bo/{sub}"
PROCEDURE: Final = "/quan-tri/thu-tuc/{procedure}"
REQUEST: Final = "/quan-tri/yeu-cau-du-lieu/{request}"
SUPERVISED: Final = "/giam-sat/don-vi/{agency}"
EDITOR: Final = ("catalogue_editor",)
CLOSERS: Final = ("catalogue_editor", "admin")
HEAD: Final = ("head",)
SUPERVISORS: Final = ("head", "supervisor")
DEPUTY: Final = "/uy-quyen/{sub}"


def _page(
    method: Any, path: str, handler: str, roles: tuple[str, ...] = ADMIN, **parts: Any
) -> Page[Any]:
    module, _, name = handler.partition(":")
    return staff_page(method, path, f"admin.{module}", name, roles=roles, **parts)


AGENCIES: Final = (
    _page("GET", "/quan-tri/don-vi", "agencies:show_tree"),
    _page("GET", "/quan-tri/don-vi-moi", "agency_forms:show_new"),
    _page("POST", "/quan-tri/don-vi-moi", "agency_forms:create"),
    _page("GET", ONE_AGENCY, "agencies:show_agency"),
    _page("GET", f"{ONE_AGENCY}/sua", "agency_forms:show_content"),
    _page("POST", f"{ONE_AGENCY}/sua", "agency_forms:replace_content"),
    _page("GET", f"{ONE_AGENCY}/ban", "agency_forms:show_desks"),
    _page("POST", f"{ONE_AGENCY}/ban", "agency_forms:replace_desks"),
    _page("GET", f"{ONE_AGENCY}/kiosk", "kiosks:show_kiosks"),
    _page("POST", f"{ONE_AGENCY}/kiosk", "kiosks:register"),
    _page(
        "POST",
        f"{ONE_AGENCY}/kiosk/{{kiosk}}/thu-hoi",
        "kiosks:revoke",
        shown_at="/quan-tri/don-vi",
    ),
)
STAFF: Final = (
    _page("GET", f"{ONE_AGENCY}/can-bo", "staff:show_staff"),
    _page("GET", "/quan-tri/can-bo", "staff:show_start"),
    _page("GET", ONE_OFFICIAL, "staff:show_official"),
    _page("GET", f"{ONE_OFFICIAL}/quyen", "staff:show_rights"),
    _page("POST", f"{ONE_OFFICIAL}/quyen", "staff:replace_rights"),
    _page("GET", f"{ONE_OFFICIAL}/thu-hoi", "staff:show_removal"),
    _page("POST", f"{ONE_OFFICIAL}/thu-hoi", "staff:remove"),
)
DELEGATIONS: Final = (
    _page("GET", "/uy-quyen", "delegations:show_start", SIGNERS),
    _page("GET", DEPUTY, "delegations:show_deputy", SIGNERS),
    _page("POST", DEPUTY, "delegations:delegate", SIGNERS),
    _page(
        "POST",
        f"{DEPUTY}/{{delegation}}/cham-dut",
        "delegations:revoke",
        SIGNERS,
        shown_at="/uy-quyen",
    ),
)
CATALOGUE: Final = (
    _page("GET", "/quan-tri/thu-tuc", "catalogue:show_catalogue", CLOSERS),
    _page("GET", "/quan-tri/thu-tuc-xuat/csv", "catalogue:export", CLOSERS),
    _page("GET", "/quan-tri/thu-tuc-xuat/json", "catalogue:export", CLOSERS),
    _page("GET", PROCEDURE, "catalogue:show_procedure", CLOSERS),
    _page("GET", f"{PROCEDURE}/phien-ban/{{version}}", "catalogue:show_version", CLOSERS),
    _page("GET", f"{PROCEDURE}/cong-bo", "publication:show_form", EDITOR),
    _page("POST", f"{PROCEDURE}/cong-bo", "publication:publish", EDITOR, largest_form=4_000_000),
    _page("GET", f"{PROCEDURE}/tam-ngung", "closures:show_closures", CLOSERS),
    _page("POST", f"{PROCEDURE}/tam-ngung", "closures:close", CLOSERS),
    _page(
        "POST",
        f"{PROCEDURE}/mo-lai",
        "closures:reopen",
        CLOSERS,
        shown_at="/quan-tri/thu-tuc",
    ),
    _page("GET", f"{PROCEDURE}/muc-thu", "fee_amounts:show_amounts", EDITOR),
    _page("POST", f"{PROCEDURE}/muc-thu", "fee_amounts:propose", EDITOR),
    *(
        _page(
            "POST",
            f"{PROCEDURE}/muc-thu/{{amount}}/{act}",
            "fee_amounts:decide",
            EDITOR,
            shown_at="/quan-tri/thu-tuc",
        )
        for act in ("dong-y", "tu-choi")
    ),
)
SUBJECT_REQUESTS: Final = (
    _page("GET", "/quan-tri/yeu-cau-du-lieu", "subject_requests:show_requests", HEAD),
    _page("GET", REQUEST, "subject_requests:show_request", HEAD),
    _page("POST", REQUEST, "subject_requests:decide", HEAD),
)
SUPERVISION: Final = (
    _page("GET", "/giam-sat", "supervision:show_start", (*SUPERVISORS, "admin")),
    _page("GET", "/giam-sat/don-vi", "supervision:show_agencies", SUPERVISORS),
    _page("GET", f"{SUPERVISED}/ngay", "supervision:show_day", SUPERVISORS),
    _page("GET", f"{SUPERVISED}/tai-cho", "supervision:show_month", SUPERVISORS),
    _page("GET", "/giam-sat/nhat-ky", "supervision:find_readers"),
)
PAGES: Final[tuple[Page[Any], ...]] = (
    _page("GET", "/quan-tri", "start:show_administration", ADMINISTRATION),
    *AGENCIES,
    *STAFF,
    *DELEGATIONS,
    *CATALOGUE,
    *SUBJECT_REQUESTS,
    *SUPERVISION,
)
