"""The pages of a copy of one's data: it is requested, waited for, and downloaded; its files by
volume.
"""

import re
from typing import Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render, with_refresh
from front.visit import Visit
from portal.personal_data.api import PersonalDataApi
from portal.public_api import PublicApi
from portal.session import owner

PATH: Final = "/toi/du-lieu/ban-sao"
CHECK_SECONDS: Final = 30
NUMBER: Final = re.compile("[0-9]{1,4}")


def show_export_form(visit: Visit, _: PublicApi) -> PageResponse:
    """What a copy holds."""
    return render(visit, "export_form.html", error="")


def request_export(visit: Visit, api: PublicApi) -> PageResponse:
    """Have a copy made; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    after = visit.form.get("sau", "")
    key = visit.idempotency_key("export", after)
    try:
        export = PersonalDataApi(api.routes, owner(visit)).request_export(after, key)
    except ApiProblem as problem:
        if problem.code not in ("too_many_exports", "person_missing"):
            raise
        error = sentence(visit, problem)
        return render(visit, "export_form.html", status=problem.status, error=error)
    return redirect(visit.site.link(f"{PATH}/{export.export}"))


def show_export(visit: Visit, api: PublicApi) -> PageResponse:
    """How far it is; it renews itself until it is ready. Raises ApiProblem, NoResponse."""
    export = PersonalDataApi(api.routes, owner(visit)).export(visit.path_params["export"])
    refreshes = export.state == "gathering" and "stop" not in visit.query
    seconds = CHECK_SECONDS if refreshes else 0
    response = render(visit, "export.html", export=export, seconds=seconds)
    return with_refresh(response, seconds, visit.site.link(visit.path)) if refreshes else response


def download_export(visit: Visit, api: PublicApi) -> PageResponse:
    """On to the archive; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    export = visit.path_params["export"]
    key = visit.idempotency_key("export-link", export)
    return redirect(PersonalDataApi(api.routes, owner(visit)).export_link(export, key).url)


def show_export_files(visit: Visit, api: PublicApi) -> PageResponse:
    """What the volumes hold; raises ApiProblem, NoResponse."""
    export = PersonalDataApi(api.routes, owner(visit)).export(visit.path_params["export"])
    return render(visit, "export_files.html", export=export, volume=None, number=0)


def pack_export_files(visit: Visit, api: PublicApi) -> PageResponse:
    """The next volume with its link; raises FormExpired, ApiProblem, NoResponse.

    A repeat makes the same volume. `so` counts the volumes for the eye only.
    """
    visit.require_form()
    export, after = visit.path_params["export"], visit.form.get("sau", "")
    own = PersonalDataApi(api.routes, owner(visit))
    key = visit.idempotency_key("export-files", export, after)
    volume = own.export_volume(export, after, key)
    before = visit.form.get("so", "")
    number = 1 + int(before) if after and NUMBER.fullmatch(before) else 1
    shown = own.export(export)
    return render(visit, "export_files.html", export=shown, volume=volume, number=number)
