"""Whom a stage trusts, and what a signature is worth by that: the same for every form of signature.

pyHanko is imported where a signature is judged. Nothing is fetched: roots, certificates of
authorities and lists of the revoked are those of the trust list.
"""

from base64 import b64decode
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal

from kit.core.model import Model

if TYPE_CHECKING:
    from asn1crypto import x509
    from pyhanko.sign.validation.status import StandardCMSSignatureStatus
    from pyhanko_certvalidator import ValidationContext

State = Literal["valid", "broken", "foreign", "expired", "revoked", "legacy", "unchecked"]
"""`foreign`: no root of ours leads to the signer; `legacy`: by an algorithm that proves nothing any
more; `unchecked`: nobody can say now whether the certificate was revoked."""

WEAK: Final = frozenset({"md2", "md5", "sha1"})
STATES: Final[dict[str, State]] = {
    "NO_CERTIFICATE_CHAIN_FOUND": "foreign",
    "NO_CERTIFICATE_CHAIN_FOUND_NO_POE": "foreign",
    "REVOKED": "revoked",
    "REVOKED_NO_POE": "revoked",
    "REVOKED_CA_NO_POE": "revoked",
    "EXPIRED": "expired",
    "OUT_OF_BOUNDS_NO_POE": "expired",
    "OUT_OF_BOUNDS_NOT_REVOKED": "expired",
    "TRY_LATER": "unchecked",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": "unchecked",
    "CRYPTO_CONSTRAINTS_FAILURE": "legacy",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "legacy",
}
"""What a chain lacks, by its name in ETSI EN 319 102-1."""


class TrustList(Model):
    """Whom a stage trusts: certificates are PEM, lists of the revoked DER in base64."""

    roots: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    revocation_lists: tuple[str, ...] = ()


def validation_context(
    trust: TrustList, at: datetime | None, revocation: str
) -> "ValidationContext":
    """Of pyHanko. `at` is the moment of the judgement; None is now. `revocation` is its mode."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=list(map(loaded, trust.roots)),
        other_certs=list(map(loaded, trust.authorities)),
        crls=[b64decode(each) for each in trust.revocation_lists],
        moment=at,
        allow_fetching=False,
        revocation_mode=revocation,
        retroactive_revinfo=True,
    )


def cms_state(status: "StandardCMSSignatureStatus") -> State:
    """Of a signature that was validated, whatever bears it."""
    if not status.intact:
        return "broken"
    if status.md_algorithm in WEAK:
        return "legacy"
    if status.trusted and status.valid:
        return "valid"
    lacking = status.trust_problem_indic
    return STATES.get(lacking.standard_name, "foreign") if lacking else "broken"


def loaded(certificate: str) -> "x509.Certificate":
    """A certificate from its PEM."""
    from asn1crypto import pem, x509

    return x509.Certificate.load(pem.unarmor(certificate.encode())[2])
