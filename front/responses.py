"""Responses: templates with their sentences, redirects, static files, and security headers."""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode

from front import formatting
from front.cookies import SealedModel
from front.presentation import MEDIA_TYPES, Presentation
from front.session import Session
from front.visit import Site, Visit

if TYPE_CHECKING:
    from front.routes import Page, Reach

HTML: Final = "text/html; charset=utf-8"
YEAR_SECONDS: Final = 31_536_000


class PageResponse(NamedTuple):
    """The response to a visitor; `session` is set where it changes.

    `sealed` are further cookies to set, `dropped` those that end.
    """

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    session: Session | None = None
    sealed: tuple[SealedModel, ...] = ()
    dropped: tuple[type[SealedModel], ...] = ()
    cookies: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"PageResponse({self.status})"

    def with_sealed(self, *contents: SealedModel) -> "PageResponse":
        """With further cookies."""
        return self._replace(sealed=(*self.sealed, *contents))

    def without(self, *kinds: type[SealedModel]) -> "PageResponse":
        """After which these cookies are no more."""
        return self._replace(dropped=(*self.dropped, *kinds))


def render(visit: Visit, template: str, /, *, status: int = 200, **values: object) -> PageResponse:
    """The template in the visitor's language, never stored by a browser or a cache."""
    language, numeric = visit.language, visit.presentation.numeric_days
    context = {
        "t": visit.translate,
        "lang": visit.language,
        "visit": visit,
        "link": visit.site.link,
        "money": partial(formatting.amount, language=language),
        "moment": partial(formatting.moment, language=language, numeric=numeric),
        "day": partial(formatting.day, language=language, numeric=numeric),
        "full_date": partial(formatting.full_date, language=language, numeric=numeric),
        "phone": formatting.phone,
        "words": partial(formatting.words, language=language),
        "digest": visit.presentation.digests.__getitem__,
    }
    headers = {
        "Content-Type": HTML,
        "Cache-Control": "no-store",
        "Content-Language": visit.language,
    }
    body = visit.presentation.environment.get_template(template).render(context | values)
    if language == "en":
        from front.foreign_words import mark_vietnamese

        body = mark_vietnamese(body)
    return PageResponse(body, status, headers)


def with_refresh(response: PageResponse, seconds: int, url: str) -> PageResponse:
    """The page that refreshes itself; it says so, and how to stop that (WCAG 2.2.2)."""
    return response._replace(headers={**response.headers, "Refresh": f"{seconds}; url={url}"})


def redirect(url: str, session: Session | None = None) -> PageResponse:
    """A redirect (303) to another page, by GET."""
    headers = {"Location": url, "Cache-Control": "no-store"}
    return PageResponse(status=303, headers=headers, session=session)


def moved(url: str, query: Mapping[str, str]) -> PageResponse:
    """A lasting redirect (308) of an address of before; its query goes along."""
    return PageResponse(
        status=308, headers={"Location": f"{url}?{urlencode(query)}" if query else url}
    )


def security_headers(site: Site, page: "Page[Any] | None" = None) -> Mapping[str, str]:
    """The headers of every response: no foreign resource, no inline code, no frame.

    A page's scripts are ours, and its forms lead to the origins that it names.
    """
    reach = _sources(site, page.forms_to if page else ())
    pictures = _sources(site, page.images_from if page else ())
    pictures += " data:" if page and page.has_inline_pictures else ""
    policy = (
        f"default-src 'none'; style-src 'self'; img-src {pictures}; base-uri 'none'; "
        f"manifest-src 'self'; frame-ancestors 'none'; form-action {reach}"
    )
    if page and page.scripts:
        policy += f"; script-src 'self'; connect-src {reach}; require-trusted-types-for 'script'"
    camera = "(self)" if page and page.uses_camera else "()"
    headers = {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": f"camera={camera}, geolocation=(), microphone=(), payment=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    return headers | (
        {"Strict-Transport-Security": f"max-age={YEAR_SECONDS}"} if site.secure else {}
    )


def _sources(site: Site, kinds: "Iterable[Reach]") -> str:
    """Our own origin, and those of these kinds."""
    return " ".join(("'self'", *(each for kind in kinds for each in site.origins.get(kind, ()))))


def static_file(presentation: Presentation, name: str) -> PageResponse | None:
    """A file of `static/`, whose URL changes with its content; None where there is none."""
    path = presentation.static_files.get(name)
    if path is None:
        return None
    headers = {
        "Content-Type": MEDIA_TYPES[path.suffix],
        "Cache-Control": f"public, max-age={YEAR_SECONDS}",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return PageResponse(path.read_text(encoding="utf-8"), headers=headers)
