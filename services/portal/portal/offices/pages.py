"""The pages of offices."""

import unicodedata
from typing import Final

from front.formatting import VIETNAM
from front.responses import PageResponse, render
from front.visit import Visit
from portal.catalogue.agencies import AgencyApi
from portal.offices.hours import week
from portal.public_api import PublicApi
from portal.session import anybody

KINDS: Final = ("commune", "department", "centre", "land_registry_branch", "tax_base")
"""Kinds that people look for; the first one is shown where none is chosen."""


def show_offices(visit: Visit, api: PublicApi) -> PageResponse:
    """Those of a kind, or by words of their names; raises ApiProblem, NoResponse."""
    text = visit.query.get("q", "").strip()
    kind = visit.query.get("loai", "")
    kind = "" if text else kind if kind in KINDS else KINDS[0]
    day = visit.now.astimezone(VIETNAM).date().isoformat()
    offices = AgencyApi(api.routes, anybody(visit)).agencies(kind, day)
    shown = [
        each
        for each in offices
        if unaccented(text) in unaccented(f"{each.name} {each.name_en or ''}")
    ]
    return render(visit, "offices.html", offices=shown, kind=kind, kinds=KINDS, text=text)


def show_office(visit: Visit, api: PublicApi) -> PageResponse:
    """Where an office is, and when it is open; raises ApiProblem, NoResponse."""
    office = AgencyApi(api.routes, anybody(visit)).agency(visit.path_params["agency"])
    hours = [line for each in office.hours for line in week(each, visit.translate)]
    return render(visit, "office.html", office=office, hours=hours)


def unaccented(text: str) -> str:
    """In small letters without accents, so that "hong gai" is Hồng Gai."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(each for each in parts if not unicodedata.combining(each))
