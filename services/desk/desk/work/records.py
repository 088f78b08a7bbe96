"""Records to download: the control form of a case (Mẫu 06), its legal facts, and the register of a
month (Mẫu 07).
"""

import re
from typing import Final

from desk.public_api import PublicApi
from desk.session import session_of
from front.api import part
from front.api_problem import ApiModel
from front.responses import PageResponse, render
from front.visit import Visit

MONTH: Final = re.compile(r"(0?[1-9]|1[0-2])[/-](20[0-9]{2})")
"""As people type it: 11/2026."""
FORMATS: Final = ("pdf", "csv")
MEDIA_TYPES: Final = {"pdf": "application/pdf", "csv": "text/csv"}


class ControlForm(ApiModel):
    """Mẫu 06 as PDF in base64."""

    pdf: str


class Facts(ApiModel):
    """The legal facts in a file, in base64; `pending` are not in it yet."""

    content: str
    facts: int
    pending: int = 0


class Register(ApiModel):
    """A part of a register in base64; `next` is where the rest begins."""

    content: str
    lines: int
    next: str | int | None = None


def show_control_form(visit: Visit, api: PublicApi) -> PageResponse:
    """Who had the dossier when, as PDF; its reading is recorded. Raises ApiProblem, NoResponse."""
    code = visit.path_params["dossier"]
    form = api.read(visit, ControlForm, "documents", f"/dossiers/{part(code)}/control-form")
    return render(visit, "work/control_form.html", code=code, pdf=form.pdf)


def show_facts(visit: Visit, api: PublicApi) -> PageResponse:
    """The file of legal facts, without values; raises ApiProblem, NoResponse."""
    code = visit.path_params["dossier"]
    facts = api.read(visit, Facts, "documents", f"/dossiers/{part(code)}/facts")
    return render(visit, "work/facts.html", code=code, facts=facts)


def show_register(visit: Visit, api: PublicApi) -> PageResponse:
    """The form for agency and month, and the register of those; raises ApiProblem, NoResponse."""
    agencies = session_of(visit).agencies
    typed = visit.query.get("thang", "").strip()
    agency = visit.query.get("don-vi") or next(iter(agencies), "")
    form = visit.query.get("dang", "pdf")
    month = MONTH.fullmatch(typed)
    errors = {"thang": visit.translate("register.month_malformed")} if typed and not month else {}
    register = None
    if month and form in FORMATS:
        query = {
            "month": f"{month[2]}-{int(month[1]):02}",
            "format": form,
            "after": visit.query.get("sau", ""),
        }
        register = api.read(visit, Register, "documents", f"/registers/{part(agency)}", query)
    return render(
        visit,
        "work/register.html",
        status=422 if errors else 200,
        agencies=agencies,
        agency=agency,
        month=typed or f"{visit.now:%m/%Y}",
        form=form,
        errors=errors,
        register=register,
        media_type=MEDIA_TYPES.get(form, ""),
    )
