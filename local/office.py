"""The key of packages, certified by the authority's double, which alone the local stage trusts."""

from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from infra.seals import public_key
from infra.stages import Stage
from letters.adapters.border_bucket import OFFICE, TRUST
from letters.edxml.trust import DatedTrustList, OfficeCertificates, TrustedAuthority
from local.cloud.settings import STATE
from local.doubles.authority.authority import NAME, Authority

OFFICE_NAME: Final = "UBND tỉnh Quảng Ninh, văn thư (thử nghiệm)"
YEAR: Final = timedelta(days=365)


def certify_office(stage: Stage) -> None:
    """Certify the key that this cloud has now, and trust the authority: safe to do again."""
    at = datetime.now(UTC)
    authority = Authority.of_folder(STATE / "authority", at)
    key = load_der_public_key(public_key(stage, _office_key(stage)))
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    since = at - timedelta(minutes=5)
    certificate = authority.certify(pem, OFFICE_NAME, since=since, until=at + YEAR)
    root = TrustedAuthority(name=NAME, certificate=authority.pem, since=date(2020, 1, 1))
    nobody = b64encode(authority.revocation_list({}, at)).decode()
    trusted = DatedTrustList(as_of=at.date(), roots=(root,), revocation_lists=(nobody,))
    _store(stage, OFFICE, OfficeCertificates(certificates=(certificate,)))
    _store(stage, TRUST, trusted)


def _office_key(stage: Stage) -> str:
    cloud = stage.client("cloudformation")
    stack = f"motcua-{stage.name}-letters"
    resource = cloud.describe_stack_resource(StackName=stack, LogicalResourceId="OfficeKey")
    return str(resource["StackResourceDetail"]["PhysicalResourceId"])


def _store(stage: Stage, key: str, content: Any) -> None:
    s3 = stage.client("s3")
    account = stage.client("sts").get_caller_identity()["Account"]
    bucket = f"motcua-{stage.name}-{account}-{s3.meta.region_name}-letters"
    s3.put_object(Bucket=bucket, Key=key, Body=content.model_dump_json().encode())
