"""An application that gets tokens here: how a stage has it in its configuration."""

from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest

from pydantic import Field

from identity.domain.national_account import AccountKind
from kit.core.model import Model


class TokenClient(Model):
    """A confidential client (RFC 6749, 2.1): the portal, or a partner's program.

    `secrets` are the SHA-256 digests (hexadecimal) of its secrets, two at most while one replaces
    the other; a secret has 128 bits of chance at least, so that its digest reveals nothing.
    `redirect_uris` are compared to the letter. `kinds` are the accounts that it lets in. A client
    with `scopes` gets tokens of its own (client_credentials), and signs nobody in.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")
    secrets: tuple[str, ...] = Field(min_length=1, max_length=2, repr=False)
    redirect_uris: tuple[str, ...] = ()
    signed_out_uris: tuple[str, ...] = ()
    kinds: tuple[AccountKind, ...] = ("citizen", "organisation")
    scopes: tuple[str, ...] = ()

    def has_secret(self, secret: str) -> bool:
        """Whether it is one of the client's; every digest is compared."""
        digest = sha256(secret.encode()).hexdigest()
        return sum(compare_digest(digest, each) for each in self.secrets) > 0


def client_by_id(clients: Sequence[TokenClient], id: str) -> TokenClient | None:
    """The client of this id."""
    return next((each for each in clients if each.id == id), None)
