"""The application: session cookie, language, errors and log line of every page."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl

from kit.platform import log
from portal.http_client import VISIT_SECONDS, NoResponse
from portal.messages import choose_language
from portal.pages import PageResponse, redirect, render, security_headers
from portal.public_api import ID, ApiProblem, PublicApi
from portal.session import LIFETIME_SECONDS, Session, SessionCipher, new_session
from portal.visit import FormExpired, LookupRequired, Site, Visit

COOKIE: Final = "motcua"
LARGEST_FORM: Final = 16_384
MOST_FIELDS: Final = 20
LOOKUP_PATHS: Final = ("/", "/ho-so")
"""Where nobody pays: their errors do not speak of money."""
PageHandler = Callable[[Visit, PublicApi], PageResponse]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request of the gateway; header names in lower case, `path` below the site's prefix."""

    method: str
    path: str
    headers: Mapping[str, str] = field(repr=False)
    path_params: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True)
class App:
    """All pages. `clock` counts seconds: the calls of one page take at most VISIT_SECONDS of it."""

    api: PublicApi
    session_cipher: Callable[[], SessionCipher]
    prove_network: Callable[[str, datetime], str]
    clock: Callable[[], float] = time.monotonic

    def respond(
        self,
        request: PageRequest,
        handler: PageHandler,
        site: Site,
        now: datetime,
        random_token: str,
    ) -> PageResponse:
        """The page or an error page, with the headers of every response."""
        started = self.clock()
        session = self._session(request, site, now)
        visit = _visit(request, site, session or new_session(random_token, now), now, random_token)
        try:
            if not all(map(ID.fullmatch, request.path_params.values())):
                raise ApiProblem(404, "not_found", "")
            api = replace(
                self.api,
                seconds_left=lambda: started + VISIT_SECONDS - self.clock(),
                network=lambda: self.prove_network(request.address, now),
            )
            response = handler(visit, api)
        except Exception as error:  # noqa: BLE001 - the outermost layer: logged once, shown as a page
            response = _error_page(visit, error, request.method)
        elapsed = round((self.clock() - started) * 1000, 1)
        log.info("page_sent", page=handler.__name__, status=response.status, ms=elapsed)
        return self._with_headers(response, visit, session, request.method)

    def _session(self, request: PageRequest, site: Site, now: datetime) -> Session | None:
        try:
            cookie = SimpleCookie(request.headers.get("cookie", "")).get(cookie_name(site))
        except CookieError:
            return None
        return self.session_cipher().open(cookie.value, now) if cookie else None

    def _with_headers(
        self, response: PageResponse, visit: Visit, stored: Session | None, method: str
    ) -> PageResponse:
        """The response with security headers and, where the session changed, its cookie.

        A form without a session gets no cookie: it comes from another site, where the browser
        leaves our cookie out, and a new one would replace the visitor's session.
        """
        headers = {**security_headers(visit.site), **response.headers}
        session = response.session or visit.session
        if (
            session != stored
            and (stored or method != "POST")
            and response.headers.get("Cache-Control") == "no-store"
        ):
            attributes = f"Max-Age={LIFETIME_SECONDS}; HttpOnly; SameSite=Lax"
            attributes += "; Path=/; Secure" if visit.site.secure else f"; Path={visit.site.home}"
            sealed = self.session_cipher().seal(session)
            headers["Set-Cookie"] = f"{cookie_name(visit.site)}={sealed}; {attributes}"
        return replace(response, headers=headers)


def cookie_name(site: Site) -> str:
    """By https a name that no other host of the domain can set (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{COOKIE}" if site.secure else COOKIE


def _visit(
    request: PageRequest, site: Site, session: Session, now: datetime, random_token: str
) -> Visit:
    """The visit; a language in the query is stored in the session."""
    query = request.query.get("lang", "")
    language = choose_language(query, session.language, request.headers.get("accept-language", ""))
    if query in ("vi", "en"):
        session = session.evolve(language=language)
    return Visit(
        site,
        request.path,
        now,
        random_token,
        session,
        language,
        request.path_params,
        request.query,
        _form(request),
    )


def _form(request: PageRequest) -> Mapping[str, str]:
    """The fields of a form; none of a form that is too large or not readable."""
    if request.method != "POST" or len(request.body) > LARGEST_FORM:
        return {}
    try:
        return dict(
            parse_qsl(request.body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        )
    except ValueError:
        return {}


def _error_page(visit: Visit, error: Exception, method: str) -> PageResponse:
    """The page that explains an error and where to go from there."""
    match error:
        case LookupRequired():
            return redirect(visit.site.link("/?expired"))
        case FormExpired():
            return _error(visit, "form", 403)
        case NoResponse():
            log.warning("no_response", path=visit.path)
            return _error(visit, "sent" if method == "POST" else "unavailable", 503)
        case ApiProblem(status=429):
            return _error(visit, "too_many", 429)
        case ApiProblem():
            return _error(visit, "not_found", 404)
    log.failure("unexpected", error, path=visit.path)
    is_look_up = visit.path in LOOKUP_PATHS
    return _error(visit, "unavailable" if is_look_up else "internal", 500)


def _error(visit: Visit, kind: str, status: int) -> PageResponse:
    return render(visit, "error.html", status=status, kind=kind)
