"""What our tokens call somebody: a pairwise subject (OpenID Connect Core 1.0, 8.1)."""

import hmac
from hashlib import sha256

from identity.domain.national_account import NationalAccount
from identity.domain.signing_key import base64url


def subject(pepper: str, provider: str, account: NationalAccount) -> str:
    """The same for an account at every sign-in, another at every provider and for every kind of
    account; without the pepper nobody finds the account by it. 43 characters.
    """
    parts = "\0".join((provider, account.kind, account.subject))
    return base64url(hmac.digest(pepper.encode(), parts.encode(), sha256))
