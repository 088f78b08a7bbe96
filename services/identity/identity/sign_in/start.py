"""Somebody is sent to a national provider to show who they are."""

from datetime import datetime
from urllib.parse import urlencode

from identity.domain.account_provider import AccountProvider
from identity.domain.assurance import words_for
from identity.domain.browser_secret import BrowserSecret
from identity.domain.issuer import Issuer
from identity.domain.sign_in import AWAY, PendingSignIn
from identity.domain.sign_in_request import SignInRequest
from identity.repository import IdentityRepository
from kit.core.model import Model


class StartSignIn(Model):
    """A client's request, and the provider that the person chose, "" for the first. `state` and
    `secret` are new ones: the provider repeats the one, the browser keeps the other.
    """

    request: SignInRequest
    provider: str
    state: str
    secret: str


def start_sign_in(
    command: StartSignIn, issuer: Issuer, repository: IdentityRepository, at: datetime
) -> str:
    """The address to which the browser goes; raises NoIssuer."""
    provider = issuer.provider(command.provider)
    secret = BrowserSecret(command.secret)

    pending = PendingSignIn(
        request=command.request, provider=provider.id, browser=secret.digest, until=at + AWAY
    )

    repository.add_pending(command.state, pending)
    query = _query(command, provider, secret) | {"redirect_uri": issuer.callback(provider)}
    joint = "&" if "?" in provider.authorization_endpoint else "?"
    return f"{provider.authorization_endpoint}{joint}{urlencode(query)}"


def _query(
    command: StartSignIn, provider: AccountProvider, secret: BrowserSecret
) -> dict[str, str]:
    request = command.request
    words = words_for(provider.levels, request.level)
    return {
        "response_type": "code",
        "client_id": provider.client_id,
        "scope": provider.scope,
        "state": command.state,
        "nonce": secret.nonce,
        **({"acr_values": " ".join(words)} if words else {}),
        **({"prompt": "login", "max_age": "0"} if request.anew else {}),
        **({"ui_locales": request.language} if request.language else {}),
        **(
            {"code_challenge": secret.challenge, "code_challenge_method": "S256"}
            if provider.pkce
            else {}
        ),
    }
