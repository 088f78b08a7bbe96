"""Pages: templates with their sentences, and the headers every page has."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portal import shown
from portal.session import Session
from portal.visit import Site, Visit

if TYPE_CHECKING:
    from jinja2 import Environment

HERE: Final = Path(__file__).parent
HTML: Final = "text/html; charset=utf-8"
YEAR_SECONDS: Final = 31_536_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: `session` where the cookie changes."""

    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    session: Session | None = None


def page(visit: Visit, template: str, /, **facts: object) -> Reply:
    """The template in the visitor's language, never kept by a browser or in between."""
    told = {
        "t": visit.say,
        "lang": visit.language,
        "visit": visit,
        "link": visit.site.link,
        "money": partial(shown.amount, language=visit.language),
        "moment": partial(shown.moment, language=visit.language),
        "day": partial(shown.day, language=visit.language),
        "digest": digest,
    }
    body = environment().get_template(template).render(told | facts)
    return Reply(
        body,
        headers={
            "Content-Type": HTML,
            "Cache-Control": "no-store",
            "Content-Language": visit.language,
        },
    )


def refreshed(reply: Reply, seconds: int, to: str) -> Reply:
    """The page that asks for itself again; it says so, and how to stop that (WCAG 2.2.2)."""
    return replace(reply, headers={**reply.headers, "Refresh": f"{seconds}; url={to}"})


def goto(url: str, session: Session | None = None) -> Reply:
    """Another page, by GET."""
    return Reply(
        status=303, headers={"Location": url, "Cache-Control": "no-store"}, session=session
    )


def guarded(site: Site) -> Mapping[str, str]:
    """The headers of every answer: nothing from elsewhere, nothing inline, no frame, no script at all."""
    forms = " ".join(("'self'", *site.payers_go_to))
    policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    headers = {
        "Content-Security-Policy": f"{policy}; form-action {forms}",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    return headers | (
        {"Strict-Transport-Security": f"max-age={YEAR_SECONDS}"} if site.secure else {}
    )


def asset(name: str, media_type: str) -> Reply:
    """A file of `static/`; its address changes with its contents."""
    text = (HERE / "static" / name).read_text(encoding="utf-8")
    return Reply(
        text,
        headers={"Content-Type": media_type, "Cache-Control": f"public, max-age={YEAR_SECONDS}"},
    )


@cache
def digest(name: str) -> str:
    """A part of the address of a file of `static/`."""
    return sha256((HERE / "static" / name).read_bytes()).hexdigest()[:12]


@cache
def environment() -> "Environment":
    """Jinja2 with everything escaped and nothing undefined."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
