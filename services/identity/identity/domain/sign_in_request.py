"""The request by which a client sends somebody to sign in (OpenID Connect Core 1.0, 3.1.2.1)."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from identity.domain.assurance import least_level
from identity.domain.token_client import TokenClient, client_by_id
from kit.core.errors import Invalid
from kit.core.model import Model

CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
"""SHA-256 in base64url (RFC 7636, 4.2)."""
LONGEST: Final = 512
"""Of `state` and `nonce`, in characters."""


class SignInRequest(Model):
    """A request that may be answered at the client's address. `level` is the demanded one, ""
    where none is; `anew`: who is signed in at the provider shows again who they are.
    """

    client: str
    redirect_uri: str
    state: str
    nonce: str = ""
    challenge: str = ""
    level: str = ""
    anew: bool = False
    language: str = ""


class UnknownClient(Invalid):
    """Client and address of return are not registered together: nobody is sent there."""

    code = "unknown_client"
    vi = (
        "Ứng dụng đưa ông/bà đến đây chưa được đăng ký nên không đăng nhập được. Vui lòng quay lại "
        "trang trước và báo cho cơ quan quản lý trang đó."
    )
    en = (
        "The application that sent you here is not registered, so you cannot sign in. Please go "
        "back to the page before and tell whoever runs it."
    )


class RequestRefused(Exception):
    """The client is known and its request is wrong: `error` goes back to it (RFC 6749, 4.1.2.1)."""

    def __init__(self, request: SignInRequest, error: str) -> None:
        super().__init__(error)
        self.request = request
        self.error = error


def sign_in_request(query: Mapping[str, str], clients: Sequence[TokenClient]) -> SignInRequest:
    """The request of a query; raises UnknownClient, RequestRefused."""
    client = client_by_id(clients, query.get("client_id", ""))
    if client is None or query.get("redirect_uri") not in client.redirect_uris:
        raise UnknownClient(field="redirect_uri" if client else "client_id")
    request = SignInRequest(
        client=client.id,
        redirect_uri=query["redirect_uri"],
        state=query.get("state", ""),
        nonce=query.get("nonce", ""),
        challenge=query.get("code_challenge", ""),
        level=least_level(query.get("acr_values", "")),
        anew="login" in query.get("prompt", "").split() or query.get("max_age") == "0",
        language=query.get("ui_locales", "").partition(" ")[0],
    )
    error = _error(query, request)
    if error:
        raise RequestRefused(request.evolve(state=request.state[:LONGEST]), error)
    return request


def _error(query: Mapping[str, str], request: SignInRequest) -> str:
    """What is wrong, as the standards name it; "" where nothing is."""
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if query.get("response_mode", "query") != "query":
        return "invalid_request"
    if "openid" not in query.get("scope", "").split():
        return "invalid_scope"
    if "none" in query.get("prompt", "").split():
        return "login_required"  # there is no session here that could answer without a page
    is_proved = bool(CHALLENGE.fullmatch(request.challenge))
    is_hashed = query.get("code_challenge_method") == "S256"
    fits = 0 < len(request.state) <= LONGEST and len(request.nonce) <= LONGEST
    return "" if is_proved and is_hashed and fits else "invalid_request"
