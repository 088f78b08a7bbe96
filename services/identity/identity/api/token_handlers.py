"""The HTTP handlers of the token route."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from identity.api.client_authentication import authenticated_client, form_of
from identity.domain.token_client import TokenClient
from identity.domain.token_errors import InvalidTokenRequest, UnsupportedGrantType
from identity.repository import IdentityRepository
from identity.tokens.program_tokens import program_tokens
from identity.tokens.redeem_code import RedeemCode, redeem_code
from identity.tokens.renew import RenewTokens, renew_tokens
from identity.tokens.revoke import RevokeTokens, revoke_tokens
from identity.tokens.token_maker import TokenMaker, TokensView
from kit.http.context import RequestContext
from kit.http.responses import Response


@dataclass(frozen=True, slots=True)
class TokenHandlers:
    """`new_secret` makes 256 bits of chance, base64url."""

    tokens: TokenMaker
    repository: IdentityRepository
    new_secret: Callable[[], str] = field(repr=False)

    def create_tokens(self, request: RequestContext) -> Response:
        """Get tokens

        For a code of a sign-in, for a refresh token, or for the application itself
        (client_credentials). The application shows its id and secret (client_secret_basic); the
        body is a form. Refusals name their OAuth error in `error`.
        """
        client = self._client(request)
        form = form_of(request.raw)
        tokens = self._granted(client, form, request.now)
        return Response(tokens.model_dump_json(exclude_none=True))

    def revoke_tokens(self, request: RequestContext) -> Response:
        """End a sign-in

        The refresh tokens of its application end; access tokens end by themselves within a
        quarter of an hour. A token that is not known changes nothing.
        """
        client = self._client(request)
        token = _member(form_of(request.raw), "token")
        revoke_tokens(RevokeTokens(client=client.id, token=token), self.repository)
        return Response("{}")

    def _client(self, request: RequestContext) -> TokenClient:
        header = request.headers.get("authorization", "")
        return authenticated_client(header, self.tokens.issuer.clients)

    def _granted(self, client: TokenClient, form: Mapping[str, str], at: datetime) -> TokensView:
        match _member(form, "grant_type"):
            case "authorization_code":
                redemption = RedeemCode(
                    client=client.id,
                    code=_member(form, "code"),
                    redirect_uri=form.get("redirect_uri", ""),
                    verifier=form.get("code_verifier", ""),
                    new_secret=self.new_secret(),
                )
                return redeem_code(redemption, self.tokens, self.repository, at)
            case "refresh_token":
                token = _member(form, "refresh_token")
                renewal = RenewTokens(client=client.id, token=token, new_secret=self.new_secret())
                return renew_tokens(renewal, self.tokens, self.repository, at)
            case "client_credentials":
                return program_tokens(client, form.get("scope", ""), self.tokens, at)
        raise UnsupportedGrantType(field="grant_type")


def _member(form: Mapping[str, str], name: str) -> str:
    """Raises InvalidTokenRequest where it is missing."""
    if not form.get(name):
        raise InvalidTokenRequest(field=name)
    return form[name]
