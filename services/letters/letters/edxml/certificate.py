"""The certificate of a signature against the trust list of its day."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from kit.security.trust_list import TrustList, validation_context

if TYPE_CHECKING:
    from asn1crypto import x509
    from cryptography.x509 import Certificate

CertificateState = Literal["valid", "broken", "untrusted", "revoked", "expired", "unchecked"]
USAGE: Final = frozenset({"digital_signature"})


def judge_certificate(
    own: "Certificate", above: "Sequence[Certificate]", trust: TrustList, at: datetime
) -> CertificateState:
    """By pyHanko's validator. Certificates that came along only help to build the chain."""
    state = _judged(own, above, trust, at, "require")
    if state == "unchecked" and _judged(own, above, trust, at, "soft-fail") != "valid":
        return "untrusted"
    return state


def names_of(certificate: "Certificate") -> tuple[str, str]:
    """The common name of the subject, and the serial number in hexadecimal digits."""
    from cryptography.x509.oid import NameOID

    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return (str(names[0].value) if names else "", f"{certificate.serial_number:x}")


def _judged(
    own: "Certificate",
    above: "Sequence[Certificate]",
    trust: TrustList,
    at: datetime,
    revocation: str,
) -> CertificateState:
    from pyhanko_certvalidator import CertificateValidator, errors

    context = validation_context(trust, at, revocation)
    validator: Any = CertificateValidator(
        _converted(own), list(map(_converted, above)), validation_context=context
    )
    try:
        asyncio.run(validator.async_validate_usage(set(USAGE)))
    except errors.RevokedError:
        return "revoked"
    except (errors.ExpiredError, errors.NotYetValidError):
        return "expired"
    except errors.PathBuildingError:
        return "untrusted"
    except (errors.InsufficientRevinfoError, errors.InsufficientPOEError):
        return "unchecked"
    except errors.ValidationError:
        return "untrusted"
    return "valid"


def _converted(certificate: "Certificate") -> "x509.Certificate":
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
