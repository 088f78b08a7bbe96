"""`python -m infra.seals --stage NAME --agency CODE FILE`: stores the certificate of a seal.

FILE is PEM: the certificate of the seal's KMS key, then those of its authorities without the root.
"""

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from documents.domain.agency_seal import AgencySeal
from documents.repository import SEALS
from infra.stages import Stage, stage_on_aws
from kit.core.items import Item, Put
from kit.persistence.dynamodb_codec import single

END: Final = "-----END CERTIFICATE-----"


class ForeignCertificate(Exception):
    """The certificate is of another key than the one that signs."""


def system_key(to: Stage) -> str:
    """The id of the system's own key, which signs for agencies without one of theirs."""
    cloud = to.client("cloudformation")
    stack = f"motcua-{to.name}-documents"
    resource = cloud.describe_stack_resource(StackName=stack, LogicalResourceId="SealKey")
    return str(resource["StackResourceDetail"]["PhysicalResourceId"])


def public_key(to: Stage, key: str) -> bytes:
    """The public half of a KMS key (SubjectPublicKeyInfo, DER)."""
    public: bytes = to.client("kms").get_public_key(KeyId=key)["PublicKey"]
    return public


def store_seal(to: Stage, agency: str, certificates: str, key: str = "") -> AgencySeal:
    """Let documents of an agency be signed under this certificate; raises ForeignCertificate.

    A later certificate of the same key takes the place of an earlier one. `key` is the ARN of the
    agency's own key; empty is the system's.
    """
    seal = _read(agency, certificates, key)
    certificate = x509.load_pem_x509_certificate(seal.certificates[0].encode())
    certified = certificate.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    if certified != public_key(to, key or system_key(to)):
        raise ForeignCertificate(f"{agency}: the certificate is not of the key that signs")
    item = Item(SEALS, f"{agency}#{sha256(certified).hexdigest()}", seal.model_dump_json())
    _, request = single(f"motcua-{to.name}-documents", Put(item))
    to.client("dynamodb").put_item(**request)
    return seal


def _read(agency: str, certificates: str, key: str) -> AgencySeal:
    chain = tuple(f"{part.strip()}\n{END}\n" for part in certificates.split(END) if part.strip())
    own = x509.load_pem_x509_certificate(chain[0].encode())
    return AgencySeal(
        agency=agency,
        key=key,
        certificates=chain,
        valid_from=own.not_valid_before_utc,
        valid_until=own.not_valid_after_utc,
    )


def main() -> int:
    """Exit 1 where the certificate is not of the key."""
    parser = argparse.ArgumentParser(prog="python -m infra.seals", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--agency", required=True)
    parser.add_argument("--key", default="", help="ARN of the agency's own key")
    arguments = parser.parse_args()
    to, certificates = stage_on_aws(arguments.stage), arguments.file.read_text()
    try:
        seal = store_seal(to, arguments.agency, certificates, arguments.key)
    except ForeignCertificate as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"{seal.agency}: signs until {seal.valid_until:%Y-%m-%d}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
