"""The signatures of a paper: what the worst of them is worth to whom the stage trusts."""

from datetime import datetime

from contracts.terms import SignatureState
from kit.security.pdf_signatures import judge_signatures, worst
from kit.security.trust_list import TrustList


def signature_state(
    content: bytes, trust: TrustList | None = None, at: datetime | None = None
) -> SignatureState:
    """Of a signed file; "broken" where its reader finds no signature. Without a list nobody is
    trusted, without a time it is now.
    """
    return worst(judge_signatures(content, trust or TrustList(), at)) or "broken"
