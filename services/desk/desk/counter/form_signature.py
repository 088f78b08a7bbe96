"""The citizen's own signature of an e-form, with what was signed, to verify it elsewhere."""

from base64 import b64decode
from datetime import datetime

from pydantic import Field

from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiModel
from front.responses import PageResponse, render
from front.visit import Visit


class SignatureFile(ApiModel):
    """`statement` is the text that was signed, `signature` base64 of a detached CMS (DER)."""

    statement: str = Field(repr=False)
    sha256: str
    signature: str = Field(repr=False)
    signer: str = Field(repr=False)
    by_representative: bool = False
    signed_at: datetime


def show_signature(visit: Visit, api: PublicApi) -> PageResponse:
    """Who signed and when, or one of the two files; raises ApiProblem, NoResponse."""
    code = visit.path_params["dossier"]
    path = f"/dossiers/{part(code)}/form-signature"
    signed = api.read(visit, SignatureFile, "intake", path)
    if "noi-dung" in visit.query:
        return _download(signed.statement, "statement.json", "application/json")
    if "chu-ky" in visit.query:
        return _download(b64decode(signed.signature), "form.p7s", "application/octet-stream")
    return render(visit, "counter/form_signature.html", code=code, signed=signed)


def _download(content: str | bytes, name: str, media_type: str) -> PageResponse:
    headers = {
        "Content-Type": media_type,
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return PageResponse(content, 200, headers)
