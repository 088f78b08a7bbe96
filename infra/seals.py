"""`python -m infra.seals --stage NAME --agency CODE FILE`: stores the certificate of a seal.

FILE is PEM: the certificate of the seal's KMS key, then those of its authorities without the root.
With `--picture PNG --diameter MILLIMETRES` results show the seal in its true size.
"""

import argparse
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from documents.domain.agency_seal import AgencySeal
from documents.repository import SEALS
from infra.pictures import UnfitPicture, require_picture, store_picture
from infra.stages import Stage, stage_on_aws
from kit.core.items import Item, Put
from kit.persistence.dynamodb_codec import item, single

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


@dataclass(frozen=True, slots=True)
class SealPicture:
    """The picture of a seal (PNG) and its diameter in millimetres."""

    content: bytes
    diameter: int


def store_seal(
    to: Stage,
    agency: str,
    certificates: str,
    key: str = "",
    revoked_at: datetime | None = None,
    picture: SealPicture | None = None,
) -> AgencySeal:
    """Let documents of an agency be signed under this certificate; raises ForeignCertificate,
    UnfitPicture.

    The certificate that is valid longest signs; earlier ones stay, so that what was signed under
    them can be verified. `key` is the ARN of the agency's own key; empty is the system's.
    `revoked_at`: since when the certificate proves nothing.
    """
    seal = _read(agency, certificates, key, revoked_at)
    certificate = x509.load_pem_x509_certificate(seal.certificates[0].encode())
    certified = certificate.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    if certified != public_key(to, key or system_key(to)):
        raise ForeignCertificate(f"{agency}: the certificate is not of the key that signs")
    if picture:
        digest = store_picture(to, require_picture(picture.content, "red"))
        seal = seal.evolve(picture=digest, diameter=picture.diameter)
    stored = Item(SEALS, f"{agency}#{seal.fingerprint}", seal.model_dump_json())
    _, request = single(f"motcua-{to.name}-documents", Put(stored))
    to.client("dynamodb").put_item(**request)
    return seal


def stored_seals(to: Stage) -> list[AgencySeal]:
    """The seals of all agencies."""
    response = to.client("dynamodb").query(
        TableName=f"motcua-{to.name}-documents",
        KeyConditionExpression="pk = :seals",
        ExpressionAttributeValues={":seals": {"S": SEALS}},
    )
    return [AgencySeal.model_validate_json(item(each).doc) for each in response["Items"]]


def _read(agency: str, certificates: str, key: str, revoked_at: datetime | None) -> AgencySeal:
    chain = tuple(f"{part.strip()}\n{END}\n" for part in certificates.split(END) if part.strip())
    own = x509.load_pem_x509_certificate(chain[0].encode())
    return AgencySeal(
        agency=agency,
        key=key,
        certificates=chain,
        fingerprint=own.fingerprint(SHA256()).hex(),
        valid_from=own.not_valid_before_utc,
        valid_until=own.not_valid_after_utc,
        revoked_at=revoked_at,
    )


def main() -> int:
    """Exit 1 where the certificate is not of the key."""
    parser = argparse.ArgumentParser(prog="python -m infra.seals", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--agency", required=True)
    parser.add_argument("--key", default="", help="ARN of the agency's own key")
    parser.add_argument("--picture", type=Path, help="PNG of the seal, red and transparent")
    parser.add_argument("--diameter", type=int, default=36, help="of the seal in millimetres")
    parser.add_argument("--revoked", default="", help="since when it proves nothing, with zone")
    arguments = parser.parse_args()
    revoked = datetime.fromisoformat(arguments.revoked) if arguments.revoked else None
    to, certificates = stage_on_aws(arguments.stage), arguments.file.read_text()
    file = arguments.picture
    picture = SealPicture(file.read_bytes(), arguments.diameter) if file else None
    try:
        seal = store_seal(to, arguments.agency, certificates, arguments.key, revoked, picture)
    except (ForeignCertificate, UnfitPicture) as refused:
        print(refused, file=sys.stderr)
        return 1
    ended = seal.revoked_at or seal.valid_until
    print(f"{seal.agency}: signs until {ended:%Y-%m-%d %H:%M %z}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
