"""What differs between stages: where the cloud is, the runtime, and what each stack is told."""

import json
import os
from dataclasses import dataclass, field
from typing import Any, Final

from infra.target import Target
from local.cloud.places import DOMAIN, HOST, REGION, cloud_port, cloud_url, issuer_port, stripe_port

BANK: Final = {
    "bin": "970415",
    "bank": "VietinBank",
    "account": "113366668888",
    "holder": "KHO BAC NHA NUOC (THU NGHIEM)",
    "callback_secrets": ["bank_local"],
}
"""Where transfers go on the local cloud: an account of the bank double, which has every account there is."""


@dataclass(frozen=True)
class Stage:
    """One deployment: `endpoint` is the local cloud's address, None on AWS; `cognito` whether it has user pools."""

    name: str
    endpoint: str | None
    target: Target
    parameters: dict[str, str] = field(default_factory=dict)
    cognito: bool = True

    @property
    def domain(self) -> str:
        """The one host of all services; "" where there is none or it is not named this time."""
        return self.parameters.get("DomainName", "")

    @property
    def local(self) -> bool:
        """Whether this is a cloud on this machine."""
        return self.endpoint is not None

    def client(self, service: str) -> Any:
        """A boto3 client of this stage's cloud."""
        import boto3

        if not self.local:
            return boto3.client(service)  # type: ignore[call-overload]
        return boto3.client(  # type: ignore[call-overload]
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - the local cloud's
        )


def stage(name: str) -> Stage:
    """The stage of that name: `local` is the cloud on this machine, others are on AWS and told by the environment."""
    return _local() if name == "local" else _aws(name)


def _local() -> Stage:
    """LocalStack (LOCALSTACK_PORT) has neither user pools nor domain names."""
    whole = not os.environ.get("LOCALSTACK_PORT")
    names = (DOMAIN, "localhost", HOST)
    told = {
        "BankSecret": json.dumps(BANK),
        "CorsOrigins": "*",
        "DemoUsers": "true",
        "DomainName": DOMAIN if whole else "",
        "Faults": os.environ.get("FAULTS", ""),
        "LogLevel": os.environ.get("LOG_LEVEL", "INFO"),
        "MailFrom": "motcua@quangninh.example",
        "PayOrigins": f"http://{HOST}:{stripe_port()}",
        "ReturnOrigins": ",".join(f"http://{name}{port}" for name in names for port in ("", f":{cloud_port()}")),
        "StripeApiBase": f"http://{HOST}:{stripe_port()}",
        "StripeSecret": json.dumps({"api_key": "sk_test_local", "webhook_secrets": ["whsec_local"]}),
    }
    return Stage("local", cloud_url(), Target.named(), told, cognito=whole)


def _aws(name: str) -> Stage:
    """Parameters come as MOTCUA_<Parameter>, such as MOTCUA_DomainName; see docs/runbook.md."""
    told = {k.removeprefix("MOTCUA_"): v for k, v in os.environ.items() if k.startswith("MOTCUA_")}
    target = Target.named(told.pop("Runtime", "python3.13"), told.pop("Processor", "arm64"))
    return Stage(name, None, target, told, cognito=not told.get("Issuers"))


def issuers(stage: Stage, pools: dict[str, str]) -> str:
    """ISSUERS for the functions: the stage's own pools, or on LocalStack the little issuer in local/."""
    if not stage.cognito:
        base = f"http://{HOST}:{issuer_port()}"
        return _json([(kind, f"{base}/{kind}", kind, f"{base}/{kind}/jwks.json") for kind in ("citizen", "staff")])
    region = stage.client("cognito-idp").meta.region_name
    rows = []
    for kind, key in (("citizen", "Citizens"), ("staff", "Staff")):
        issuer = f"https://cognito-idp.{region}.amazonaws.com/{pools[key + 'Pool']}"
        keys = f"{stage.endpoint}/{pools[key + 'Pool']}" if stage.local else issuer
        rows.append((kind, issuer, pools[key + "ClientId"], f"{keys}/.well-known/jwks.json"))
    return _json(rows)


def _json(rows: list[tuple[str, str, str, str]]) -> str:
    return json.dumps([dict(zip(("kind", "issuer", "audience", "jwks"), row, strict=True)) for row in rows])
