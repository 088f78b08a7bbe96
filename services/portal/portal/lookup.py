"""The first page: code and look-up key."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from portal.api import PublicApi, Refused, Rights
from portal.pages import Reply, goto, page
from portal.session import fresh_session
from portal.visit import Visit

CODE: Final = re.compile(r"[A-Z0-9.]{3,14}-[0-9]{6}-[0-9]{4,7}")
KEY: Final = re.compile(r"[0-9A-Z]{10}")
IGNORED: Final = str.maketrans("", "", " -")
NO_ERRORS: Final[Mapping[str, str]] = {}


def first(visit: Visit, _: PublicApi) -> Reply:
    """The empty form."""
    return look_up_page(visit, notice="lookup.expired" if "expired" in visit.query else "")


def look_up(visit: Visit, api: PublicApi) -> Reply:
    """Check what was typed and go to the dossier; raises FormExpired, NoAnswer."""
    visit.require_form()
    code = "".join(visit.form.get("code", "").split()).upper()
    key = visit.form.get("key", "").upper().translate(IGNORED)
    errors = mistakes(code, key)
    if errors:
        return look_up_page(visit, code=code, errors=errors, status=422)
    try:
        api.dossier(Rights(code, key, visit.language))
    except Refused as refused:
        return refusal(visit, code, refused)
    began = fresh_session(visit.fresh, visit.now, visit.session.language)
    return goto(visit.site.link("/ho-so"), began.model_copy(update={"code": code, "key": key}))


def leave(visit: Visit, _: PublicApi) -> Reply:
    """End the visit; raises FormExpired."""
    visit.require_form()
    return goto(visit.site.link("/"), fresh_session(visit.fresh, visit.now, visit.session.language))


def mistakes(code: str, key: str) -> dict[str, str]:
    """Field -> text key of what is wrong with it, so that a slip does not count as a guess."""
    found = {}
    if not CODE.fullmatch(code):
        found["code"] = "lookup.code_malformed" if code else "lookup.code_missing"
    if not KEY.fullmatch(key):
        found["key"] = "lookup.key_malformed" if key else "lookup.key_missing"
    return found


def refusal(visit: Visit, code: str, refused: Refused) -> Reply:
    """What the first page says when the look-up was refused: code and key are never told apart."""
    if refused.status == 429:
        return look_up_page(visit, code=code, errors={"code": "lookup.too_many"}, status=429)
    return look_up_page(visit, code=code, errors={"code": "lookup.not_found"}, status=404)


def look_up_page(
    visit: Visit, *, code: str = "", notice: str = "", errors: Mapping[str, str] = NO_ERRORS, status: int = 200
) -> Reply:
    """The form with what was typed, but for the key, and what is wrong with it."""
    return replace(page(visit, "lookup.html", code=code, notice=notice, errors=errors), status=status)
