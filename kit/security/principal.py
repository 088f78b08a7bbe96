"""Who calls: the subject of a verified token or key."""

from typing import Literal, NamedTuple

Kind = Literal["citizen", "staff", "integrator"]


class Principal(NamedTuple):
    """The subject of a verified access token, and its issuer; nothing personal.

    `auth_time`: when they showed who they are, in seconds since 1970 (OpenID Connect Core, 2); 0
    where the token does not state it. `level`: of the account (`acr`), "" where it is not stated.
    """

    sub: str
    kind: Kind
    scopes: frozenset[str] = frozenset()
    issuer: str = ""
    auth_time: float = 0.0
    level: str = ""
