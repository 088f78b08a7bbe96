"""The catalogue: search and export, the versions of a procedure, one version as JSON."""

import json
from base64 import b64encode
from typing import Any, Final

from desk.admin.catalogue_models import Content, Export, ProcedureList, Versions
from desk.public_api import PublicApi
from desk.session import session_of
from front.api import part
from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render
from front.visit import Visit

HOME: Final = "/quan-tri/thu-tuc"
ADDED: Final = ("code", "version", "published_at", "closure", "offices", "online_address")
"""What the view of a version says beyond the content that is published."""
LONGEST: Final = 100


def show_catalogue(visit: Visit, api: PublicApi) -> PageResponse:
    """Procedures by what was typed; raises ApiProblem, NoResponse."""
    text, after = visit.query.get("q", "").strip(), visit.query.get("sau", "")
    too_long = len(text) > LONGEST
    query = {"q": "" if too_long else text, "cursor": after}
    page = api.read(visit, ProcedureList, "intake", "/procedures", query)
    status = 422 if too_long else 200
    return render(
        visit,
        "admin/catalogue.html",
        status=status,
        text=text,
        page=page,
        after=after,
        is_too_long=too_long,
    )


def export(visit: Visit, api: PublicApi) -> PageResponse:
    """Send the browser to the file."""
    form = "json" if visit.path.endswith("/json") else "csv"
    return redirect(api.read(visit, Export, "intake", "/catalogue", {"form": form}).url)


def show_procedure(visit: Visit, api: PublicApi) -> PageResponse:
    """The versions of a procedure; of a code without any, the way to its first."""
    code, after = visit.path_params["procedure"], visit.query.get("sau", "")
    try:
        path = f"/procedures/{part(code)}/versions"
        versions = api.read(visit, Versions, "intake", path, {"cursor": after})
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        versions = Versions(items=())
    session = session_of(visit)
    is_editor = session.has_role("catalogue_editor") and session.of_province
    return render(
        visit,
        "admin/procedure.html",
        code=code,
        versions=versions,
        after=after,
        is_editor=is_editor,
    )


def show_version(visit: Visit, api: PublicApi) -> PageResponse:
    """One version as the JSON that would publish it again."""
    code, version = visit.path_params["procedure"], visit.path_params["version"]
    path = f"/procedures/{part(code)}/versions/{part(version)}"
    text = content_text(api.read(visit, Content, "intake", path).model_dump())
    return render(
        visit,
        "admin/version.html",
        code=code,
        version=version,
        text=text,
        encoded=b64encode(text.encode()).decode(),
    )


def content_text(view: dict[str, Any]) -> str:
    """The content without what a view adds."""
    content = {name: value for name, value in view.items() if name not in ADDED}
    return json.dumps(content, ensure_ascii=False, indent=2)
