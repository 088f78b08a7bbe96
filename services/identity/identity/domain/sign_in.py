"""A sign-in: on its way to a provider, come about, and as a code that a client redeems once."""

from datetime import datetime, timedelta
from typing import Final

from identity.domain.national_account import AccountKind
from identity.domain.sign_in_request import SignInRequest
from kit.core.model import Model

AWAY: Final = timedelta(minutes=10)
"""How long somebody may take at a provider."""
CODE_LIFETIME: Final = timedelta(seconds=60)


class PendingSignIn(Model):
    """Somebody is at a provider. `browser` is the digest of their browser's secret. `answer` is the
    id of the one answer that counted, "" before it.
    """

    request: SignInRequest
    provider: str
    browser: str
    until: datetime
    answer: str = ""


class SignIn(Model):
    """Somebody showed who they are. `at` is when they did so: None where the provider may have let
    them in by an older sign-in of its own.
    """

    subject: str
    kind: AccountKind
    level: str
    client: str
    at: datetime | None


class AuthorizationCode(Model):
    """What a code stands for (RFC 6749, 4.1.2). `facts` is sealed under the code itself; a redeemed
    one keeps the id of its token family, so that a repeat ends it.
    """

    sign_in: SignIn
    redirect_uri: str
    challenge: str
    nonce: str
    facts: str = ""
    family: str
    until: datetime
    redeemed: bool = False
