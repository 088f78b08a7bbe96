"""Bank statements (sao kê): a file is looked at first, then taken, and followed to its end.

The second form carries the file itself, packed: nothing is stored before an official says so.
"""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Final

from desk.money.acts import PAYMENTS, refusal
from desk.money.statement_models import Preview, Statement
from desk.public_api import PublicApi
from front.api import FileUpload, part
from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render, with_refresh
from front.visit import Visit

MOST_BYTES: Final = 4_000_000
"""What payments takes of a statement."""
SECONDS: Final = 3


def show_upload(visit: Visit, _: PublicApi) -> PageResponse:
    """The form."""
    return _form(visit)


def preview_statement(visit: Visit, api: PublicApi) -> PageResponse:
    """What would be taken of the file; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    content = visit.form.file("file")
    if not content or len(content) > MOST_BYTES:
        key = "statement.too_large" if content else "statement.missing"
        return _form(visit, visit.translate(key))
    try:
        file = FileUpload(PAYMENTS, "/statements/preview", content)
        preview = api.send_file(visit, Preview, file)
    except ApiProblem as problem:
        return _form(visit, refusal(visit, problem))
    return render(visit, "money/statement_preview.html", preview=preview, packed=packed(content))


def take_statement(visit: Visit, api: PublicApi) -> PageResponse:
    """The file that was looked at is taken; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    content = unpacked(visit.form.get("packed", ""))
    if not content:
        return _form(visit, visit.translate("statement.missing"))
    key = visit.idempotency_key("/statements")
    try:
        file = FileUpload(PAYMENTS, "/statements", content, idempotency_key=key)
        taken = api.send_file(visit, Statement, file)
    except ApiProblem as problem:
        return _form(visit, refusal(visit, problem))
    return redirect(visit.site.link(f"/ke-toan/sao-ke/{taken.statement}"))


def show_statement(visit: Visit, api: PublicApi) -> PageResponse:
    """How far it is taken; renews itself until it is. Raises ApiProblem, NoResponse."""
    path = f"/statements/{part(visit.path_params['statement'])}"
    statement = api.read(visit, Statement, PAYMENTS, path)
    page = render(visit, "money/statement.html", statement=statement, now=visit.now)
    if statement.is_finished or "dung" in visit.query:
        return page
    return with_refresh(page, SECONDS, visit.site.link(visit.path))


def packed(content: bytes) -> str:
    """A file as a field of a form."""
    return urlsafe_b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes:
    """The file of a field; b"" for what is none, or larger than payments takes."""
    try:
        reader = zlib.decompressobj()
        content = reader.decompress(urlsafe_b64decode(text), MOST_BYTES + 1)
    except (Error, ValueError, zlib.error):
        return b""
    return content if reader.eof and len(content) <= MOST_BYTES else b""


def _form(visit: Visit, error: str = "") -> PageResponse:
    errors = {"file": error} if error else {}
    return render(visit, "money/statement_form.html", status=422 if error else 200, errors=errors)
