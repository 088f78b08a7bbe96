"""The pages that verify a paper: by the code printed on it, its QR code, or its file."""

import re
from typing import Final

from front.api import Change, part
from front.responses import PageResponse, redirect, render
from front.routes import ULID
from front.visit import Visit
from portal.public_api import PublicApi
from portal.session import anybody
from portal.verification.models import Verification

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
SIMILAR: Final = str.maketrans("OIL", "011")
"""Letters that Crockford's base 32 does not have, read as what they look like."""


def show_form(visit: Visit, api: PublicApi) -> PageResponse:
    """The form, or what became of a code or a digest; raises ApiProblem, NoResponse."""
    digest = visit.query.get("tep", "").strip().lower()
    if digest:
        return _by_digest(visit, api, digest)
    if "ma" not in visit.query:
        return _form(visit)
    code = normalize_document_code(visit.query["ma"])
    if not ULID.fullmatch(code):
        return _form(visit, "verify.code_malformed" if code else "verify.code_missing")
    return redirect(visit.site.link(f"/xac-minh/{code}"))


def show_document(visit: Visit, api: PublicApi) -> PageResponse:
    """The paper with this code, 404 where it is none of ours; raises ApiProblem, NoResponse."""
    path = f"/verifications/{part(visit.path_params['document'])}"
    paper = api.routes.read(Verification, anybody(visit), "documents", path)
    return render(visit, "verification.html", status=200 if paper.ours else 404, paper=paper)


def normalize_document_code(text: str) -> str:
    """A code in capitals without spaces and hyphens, with 0 for O and 1 for I or L."""
    bare = re.sub(r"[\s\-.]", "", text.rpartition(":")[2]).upper()
    return bare.translate(SIMILAR)


def _by_digest(visit: Visit, api: PublicApi, digest: str) -> PageResponse:
    if not DIGEST.fullmatch(digest):
        return _form(visit, "verify.digest_malformed", field="tep")
    change = Change("POST", "documents", "/verifications", {"sha256": digest})
    verification = api.routes.change(Verification, anybody(visit), change).content
    return render(visit, "verification.html", paper=verification, same_file=verification.ours)


def _form(visit: Visit, error: str = "", *, field: str = "ma") -> PageResponse:
    return render(
        visit,
        "verify.html",
        status=422 if error else 200,
        error=error,
        field=field if error else "",
    )
