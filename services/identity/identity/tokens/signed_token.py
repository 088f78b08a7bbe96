"""A signed token in its compact form (RFC 7515), by whoever has the key."""

import json
from collections.abc import Mapping

from identity.domain.signing_key import TokenSigner, base64url


def signed_token(claims: Mapping[str, object], type: str, signer: TokenSigner) -> str:
    """RS256 under the present key; `type` goes into the header (`typ`)."""
    head = {"alg": "RS256", "kid": signer.public_keys()[0].kid, "typ": type}
    message = f"{_part(head)}.{_part(claims)}"
    return f"{message}.{base64url(signer.sign(message.encode()))}"


def _part(members: Mapping[str, object]) -> str:
    return base64url(json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode())
