"""The cookies of a request, opened, and those of its response, sealed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from front.cookies import C, CookieCipher, SealedModel
from front.visit import Site


class CookieJar(NamedTuple):
    """`values` are the sealed ones by name."""

    cipher: CookieCipher
    site: Site
    now: datetime
    values: Mapping[str, str] = MappingProxyType({})

    def __repr__(self) -> str:
        return f"CookieJar({', '.join(self.values)})"

    @classmethod
    def of(cls, cipher: CookieCipher, header: str, site: Site, now: datetime) -> "CookieJar":
        """Those of a request's `Cookie` header; none of one that cannot be read."""
        if not header:
            return cls(cipher, site, now)
        from http.cookies import CookieError, SimpleCookie

        try:
            parsed = SimpleCookie(header)
        except CookieError:
            return cls(cipher, site, now)
        return cls(cipher, site, now, {name: each.value for name, each in parsed.items()})

    def read(self, kind: type[C]) -> C | None:
        """What a cookie holds; None where there is none that is good."""
        value = self.values.get(cookie_name(kind, self.site))
        return self.cipher.open(kind, value, self.now) if value else None

    def set_cookies(
        self, contents: Sequence[SealedModel], dropped: Sequence[type[SealedModel]]
    ) -> Iterator[str]:
        """The `Set-Cookie` headers; of several contents of a kind the last one counts."""
        latest = {type(content): content for content in contents}
        for kind, content in latest.items():
            yield self._header(kind, self.cipher.seal(content), kind.LIFETIME)
        for kind in dropped:
            if kind not in latest and cookie_name(kind, self.site) in self.values:
                yield self._header(kind, "", 0)

    def _header(self, kind: type[SealedModel], value: str, seconds: int) -> str:
        path = "/; Secure" if self.site.secure else self.site.home
        attributes = f"Max-Age={seconds}; HttpOnly; SameSite=Lax; Path={path}"
        return f"{cookie_name(kind, self.site)}={value}; {attributes}"


def cookie_name(kind: type[SealedModel], site: Site) -> str:
    """By https a name that no other host of the domain can set (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{kind.NAME}" if site.secure else kind.NAME
