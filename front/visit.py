"""A visit: one request of a visitor, with its session, sign-in, language and form."""

import hmac
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlencode, urlsplit

from front.messages import Language
from front.presentation import Presentation
from front.session import Session
from front.sign_in.signed_in import Departure, IdentityProof, SignedIn

NO_VALUES: Final[Mapping[str, str]] = MappingProxyType({})
NO_ORIGINS: Final[Mapping[str, Sequence[str]]] = MappingProxyType({})


class FormExpired(Exception):
    """The form was not sent from a page of this session."""


class SignInRequired(Exception):
    """The page is somebody's own, and nobody is signed in."""


class Site(NamedTuple):
    """The client's address: `origin` is scheme and host, `prefix` the path before ours, or "".

    `origins` are those that pages may lead to, by what they are for (front.routes.Reach).
    `moved_to` is where a page lies now that was requested at an address of before.
    """

    origin: str
    prefix: str
    origins: Mapping[str, Sequence[str]] = NO_ORIGINS
    moved_to: str = ""

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

    def url(self, path: str) -> str:
        """The address of a page, for who comes back from elsewhere."""
        return f"{self.origin}{self.link(path)}"

    def allows_redirect_to(self, url: str) -> bool:
        """Whether `url` is on one of the card pages' origins."""
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}" in self.origins.get("payment", ())


class Form(Mapping[str, str]):
    """The fields of a form in their order, and its files; a name may come more than once."""

    __slots__ = ("files", "pairs")

    def __init__(
        self, pairs: Sequence[tuple[str, str]] = (), files: Sequence[tuple[str, bytes]] = ()
    ) -> None:
        self.pairs = pairs
        self.files = files

    def __getitem__(self, name: str) -> str:
        return self._last[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._last)

    def __len__(self) -> int:
        return len(self._last)

    def all(self, name: str) -> list[str]:
        """Every value of a name, such as those of checkboxes."""
        return [value for each, value in self.pairs if each == name]

    def file(self, name: str) -> bytes:
        """What a file holds; b"" where none was chosen."""
        return dict(self.files).get(name, b"")

    @property
    def _last(self) -> dict[str, str]:
        return dict(self.pairs)


class Visit(NamedTuple):
    """`path` is below the site's prefix, `path_params` are the values in it.

    `random_token` is a fresh random text for new forms and sessions. `shown_at` is the path of a
    page that shows the same, where the path takes forms only; `scripts` are those of the page.
    `from_own_origin`: the browser says that a page of ours sent the request (Sec-Fetch-Site).
    """

    site: Site
    presentation: Presentation
    path: str
    now: datetime
    random_token: str
    session: Session
    language: Language = "vi"
    signed_in: SignedIn | None = None
    departure: Departure | None = None
    proof: IdentityProof | None = None
    path_params: Mapping[str, str] = NO_VALUES
    query: Mapping[str, str] = NO_VALUES
    form: Form = Form()
    shown_at: str = ""
    scripts: tuple[str, ...] = ()
    from_own_origin: bool = False

    def __repr__(self) -> str:
        return f"Visit({self.path})"

    @property
    def other_language(self) -> str:
        """The path and query of the same page in the other language."""
        other = "en" if self.language == "vi" else "vi"
        others = {name: value for name, value in self.query.items() if name != "lang"}
        return f"{self.site.link(self.shown_at or self.path)}?{urlencode({'lang': other} | others)}"

    @property
    def address(self) -> str:
        """The path and query of this page, below the site's prefix."""
        return self.path + (f"?{urlencode(self.query)}" if self.query else "")

    @property
    def person(self) -> SignedIn:
        """Who is signed in; raises SignInRequired."""
        if self.signed_in is None:
            raise SignInRequired
        return self.signed_in

    def translate(self, key: str, **values: object) -> str:
        """A sentence in the visitor's language."""
        return self.presentation.translate(self.language, key, **values)

    def has_text(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self.presentation.messages(self.language)

    @property
    def has_own_form(self) -> bool:
        """Whether the form has the session's CSRF token."""
        return hmac.compare_digest(self.form.get("csrf", "").encode(), self.session.csrf.encode())

    def require_form(self) -> None:
        """Raises FormExpired unless the form has the session's CSRF token."""
        if not self.has_own_form:
            raise FormExpired

    def idempotency_key(self, *scope: str) -> str:
        """The Idempotency-Key of this form, equal when the visitor sends the form twice."""
        text = "\0".join((*scope, self.form.get("nonce", "")))
        return sha256(text.encode()).hexdigest()[:40]


class Place(NamedTuple):
    """Where a client lies: `public_url` is its address, "" that of each request.

    On `former_host` it lay before: printed addresses lead there.
    """

    public_url: str
    origins: Mapping[str, Sequence[str]] = NO_ORIGINS
    former_host: str = ""

    def site(self, context: Mapping[str, Any], headers: Mapping[str, str], path: str) -> Site:
        """The client's address for a request to one of its paths.

        The gateway accepts requests for its own names only, so the Host header is safe to use.
        """
        if not self.public_url:
            prefix = unquote(str(context.get("path", path))).removesuffix(path).rstrip("/")
            scheme = headers.get("x-forwarded-proto", "http")
            return Site(f"{scheme}://{headers.get('host', '')}", prefix, self.origins)
        parts = urlsplit(self.public_url)
        site = Site(f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/"), self.origins)
        host = headers.get("host", "").partition(":")[0]
        has_moved = bool(host) and host == self.former_host != parts.hostname
        return site._replace(moved_to=site.url(path)) if has_moved else site
