"""A procedure's page, and what it costs."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from front.api import together
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import Visit
from portal.catalogue.api import CatalogueApi
from portal.catalogue.models import Procedure, Quotation
from portal.public_api import PublicApi
from portal.session import anybody

COUNT: Final = "so-luong."
CHANNELS: Final = ("online", "counter", "post")
WHOLE_NUMBER: Final = re.compile(r"[0-9]{1,6}")


def show_procedure(visit: Visit, api: PublicApi) -> PageResponse:
    """Who may file it, with which papers, what it costs; raises ApiProblem, NoResponse."""
    catalogue = CatalogueApi(api.routes, anybody(visit))
    code = visit.path_params["procedure"]
    reads: tuple[Callable[[], Procedure | Quotation], ...] = (
        partial(catalogue.procedure, code),
        partial(catalogue.quote, {"procedure": code}),
    )
    procedure, quotation = together(*reads)
    if not isinstance(procedure, Procedure):
        raise procedure if isinstance(procedure, Exception) else NoResponse
    channel = _channel(visit, procedure)
    if isinstance(quotation, ApiProblem) and channel != "online":
        terms = {"procedure": code, "channel": channel}
        [quotation] = together(partial(catalogue.quote, terms))
    shown = quotation if isinstance(quotation, Quotation) else None
    return render(visit, "procedure.html", procedure=procedure, quotation=shown, channel=channel)


def show_quotation(visit: Visit, api: PublicApi) -> PageResponse:
    """The fee for a channel, a case, a group and counts; raises ApiProblem, NoResponse."""
    catalogue = CatalogueApi(api.routes, anybody(visit))
    procedure = catalogue.procedure(visit.path_params["procedure"])
    usual = {"procedure": procedure.code, "channel": _channel(visit, procedure)}
    errors: dict[str, str] = {}
    try:
        quotation = catalogue.quote(usual | _terms(visit, errors))
    except ApiProblem as problem:
        if problem.status != 422:
            raise
        errors["quotation"] = sentence(visit, problem)
        quotation = catalogue.quote(usual)
    return render(
        visit,
        "quotation.html",
        status=422 if errors else 200,
        procedure=procedure,
        quotation=quotation,
        channel=usual["channel"],
        channels=[each for each in CHANNELS if each in procedure.channels],
        errors=errors,
    )


def _channel(visit: Visit, procedure: Procedure) -> str:
    wanted = visit.query.get("kenh", "")
    offered = [each for each in CHANNELS if each in procedure.channels]
    return wanted if wanted in offered else (offered or ["online"])[0]


def _terms(visit: Visit, errors: dict[str, str]) -> dict[str, Any]:
    """Case, group and counts of the query; what is no count is an error beside its field."""
    counts: dict[str, int] = {}
    for name, value in visit.query.items():
        line = name.removeprefix(COUNT)
        if line == name or not value.strip():
            continue
        if WHOLE_NUMBER.fullmatch(value.strip()):
            counts[line] = int(value)
        else:
            errors[name] = visit.translate("quotation.count_malformed")
    terms: dict[str, Any] = {"counts": counts}
    terms |= {"fee_case": visit.query["truong-hop"]} if visit.query.get("truong-hop") else {}
    return terms | ({"group": visit.query["nhom"]} if visit.query.get("nhom") else {})
