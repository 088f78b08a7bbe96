"""The demo's seals, certified by the authority's double, which alone the local stage trusts."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from infra.seals import SealPicture, public_key, store_seal, stored_seals, system_key
from infra.stages import Stage
from infra.trust import store_trust_list
from kit.security.trust_list import TrustList
from local.cloud.settings import STATE
from local.doubles.authority.authority import Authority
from local.pictures import SEAL_DIAMETER, picture

SEALS: Final = {"H49": "UBND tỉnh Quảng Ninh (dấu thử nghiệm)"}
"""Agency code -> the name in its certificate; it stands for the agencies below it too."""
YEAR: Final = timedelta(days=365)


def certify_seals(stage: Stage) -> None:
    """Certify the key that this cloud has now: each new local cloud makes a new one."""
    at = datetime.now(UTC)
    authority = Authority.of_folder(STATE / "authority", at)
    key = load_der_public_key(public_key(stage, system_key(stage)))
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    if any(seal.valid_until > at + YEAR / 2 for seal in stored_seals(stage)):
        return  # an emptied cloud has none
    for agency, name in SEALS.items():
        since = at - timedelta(minutes=5)
        certificate = authority.certify(pem, name, since=since, until=at + YEAR)
        shown = SealPicture(picture("seal", name.partition(" (")[0]), SEAL_DIAMETER)
        store_seal(stage, agency, certificate, picture=shown)
    nobody = b64encode(authority.revocation_list({}, at)).decode()
    store_trust_list(stage, TrustList(roots=(authority.pem,), revocation_lists=(nobody,)))
