"""Why a sign-in does not come about, and what the client gets of it."""

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from identity.domain.sign_in_request import SignInRequest

Why = Literal[
    "state",
    "browser",
    "late",
    "provider",
    "issuer",
    "cancelled",
    "code",
    "nonce",
    "id_token",
    "other_client",
    "ended_token",
    "subject",
    "account_kind",
    "level",
    "unavailable",
]
"""The reasons, as logs and metrics have them; none of them is personal."""

ERRORS: Final[dict[Why, str]] = {
    "level": "unmet_authentication_requirements",
    "unavailable": "temporarily_unavailable",
}
"""The error for the client (RFC 6749, 4.1.2.1; OpenID Connect Unmet Authentication Requirements
1.0); any other reason is `access_denied`."""


class SignInRefused(Exception):
    """The answer of a provider signs nobody in; `request` is whose client gets the answer, None
    where it is not known whose.
    """

    def __init__(self, why: Why, request: "SignInRequest | None" = None) -> None:
        super().__init__(why)
        self.why: Why = why
        self.request = request

    @property
    def error(self) -> str:
        """What the client gets."""
        return ERRORS.get(self.why, "access_denied")
