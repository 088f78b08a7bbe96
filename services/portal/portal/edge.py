"""Between the gateway and the pages: the cookie, the language, what goes wrong, one log line a request."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl

from kit.platform import log
from portal.api import PublicApi, Refused
from portal.pages import Reply, goto, guarded, page
from portal.session import LASTS_SECONDS, Seals, Session, fresh_session
from portal.visit import FormExpired, LookupNeeded, Site, Visit
from portal.wire import VISIT_SECONDS, NoAnswer
from portal.wording import chosen

COOKIE: Final = "motcua"
ID: Final = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
"""Payments and fees are named by ULIDs: what else stands in an address goes nowhere, not into a log either."""
LARGEST_FORM: Final = 16_384
MOST_FIELDS: Final = 20
Door = Callable[[Visit, PublicApi], Reply]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the gateway gives it; header names in lower case, `path` below the site's prefix."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    given: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Desk:
    """What every page works with. `clock` counts seconds; a visit has VISIT_SECONDS of it for all that it asks."""

    api: PublicApi
    seals: Callable[[], Seals]
    clock: Callable[[], float] = time.monotonic

    def answer(self, asked: Asked, door: Door, site: Site, now: datetime, fresh: str) -> Reply:
        """The page, or what went wrong as a page, with the headers that all of them have."""
        began = self.clock()
        kept = self._kept(asked, now)
        visit = _visit(asked, site, kept or fresh_session(fresh, now), now, fresh)
        try:
            if not all(map(ID.fullmatch, asked.given.values())):
                raise Refused(404, "not_found", "")
            reply = door(
                visit, replace(self.api, left=lambda: began + VISIT_SECONDS - self.clock())
            )
        except Exception as error:  # noqa: BLE001 - the edge: logged once, answered as a page
            reply = _excuse(visit, error, asked.method)
        elapsed = round((self.clock() - began) * 1000, 1)
        log.info("answered", page=door.__name__, status=reply.status, ms=elapsed)
        return self._sent(reply, visit, kept, asked.method)

    def _kept(self, asked: Asked, now: datetime) -> Session | None:
        try:
            cookie = SimpleCookie(asked.headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return None
        return self.seals().open(cookie.value, now) if cookie else None

    def _sent(self, reply: Reply, visit: Visit, kept: Session | None, method: str) -> Reply:
        """The reply with its guards and, where the visit changed, its cookie.

        A form without a visit gets none: from another site it comes without the cookie, and must not replace it.
        """
        headers = {**guarded(visit.site), **reply.headers}
        session = reply.session or visit.session
        if (
            session != kept
            and (kept or method != "POST")
            and reply.headers.get("Cache-Control") == "no-store"
        ):
            path = visit.site.prefix or "/"
            attributes = (
                f"Path={path}; Max-Age={LASTS_SECONDS}; HttpOnly; SameSite=Lax"
                + "; Secure" * visit.site.secure
            )
            headers["Set-Cookie"] = f"{COOKIE}={self.seals().seal(session)}; {attributes}"
        return replace(reply, headers=headers)


def _visit(asked: Asked, site: Site, session: Session, now: datetime, fresh: str) -> Visit:
    """The visit; a language that is asked for is remembered in it."""
    wish = asked.query.get("lang", "")
    language = chosen(wish, session.language, asked.headers.get("accept-language", ""))
    if wish in ("vi", "en"):
        session = session.model_copy(update={"language": language})
    return Visit(
        site, asked.path, now, fresh, session, language, asked.given, asked.query, _form(asked)
    )


def _form(asked: Asked) -> Mapping[str, str]:
    """The fields of a form; none of one that is too large or can't be read."""
    if asked.method != "POST" or len(asked.body) > LARGEST_FORM:
        return {}
    try:
        return dict(
            parse_qsl(asked.body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        )
    except ValueError:
        return {}


def _excuse(visit: Visit, error: Exception, method: str) -> Reply:
    """What went wrong, in plain words and with a way on."""
    match error:
        case LookupNeeded():
            return goto(visit.site.link("/?expired"))
        case FormExpired():
            return _wrong(visit, "form", 403)
        case NoAnswer():
            log.warning("no answer", path=visit.path)
            return _wrong(visit, "sent" if method == "POST" else "silent", 503)
        case Refused(status=429):
            return _wrong(visit, "too_many", 429)
        case Refused():
            return _wrong(visit, "unknown", 404)
    log.failure("unexpected", error, path=visit.path)
    return _wrong(visit, "fault", 500)


def _wrong(visit: Visit, what: str, status: int) -> Reply:
    return replace(page(visit, "wrong.html", what=what), status=status)
