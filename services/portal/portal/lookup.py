"""The first page: code and look-up key."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from portal.api import PublicApi, Refused, Rights
from portal.pages import Reply, goto, page
from portal.session import fresh_session
from portal.typed import code_read, key_read, mistakes
from portal.visit import Visit

NOTHING: Final[Mapping[str, str]] = {}


def first(visit: Visit, _: PublicApi) -> Reply:
    """The empty form."""
    return look_up_page(visit, notice="lookup.expired" if "expired" in visit.query else "")


def look_up(visit: Visit, api: PublicApi) -> Reply:
    """Check what was typed and go to the dossier; raises FormExpired, NoAnswer."""
    visit.require_form()
    code, key = code_read(visit.form.get("code", "")), key_read(visit.form.get("key", ""))
    errors = mistakes(code, key)
    if errors:
        return look_up_page(visit, typed=visit.form, errors=errors, status=422)
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


def refusal(visit: Visit, code: str, refused: Refused) -> Reply:
    """What the first page says when the look-up was refused: code and key are never told apart."""
    if refused.status == 429:
        return look_up_page(
            visit, typed={"code": code}, errors={"code": "lookup.too_many"}, status=429
        )
    return look_up_page(
        visit, typed={"code": code}, errors={"code": "lookup.not_found"}, status=404
    )


def look_up_page(
    visit: Visit,
    *,
    typed: Mapping[str, str] = NOTHING,
    notice: str = "",
    errors: Mapping[str, str] = NOTHING,
    status: int = 200,
) -> Reply:
    """The form with what was typed and what is wrong with it; a slip of a character is mended, not typed anew."""
    return replace(
        page(visit, "lookup.html", typed=typed, notice=notice, errors=errors), status=status
    )
