"""A client ends a sign-in (RFC 7009)."""

from identity.domain.token_family import digest_of, parts_of
from identity.repository import IdentityRepository
from kit.core.model import Model


class RevokeTokens(Model):
    """A token of a client that showed its secret."""

    client: str
    token: str


def revoke_tokens(command: RevokeTokens, repository: IdentityRepository) -> None:
    """The refresh tokens of the sign-in end; a token that is not known changes nothing (2.2).

    Access tokens end by themselves within a quarter of an hour.
    """
    family_id, secret = parts_of(command.token)
    family = repository.family(family_id) if family_id else None
    if family is None or family.sign_in.client != command.client:
        return
    if digest_of(secret) in {each.digest for each in family.live}:
        repository.end_family(family_id)
