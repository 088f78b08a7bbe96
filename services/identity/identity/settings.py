"""The settings of identity's functions."""

from pydantic import Json

from identity.domain.account_provider import AccountProvider
from identity.domain.token_client import TokenClient
from kit.platform.settings import Settings


class IdentitySettings(Settings):
    """`identity_url` is the address of the routes, down to `/v1`: the issuer of the tokens. Empty:
    there is none, and nobody signs in here.

    `token_clients` and `account_providers` are JSON lists. `token_key` is the ARN of the KMS key
    that signs (RSA_2048), `former_token_key` that of the key before, by which tokens still verify.
    `subjects_secret` names the secret with the pepper of subjects, `account_secret` the one with
    our secrets at the providers.
    """

    identity_url: str = ""
    token_clients: Json[tuple[TokenClient, ...]] = ()
    account_providers: Json[tuple[AccountProvider, ...]] = ()
    token_key: str
    former_token_key: str = ""
    subjects_secret: str = ""
    account_secret: str = ""
