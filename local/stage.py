"""The local stage: the emulator on this machine, with the doubles in place of what is outside."""

import json
import os
from typing import Final

from infra.stages import LOCAL, Emulator, Stage, issuers_parameter
from infra.target import Target
from local.cloud.settings import (
    DOMAIN,
    HOST,
    REGION,
    cloud_port,
    cloud_url,
    issuer_port,
    stripe_port,
)

BANK: Final = {
    "bin": "970415",
    "bank": "VietinBank",
    "account": "113366668888",
    "holder": "KHO BAC NHA NUOC (THU NGHIEM)",
    "callback_secrets": ["bank_local"],
}
"""Where transfers go: an account of the bank double, which has every account there is."""


def local_stage() -> Stage:
    """MiniStack, or the LocalStack at LOCALSTACK_PORT, which has neither user pools nor domains."""
    if os.environ.get("LOCALSTACK_PORT"):
        # LocalStack starts its services when they are first called, and trips over two at once.
        emulator = Emulator(cloud_url(), REGION, stacks_at_once=1, knows_sam=False)
        parameters = _parameters(domain="") | {"Issuers": _little_issuer()}
        return Stage(LOCAL, Target.named(), parameters, user_pools=False, emulator=emulator)
    emulator = Emulator(cloud_url(), REGION)
    return Stage(LOCAL, Target.named(), _parameters(domain=DOMAIN), emulator=emulator)


def _parameters(*, domain: str) -> dict[str, str]:
    stripe = f"http://{HOST}:{stripe_port()}"
    pages = [
        f"http://{h}{p}" for h in (DOMAIN, "localhost", HOST) for p in ("", f":{cloud_port()}")
    ]
    return {
        "BankSecret": json.dumps(BANK),
        "CorsOrigins": "*",
        "DemoUsers": "true",
        "DomainName": domain,
        "DraftsADay": "100000",
        "Faults": os.environ.get("FAULTS", ""),
        "FilingsADay": "100000",
        "LogLevel": os.environ.get("LOG_LEVEL", "INFO"),
        "MailFrom": "motcua@quangninh.example",
        "PayOrigins": stripe,
        "ReturnOrigins": ",".join(pages),
        "SmsToUnverified": "true",
        "StripeApiBase": stripe,
        "StripeSecret": json.dumps(
            {"api_key": "sk_test_local", "webhook_secrets": ["whsec_local"]}
        ),
    }


def _little_issuer() -> str:
    """The issuer in local/doubles/issuer, which stands in for the user pools."""
    base = f"http://{HOST}:{issuer_port()}"
    rows = [(k, f"{base}/{k}", k, f"{base}/{k}/jwks.json") for k in ("citizen", "staff")]
    return issuers_parameter(rows)
