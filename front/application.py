"""The application: cookies, sign-in, language, errors and log line of every page."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, Protocol
from urllib.parse import parse_qsl

from front.api import Routes
from front.api_problem import ApiProblem
from front.cookie_jar import CookieJar
from front.cookies import CookieTooLarge
from front.error_pages import error_page
from front.http_client import VISIT_SECONDS
from front.messages import choose_language
from front.presentation import Presentation
from front.responses import PageResponse, security_headers
from front.routes import A, Page
from front.session import Session
from front.sign_in.refused import SignInRefused
from front.sign_in.renewal import renewed
from front.sign_in.signed_in import Departure, IdentityProof, SignedIn
from front.visit import Form, FormExpired, SignInRequired, Site, Visit
from kit.platform import log

if TYPE_CHECKING:
    from front.sign_in.provider import Provider

MOST_FIELDS: Final = 300
OWN_ORIGIN: Final = "same-origin"
OWN_SITE: Final = (OWN_ORIGIN, "none", "")
"""Where a form of ours comes from (Sec-Fetch-Site); browsers of before 2023 leave it out."""


NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class PageRequest(NamedTuple):
    """A request of the gateway; header names in lower case, `path` below the site's prefix."""

    method: str
    path: str
    headers: Mapping[str, str]
    path_params: Mapping[str, str] = NOTHING
    query: Mapping[str, str] = NOTHING
    body: bytes = b""
    address: str = ""

    def __repr__(self) -> str:
        return f"PageRequest({self.method} {self.path})"


class Errors(Protocol):
    """A client's own pages for its own errors; None for those of the library."""

    def __call__(self, visit: Visit, error: Exception) -> PageResponse | None:
        """The page that explains it."""
        ...


class App(NamedTuple, Generic[A]):
    """All pages. `clock` counts seconds: the calls of one page take at most VISIT_SECONDS of it.

    `patterns` are those of the values in paths; a name without one is a ULID. `own_errors` is
    looked at first.
    """

    routes: Routes
    api_of: Callable[[Routes], A]
    jar: Callable[[Mapping[str, str], Site, datetime], CookieJar]
    presentation: Presentation
    prove_network: Callable[[str, datetime], str]
    provider: "Callable[[], Provider]"
    session_type: type[Session] = Session
    patterns: Mapping[str, str] = NOTHING
    own_errors: Errors = lambda visit, error: None  # noqa: ARG005
    clock: Callable[[], float] = time.monotonic

    def respond(
        self, request: PageRequest, page: Page[A], site: Site, now: datetime, random_token: str
    ) -> PageResponse:
        """The page or an error page, with the headers of every response."""
        started = self.clock()
        jar = self.jar(request.headers, site, now)
        stored = jar.read(self.session_type)
        visit = self._visit(request, site, jar, stored, random_token)
        form = _form(request, page.largest_form)
        visit = visit._replace(shown_at=page.shown_at, scripts=page.scripts, form=form)
        try:
            if not page.admits(request.path_params, self.patterns):
                raise ApiProblem(404, "not_found", "")
            if page.method == "POST" and request.headers.get("sec-fetch-site", "") not in OWN_SITE:
                raise FormExpired
            visit = self._with_sign_in(visit, page)
            api = self.api_of(self._routes(request, now, started))
            response = page.handler(visit, api)
        except Exception as error:  # noqa: BLE001 - the outermost layer: logged once, shown as a page
            response = self.own_errors(visit, error) or error_page(visit, error, request.method)
        elapsed = round((self.clock() - started) * 1000, 1)
        log.info("page_sent", page=page.name, status=response.status, ms=elapsed)
        try:
            return self._with_headers(response, page, visit, jar, stored)
        except CookieTooLarge as error:  # tokens that no browser would keep: nobody is signed in
            response = error_page(visit, error, request.method)
            return self._with_headers(response, page, visit, jar, stored)

    def _routes(self, request: PageRequest, now: datetime, started: float) -> Routes:
        return self.routes._replace(
            seconds_left=lambda: started + VISIT_SECONDS - self.clock(),
            network=lambda: self.prove_network(request.address, now),
        )

    def _visit(
        self,
        request: PageRequest,
        site: Site,
        jar: CookieJar,
        stored: Session | None,
        random_token: str,
    ) -> Visit:
        """The visit; a language in the query is stored in the session."""
        session = stored or self.session_type.begin(random_token, jar.now)
        query = request.query.get("lang", "")
        accepted = request.headers.get("accept-language", "")
        language = choose_language(query, session.language, accepted)
        if query in ("vi", "en"):
            session = session.evolve(language=language)
        return Visit(
            site=site,
            presentation=self.presentation,
            path=request.path,
            now=jar.now,
            random_token=random_token,
            session=session,
            language=language,
            signed_in=jar.read(SignedIn),
            departure=jar.read(Departure),
            proof=jar.read(IdentityProof),
            path_params=request.path_params,
            query=request.query,
            from_own_origin=request.headers.get("sec-fetch-site") == OWN_ORIGIN,
        )

    def _with_sign_in(self, visit: Visit, page: Page[A]) -> Visit:
        """The visit with tokens that are good for it; raises SignInRequired, NoResponse."""
        if page.access == "anyone":
            return visit
        try:
            signed_in = renewed(visit.person, self.provider, visit.now)
        except SignInRefused as refusal:
            raise SignInRequired from refusal
        return visit._replace(signed_in=signed_in)

    def _with_headers(
        self,
        response: PageResponse,
        page: Page[A],
        visit: Visit,
        jar: CookieJar,
        stored: Session | None,
    ) -> PageResponse:
        """The response with security headers and, where a cookie changed, that cookie.

        A form without a session gets no cookie unless it comes from our own origin: of another
        site's the browser leaves our cookie out, and a new one would replace the visitor's session.
        """
        headers = {**security_headers(visit.site, page), **response.headers}
        if response.headers.get("Cache-Control") != "no-store":
            return response._replace(headers=headers)
        session = response.session or visit.session
        contents = list(response.sealed)
        is_ours = page.method != "POST" or visit.from_own_origin
        if session != stored and (stored or is_ours):
            contents.insert(0, session)
        signed_in = visit.signed_in
        is_new = signed_in is not None and signed_in != jar.read(SignedIn)
        if signed_in and is_new and SignedIn not in response.dropped:
            contents.append(signed_in)
        cookies = jar.set_cookies(contents, response.dropped)
        return response._replace(headers=headers, cookies=tuple(cookies))


def _form(request: PageRequest, most: int) -> Form:
    """The fields and files of a form; none of one above `most` bytes, or not readable."""
    if request.method != "POST" or len(request.body) > most:
        return Form()
    content_type = request.headers.get("content-type", "")
    try:
        if content_type.lower().startswith("multipart/form-data"):
            from front.multipart import read_parts

            return Form(*read_parts(content_type, request.body))
        text = request.body.decode()
        return Form(tuple(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)))
    except ValueError:
        return Form()
