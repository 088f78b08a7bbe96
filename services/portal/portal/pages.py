"""Pages: templates with their sentences, and the headers of every response."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portal import formatting
from portal.session import Session
from portal.visit import Site, Visit

if TYPE_CHECKING:
    from jinja2 import Environment

PACKAGE: Final = Path(__file__).parent
HTML: Final = "text/html; charset=utf-8"
YEAR_SECONDS: Final = 31_536_000


@dataclass(frozen=True, slots=True)
class PageResponse:
    """The response to a visitor; `session` is set where the cookie changes."""

    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    session: Session | None = None


def render(visit: Visit, template: str, /, *, status: int = 200, **values: object) -> PageResponse:
    """The template in the visitor's language, never stored by a browser or a cache."""
    context = {
        "t": visit.translate,
        "lang": visit.language,
        "visit": visit,
        "link": visit.site.link,
        "money": partial(formatting.amount, language=visit.language),
        "moment": partial(formatting.moment, language=visit.language),
        "day": partial(formatting.day, language=visit.language),
        "digest": digest,
    }
    headers = {
        "Content-Type": HTML,
        "Cache-Control": "no-store",
        "Content-Language": visit.language,
    }
    body = environment().get_template(template).render(context | values)
    return PageResponse(body, status, headers)


def with_refresh(response: PageResponse, seconds: int, url: str) -> PageResponse:
    """The page that refreshes itself; it says so, and how to stop that (WCAG 2.2.2)."""
    return replace(response, headers={**response.headers, "Refresh": f"{seconds}; url={url}"})


def redirect(url: str, session: Session | None = None) -> PageResponse:
    """A redirect (303) to another page, by GET."""
    headers = {"Location": url, "Cache-Control": "no-store"}
    return PageResponse(status=303, headers=headers, session=session)


def security_headers(site: Site) -> Mapping[str, str]:
    """The headers of every response: no foreign resource, no inline code, no frame, no script."""
    forms = " ".join(("'self'", *site.payment_origins))
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action {forms}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    return headers | (
        {"Strict-Transport-Security": f"max-age={YEAR_SECONDS}"} if site.secure else {}
    )


def asset(name: str, media_type: str) -> PageResponse:
    """A file of `static/`; its URL changes with its content."""
    text = (PACKAGE / "static" / name).read_text(encoding="utf-8")
    headers = {
        "Content-Type": media_type,
        "Cache-Control": f"public, max-age={YEAR_SECONDS}",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return PageResponse(text, headers=headers)


@cache
def digest(name: str) -> str:
    """The part of the URL of a file of `static/` that changes with its content."""
    return sha256((PACKAGE / "static" / name).read_bytes()).hexdigest()[:12]


@cache
def environment() -> "Environment":
    """Jinja2 that escapes everything and raises for an undefined name."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(PACKAGE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
