"""One request of a visitor, with what the edge knows about it."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from portal.api import Rights
from portal.session import Session
from portal.wording import Language, say

LONGEST_COUNT: Final = 3


class LookupNeeded(Exception):
    """The page is about a dossier, and no code and key were typed within the hour."""


class FormExpired(Exception):
    """The form was not sent from a page of this visit."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the portal is: `origin` is scheme and host, `prefix` the path before ours ("" or "/portal").

    `payers_go_to` are the origins of the pages on which cards are entered.
    """

    origin: str
    prefix: str
    payers_go_to: Sequence[str] = ()

    @property
    def secure(self) -> bool:
        """Whether it is reached by https."""
        return self.origin.startswith("https://")

    def link(self, path: str) -> str:
        """The address of a page, as a path."""
        return self.prefix + path

    def may_go_to(self, url: str) -> bool:
        """Whether a payer may be sent to that address."""
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}" in self.payers_go_to


@dataclass(frozen=True, slots=True)
class Visit:
    """`path` is below the site's prefix, `given` what it names, `fresh` a random text for new forms and sessions."""

    site: Site
    path: str
    now: datetime
    fresh: str = field(repr=False)
    session: Session = field(repr=False)
    language: Language = "vi"
    given: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def asked(self) -> int:
        """How often the page asked by itself since a return from the card's page; 0: nobody came back."""
        told = self.query.get("n", "")
        return int(told) if told.isdecimal() and len(told) <= LONGEST_COUNT else 0

    @property
    def onward(self) -> str:
        """What of the address a link to the same page keeps: how often it asked, and that it was stopped."""
        return (f"&n={self.asked}" if self.asked else "") + (
            "&stop=1" if "stop" in self.query else ""
        )

    @property
    def rights(self) -> Rights:
        """The code and key of this visit; raises LookupNeeded."""
        if not self.session.key:
            raise LookupNeeded
        return Rights(self.session.code, self.session.key, self.language)

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the visitor's language."""
        return say(self.language, key, **facts)

    def require_form(self) -> None:
        """Raises FormExpired unless the form was sent from a page of this visit."""
        if not hmac.compare_digest(self.form.get("csrf", "").encode(), self.session.csrf.encode()):
            raise FormExpired

    def once(self, *about: str) -> str:
        """The Idempotency-Key of this form: sent twice it is the same, whoever presses twice or goes back."""
        told = "\0".join((self.session.code, *about, self.form.get("nonce", "")))
        return sha256(told.encode()).hexdigest()[:40]
