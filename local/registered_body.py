"""A registered collecting body of the local stage: its key, whose policy admits the services, and
its registration. No tax authority knows it.
"""

import json
from dataclasses import replace
from typing import Any, Final

from infra.stages import Stage

AGENCY: Final = "H49.61"
"""Its receipts are electronic receipts; those of other agencies acknowledge payments."""
TAX_CODE: Final = "0000496199"
NAME: Final = "UBND xã (cơ quan thu thử nghiệm)"
ALIAS: Final = "alias/motcua-local-body"
SIGNERS: Final = ("documents-inbox", "documents-sweeper", "payments-sweeper")


def with_registered_body(stage: Stage) -> Stage:
    """The stage with the body; the key is created once for each local cloud."""
    registration = {"name": NAME, "since": "2026-07-01", "key": _key(stage)}
    body = {"tax_code": TAX_CODE, "synthetic": False, "source": "local stage"}
    registered = json.dumps({AGENCY: body | {"registration": registration}}, ensure_ascii=False)
    return replace(stage, parameters={**stage.parameters, "DemoRegistrations": registered})


def _key(stage: Stage) -> str:
    kms = stage.client("kms")
    for alias in kms.get_paginator("list_aliases").paginate().search("Aliases[]"):
        if alias["AliasName"] == ALIAS:
            return _arn(kms, alias["TargetKeyId"])
    created = kms.create_key(
        KeySpec="ECC_NIST_P256",
        KeyUsage="SIGN_VERIFY",
        Description="Signs for a collecting body of the local stage",
        Policy=json.dumps(_policy(stage)),
    )
    kms.create_alias(AliasName=ALIAS, TargetKeyId=created["KeyMetadata"]["KeyId"])
    return str(created["KeyMetadata"]["Arn"])


def _arn(kms: Any, key: str) -> str:
    return str(kms.describe_key(KeyId=key)["KeyMetadata"]["Arn"])


def _policy(stage: Stage) -> dict[str, Any]:
    """What a body gives: its key is its own, three roles sign with it."""
    account = stage.client("sts").get_caller_identity()["Account"]
    role = f"arn:aws:iam::{account}:role/motcua-{stage.name}"
    region = stage.client("kms").meta.region_name
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "Owner",
                "Effect": "Allow",
                "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                "Action": "kms:*",
                "Resource": "*",
            },
            {
                "Sid": "Receipts",
                "Effect": "Allow",
                "Principal": {"AWS": [f"{role}-{name}-{region}" for name in SIGNERS]},
                "Action": ["kms:Sign", "kms:GetPublicKey"],
                "Resource": "*",
            },
        ],
    }
