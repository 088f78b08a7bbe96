"""A visit: one request of a visitor, with its session, language and form."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from portal.messages import Language, translate
from portal.public_api import Credentials
from portal.session import Session

LONGEST_COUNT: Final = 3


class LookupRequired(Exception):
    """The page is about a dossier, and the session holds no code and key."""


class FormExpired(Exception):
    """The form was not sent from a page of this session."""


@dataclass(frozen=True, slots=True)
class Site:
    """The portal's address: `origin` is scheme and host, `prefix` the path before ours, or "".

    `payment_origins` are the origins of the card pages.
    """

    origin: str
    prefix: str
    payment_origins: Sequence[str] = ()

    @property
    def secure(self) -> bool:
        """Whether the site is reached by https."""
        return self.origin.startswith("https://")

    @property
    def home(self) -> str:
        """The path of all pages."""
        return self.prefix or "/"

    def link(self, path: str) -> str:
        """The path of a page, with the prefix."""
        return self.prefix + path

    def allows_redirect_to(self, url: str) -> bool:
        """Whether `url` is on one of the card pages' origins."""
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}" in self.payment_origins


@dataclass(frozen=True, slots=True)
class Visit:
    """`path` is below the site's prefix, `path_params` are the values in it.

    `random_token` is a fresh random text for new forms and sessions.
    """

    site: Site
    path: str
    now: datetime
    random_token: str = field(repr=False)
    session: Session = field(repr=False)
    language: Language = "vi"
    path_params: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def refreshes(self) -> int:
        """How often the page refreshed itself since the return from the card page; 0: no return."""
        count = self.query.get("n", "")
        return int(count) if count.isdecimal() and len(count) <= LONGEST_COUNT else 0

    @property
    def page_state(self) -> str:
        """The query that a link to the same page keeps: the count of refreshes, and the stop."""
        return (f"&n={self.refreshes}" if self.refreshes else "") + (
            "&stop=1" if "stop" in self.query else ""
        )

    @property
    def credentials(self) -> Credentials:
        """The code and key of the session; raises LookupRequired."""
        if not self.session.key:
            raise LookupRequired
        return Credentials(self.session.code, self.session.key, self.language)

    def translate(self, key: str, **values: object) -> str:
        """A sentence in the visitor's language."""
        return translate(self.language, key, **values)

    def require_form(self) -> None:
        """Raises FormExpired unless the form has the session's CSRF token."""
        if not hmac.compare_digest(self.form.get("csrf", "").encode(), self.session.csrf.encode()):
            raise FormExpired

    def idempotency_key(self, *scope: str) -> str:
        """The Idempotency-Key of this form, equal when the visitor sends the form twice."""
        text = "\0".join((self.session.code, *scope, self.form.get("nonce", "")))
        return sha256(text.encode()).hexdigest()[:40]
