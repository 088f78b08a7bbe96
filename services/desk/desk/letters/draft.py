"""The form of a new letter with its file."""

from collections.abc import Mapping
from typing import Any, Final

from desk.letters.acts import EXPLAINED_ELSEWHERE, LETTERS
from desk.letters.models import Letter, NewLetter, StoredFile
from desk.letters.routes import OUT
from desk.public_api import PublicApi
from desk.session import session_of
from front.api import Change, FileUpload, Nothing, part
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

TYPES: Final = (
    "cong_van",
    "thong_bao",
    "bao_cao",
    "to_trinh",
    "ke_hoach",
    "giay_moi",
    "phieu_chuyen",
    "phieu_gui",
    "quyet_dinh",
    "chi_thi",
    "huong_dan",
    "cong_dien",
)
URGENCIES: Final = ("normal", "urgent", "very_urgent", "express")
MOST_BYTES: Final = 4_000_000
PDF: Final = "application/pdf"


def show_form(visit: Visit, _: PublicApi) -> PageResponse:
    """The form; `ho-so`, `tra-loi` and `gui-den` in the address fill it in."""
    return _form(visit)


def save(visit: Visit, api: PublicApi) -> PageResponse:
    """The file is stored, then the letter drafted; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    content, body = visit.form.file("file"), _body(visit)
    if not content or len(content) > MOST_BYTES:
        return _form(visit, visit.translate("letter.file_missing"))
    try:
        upload = FileUpload(LETTERS, "/files", content, media_type=PDF)
        stored = api.send_file(visit, StoredFile, upload)
        name = visit.translate("letter.file_name")
        body["files"] = [{**stored.model_dump(), "name": name}]
        key = visit.idempotency_key("letters", "draft", stored.sha256)
        change = Change("POST", LETTERS, "/outgoing", body, idempotency_key=key)
        letter = api.change(visit, NewLetter, change)
    except ApiProblem as problem:
        if problem.status in EXPLAINED_ELSEWHERE:
            raise
        return _form(visit, sentence(visit, problem))
    return redirect(visit.site.link(f"{OUT}/{letter.id}?xong=1"))


def show_draft(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of a draft as it is; raises ApiProblem, NoResponse."""
    return _edit(visit, api)


def change(visit: Visit, api: PublicApi) -> PageResponse:
    """The draft as it is from now on; a file takes the place of the one before.

    Raises FormExpired, ApiProblem, NoResponse.
    """
    visit.require_form()
    content, body = visit.form.file("file"), _body(visit)
    path = f"/outgoing/{part(visit.path_params['letter'])}"
    for fixed in ("agency", "dossier", "answers"):
        body.pop(fixed, None)
    if len(content) > MOST_BYTES:
        return _edit(visit, api, visit.translate("letter.file_missing"))
    try:
        files = api.read(visit, Letter, LETTERS, path).files
        body["files"] = [each.as_sent for each in files]
        if content:
            upload = FileUpload(LETTERS, "/files", content, media_type=PDF)
            stored = api.send_file(visit, StoredFile, upload)
            name = visit.translate("letter.file_name")
            body["files"] = [{**stored.model_dump(), "name": name}, *body["files"][1:]]
        api.change(visit, Nothing, Change("PUT", LETTERS, path, body))
    except ApiProblem as problem:
        if problem.status in EXPLAINED_ELSEWHERE:
            raise
        return _edit(visit, api, sentence(visit, problem))
    return redirect(visit.site.link(f"{OUT}/{visit.path_params['letter']}?xong=1"))


def _edit(visit: Visit, api: PublicApi, error: str = "") -> PageResponse:
    path = f"/outgoing/{part(visit.path_params['letter'])}"
    letter = api.read(visit, Letter, LETTERS, path)
    stored = {
        **{name: getattr(letter, name) or "" for name in FIELDS if hasattr(letter, name)},
        "notation": letter.document,
        "recipients": ", ".join(letter.recipients),
    }
    return _shown(visit, stored, error, is_new=False)


def _body(visit: Visit) -> dict[str, Any]:
    typed = {name: visit.form.get(name, "").strip() for name in FIELDS}
    body: dict[str, Any] = {name: value for name, value in typed.items() if value}
    recipients = body.pop("recipients", "").replace(";", ",").replace("\n", ",").split(",")
    body["recipients"] = [each.strip() for each in recipients if each.strip()]
    return body


FIELDS: Final = (
    "agency",
    "type",
    "notation",
    "subject",
    "urgency",
    "reply_by",
    "recipients",
    "dossier",
    "answers",
)


def _form(visit: Visit, error: str = "") -> PageResponse:
    agencies = session_of(visit).agencies
    begun = {
        "agency": agencies[0] if agencies else "",
        "dossier": visit.query.get("ho-so", ""),
        "answers": visit.query.get("tra-loi", ""),
        "recipients": visit.query.get("gui-den", ""),
    }
    return _shown(visit, begun, error, is_new=True)


def _shown(visit: Visit, stored: Mapping[str, str], error: str, *, is_new: bool) -> PageResponse:
    values = {name: visit.form.get(name, stored.get(name, "")) for name in FIELDS}
    return render(
        visit,
        "letters/draft.html",
        status=422 if error else 200,
        values=values,
        types=TYPES,
        urgencies=URGENCIES,
        error=error,
        is_new=is_new,
    )
