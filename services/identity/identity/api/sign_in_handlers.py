"""The HTTP handlers of a sign-in: to a national provider, and back from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from identity.api.browser_cookie import cookie_ended, cookie_set, secret_of
from identity.api.requests import CallbackQuery, ProviderId, SignInQuery, SignOutQuery
from identity.domain.issuer import Issuer, NoIssuer
from identity.domain.refusals import SignInRefused
from identity.domain.sign_in_request import (
    RequestRefused,
    SignInRequest,
    UnknownClient,
    sign_in_request,
)
from identity.domain.token_client import client_by_id
from identity.sign_in.finish import FinishSignIn, Surroundings, finish_sign_in
from identity.sign_in.start import StartSignIn, start_sign_in
from kit.http.context import RequestContext
from kit.http.responses import Response
from kit.platform import log


@dataclass(frozen=True, slots=True)
class SignInHandlers:
    """`new_secret` makes 256 bits of chance, base64url."""

    around: Surroundings
    new_secret: Callable[[], str] = field(repr=False)

    @property
    def issuer(self) -> Issuer:
        """The issuer of this stage."""
        return self.around.issuer

    def start_sign_in(self, request: RequestContext, query: SignInQuery) -> Response:
        """Send a person to sign in

        The authorization endpoint: the browser goes on to a national provider. What is wrong with
        the request goes back to the application, unless it or its address is not registered.
        """
        members = {name: value for name, value in query if value}
        try:
            client_request = sign_in_request(members, self.issuer.clients)
        except RequestRefused as refusal:
            return _go(self._answer(refusal.request, {"error": refusal.error}))
        command = StartSignIn(
            request=client_request,
            provider=query.idp,
            state=self.new_secret(),
            secret=self.new_secret(),
        )
        location = start_sign_in(command, self.issuer, self.around.repository, request.now)
        return _go(location, cookie_set(self.issuer.url, command.state, command.secret))

    def finish_sign_in(
        self, request: RequestContext, provider: ProviderId, query: CallbackQuery
    ) -> Response:
        """Take a provider's answer

        The address to which a national provider sends the browser back. It goes on to the
        application, with a code or with an error; an answer that belongs to no sign-in of this
        browser goes to the first application, which says so.
        """
        secret = secret_of(self.issuer.url, query.state, request.headers.get("cookie", ""))
        command = FinishSignIn(
            provider=provider,
            state=query.state,
            code=query.code,
            error=query.error,
            issuer=query.iss,
            secret=secret,
            new_code=self.new_secret(),
            family=self.new_secret(),
            id=request.now.isoformat() + self.new_secret(),
        )
        ended = cookie_ended(self.issuer.url, query.state)
        try:
            client_request = finish_sign_in(command, self.around, request.now)
        except SignInRefused as refusal:
            log.warning("sign_in_refused", why=refusal.why, provider=provider)
            log.metric("SignInRefused")
            return self._refused(refusal, ended)
        log.metric("SignedIn")
        return _go(self._answer(client_request, {"code": command.new_code}), ended)

    def end_session(self, query: SignOutQuery) -> Response:
        """End the session at the provider

        After a sign-out at an application the browser goes to the national provider, where it has
        such an address, and from there or at once to the application's page.
        """
        client = client_by_id(self.issuer.clients, query.client_id)
        back = query.post_logout_redirect_uri
        if client is None or back not in client.signed_out_uris:
            raise UnknownClient(field="post_logout_redirect_uri" if client else "client_id")
        endpoints = (each.end_session_endpoint for each in self.issuer.providers)
        endpoint = next(filter(None, endpoints), "")
        return _go(_with(endpoint, {"post_logout_redirect_uri": back}) if endpoint else back)

    def _answer(self, client_request: SignInRequest, members: Mapping[str, str]) -> str:
        state = {"state": client_request.state} if client_request.state else {}
        return _with(client_request.redirect_uri, {**members, **state, "iss": self.issuer.url})

    def _refused(self, refusal: SignInRefused, cookie: str) -> Response:
        """To the application that sent the browser, or to the first one: never to an address of the
        answer."""
        if refusal.request is not None:
            return _go(self._answer(refusal.request, {"error": refusal.error}), cookie)
        if not self.issuer.home:
            raise NoIssuer
        members = {"error": refusal.error, "iss": self.issuer.url}
        return _go(_with(self.issuer.home, members))


def _with(url: str, members: Mapping[str, str]) -> str:
    return f"{url}{'&' if '?' in url else '?'}{urlencode(members)}"


def _go(location: str, cookie: str = "") -> Response:
    """The browser's next address, which no log and no other site learns of from a page of ours."""
    headers = {"Location": location, "Referrer-Policy": "no-referrer"}
    return Response(None, headers=headers | ({"Set-Cookie": cookie} if cookie else {}))
