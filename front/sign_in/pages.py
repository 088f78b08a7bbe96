"""The pages of a sign-in: to the provider, back from it, and the sign-out."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.routes import A, Page
from front.sign_in.refused import SignInRefused
from front.sign_in.signed_in import Departure, IdentityProof, SignedIn
from front.visit import Visit
from kit.platform import log

if TYPE_CHECKING:
    from front.sign_in.provider import Provider
    from front.sign_in.provider_documents import TokenSet

BACK: Final = "/vao/xong"
OWN_PATH: Final = r"/(?![/\\])[!-\[\]-~]{0,500}"
"""A page of ours to return to: never another host, nothing that a browser reads as one."""
LEVEL: Final = r"urn:motcua:loa:[1-3]"
LONGEST_NAME: Final = 100
CLAIMS: Final = ("name", "identity_number", "phone_number")


class SignInPages(NamedTuple):
    """`provider` makes the provider with the first sign-in; `home` is where nothing else is said.

    `arrival` leads to the page that a visitor wanted, or first to another one.
    """

    provider: "Callable[[], Provider]"
    home: str = "/"
    arrival: Callable[[Visit, Any, SignedIn, str], str] | None = None

    def pages(self) -> tuple[Page[Any], ...]:
        """The routes."""
        return (
            Page("GET", "/vao", self.go),
            Page("GET", BACK, self.arrive),
            Page("POST", "/ra", self.leave, shown_at="/da-ra"),
            Page("GET", "/da-vao", self.in_other_tab),
            Page("GET", "/da-ra", self.left),
        )

    def go(self, visit: Visit, _: A) -> PageResponse:
        """Send the visitor to the provider; with `moi` in the query, whoever is signed in there
        shows anew who they are, and `muc` is the level that their account needs.
        """
        from front.sign_in.pkce import new_verifier

        departure = Departure(
            until=int(visit.now.timestamp()) + Departure.LIFETIME,
            state=token_urlsafe(24),
            nonce=token_urlsafe(24),
            verifier=new_verifier(),
            back=own_path(visit.query.get("ve", ""), self.home),
        )
        anew, level = "moi" in visit.query, level_of(visit)
        try:
            url = self.provider().authorization_url(
                departure, visit.site.url(BACK), visit.language, visit.now, anew=anew, level=level
            )
        except NoResponse:
            return _silent(visit, departure.back, anew=anew, level=level)
        return redirect(url).with_sealed(departure)

    def arrive(self, visit: Visit, api: A) -> PageResponse:
        """Redeem the code, and go on to the page that the visitor wanted."""
        departure = visit.departure
        try:
            if departure is None:
                raise SignInRefused("departure")
            provider = self.provider()
            provider.metadata(visit.now)
            code = provider.require_own_answer(visit.query, departure)
            tokens, claims = provider.redeem(code, departure, visit.site.url(BACK), visit.now)
        except SignInRefused as refusal:
            log.warning("sign_in_refused", why=str(refusal))
            back = departure.back if departure else self.home
            response = render(visit, "sign_in_failed.html", status=403, back=back)
            return response.without(Departure)
        except NoResponse:
            return _silent(visit, departure.back if departure else self.home).without(Departure)
        signed_in = _signed_in(tokens, claims, visit.now)
        back = departure.back
        if self.arrival:
            back = self.arrival(visit, api, signed_in, back)
        response = redirect(visit.site.link(back)).without(Departure)
        return response.with_sealed(signed_in, _proof(tokens, claims, visit.now))

    def leave(self, visit: Visit, _: A) -> PageResponse:
        """Sign out: the provider's tokens end too where it can; raises FormExpired."""
        visit.require_form()
        if visit.signed_in:
            try:
                self.provider().revoke(visit.signed_in.refresh, visit.now)
            except NoResponse:  # the cookies go anyway
                log.warning("sign_out_not_passed_on")
        session = type(visit.session).begin(visit.random_token, visit.now, visit.session.language)
        return redirect(visit.site.link("/da-ra"), session).without(SignedIn, IdentityProof)

    def in_other_tab(self, visit: Visit, _: A) -> PageResponse:
        """After a sign-in for a form that waits in another tab."""
        return render(visit, "signed_in.html")

    def left(self, visit: Visit, _: A) -> PageResponse:
        """After the sign-out, with the way to end the session at the provider itself."""
        try:
            url = self.provider().end_session_url(visit.site.url("/da-ra"), visit.now)
        except NoResponse:
            url = ""
        return render(visit, "signed_out.html", end_session_url=url)


def level_of(visit: Visit) -> str:
    """The level in the query, if it is one of ours."""
    level = visit.query.get("muc", "")
    return level if re.fullmatch(LEVEL, level) else ""


def _silent(visit: Visit, back: str, *, anew: bool = False, level: str = "") -> PageResponse:
    """The provider does not respond: the way to it again, and back to the page that was wanted."""
    log.warning("provider_silent", path=visit.path)
    query = {"ve": back} | ({"moi": "1"} if anew else {}) | ({"muc": level} if level else {})
    return render(visit, "sign_in_silent.html", status=503, query=query)


def own_path(text: str, otherwise: str) -> str:
    """The path if it is one of our pages, else the other."""
    return text if re.fullmatch(OWN_PATH, text) else otherwise


def _signed_in(tokens: "TokenSet", claims: Mapping[str, Any], now: datetime) -> SignedIn:
    at = int(now.timestamp())
    began = claims.get("auth_time")
    return SignedIn(
        until=at + SignedIn.IDLE,
        access=tokens.access_token,
        refresh=tokens.refresh_token,
        name=_text(claims, "name"),
        subject=_text(claims, "sub"),
        expires=at + tokens.expires_in,
        ends=at + SignedIn.LIFETIME,
        began=began if isinstance(began, int) else at,
    )


def _proof(tokens: "TokenSet", claims: Mapping[str, Any], now: datetime) -> IdentityProof:
    name, number, phone = (_text(claims, claim) for claim in CLAIMS)
    return IdentityProof(
        until=int(now.timestamp()) + IdentityProof.LIFETIME,
        token=tokens.id_token,
        full_name=name,
        identity_number=number,
        phone=phone,
    )


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value[:LONGEST_NAME] if isinstance(value, str) else ""
