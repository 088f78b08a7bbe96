"""The demo's seals: certificates of the authority's double for the key of the local cloud."""

from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from infra.seals import public_key, store_seal, system_key
from infra.stages import Stage
from local.cloud.settings import STATE
from local.doubles.authority.authority import Authority

SEALS: Final = {"H49": "UBND tỉnh Quảng Ninh (dấu thử nghiệm)"}
"""Agency code -> the name in its certificate; it stands for the agencies below it too."""
YEAR: Final = timedelta(days=365)


def certify_seals(stage: Stage) -> None:
    """Certify the key that this cloud has now: each new local cloud makes a new one."""
    at = datetime.now(UTC)
    authority = Authority.of_folder(STATE / "authority", at)
    key = load_der_public_key(public_key(stage, system_key(stage)))
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    for agency, name in SEALS.items():
        since = at - timedelta(minutes=5)
        store_seal(stage, agency, authority.certify(pem, name, since=since, until=at + YEAR))
