"""A stage: where its cloud is, which runtime its functions have, and its stacks' parameters."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from infra.target import Target

LOCAL: Final = "local"
"""The stage for which templates leave out what no emulator has (their condition `Local`)."""

PREFIX: Final = "MOTCUA_"

CLIENT_WORDS: Final = {"portal": "dichvu", "desk": "canbo"}
"""The first word of a client's host, where the deployment names no other."""

_OPEN: Final = {"DemoUsers": {"true"}, "CorsOrigins": {"*"}}
"""What a protected stage refuses; the templates have conditions that leave it without effect."""


@dataclass(frozen=True)
class Emulator:
    """A cloud that stands in for AWS: its address, its region, how many stacks it makes at once.

    One that does not know aliases of SAM gets the translated templates, without versions and
    aliases (`knows_sam` is false).
    """

    endpoint: str
    region: str
    stacks_at_once: int = 6
    knows_sam: bool = True


@dataclass(frozen=True)
class Stage:
    """One deployment of all services, on AWS unless there is an emulator.

    Without `user_pools` it trusts the issuers that its parameter `Issuers` lists.
    """

    name: str
    target: Target
    parameters: dict[str, str] = field(default_factory=dict)
    user_pools: bool = True
    emulator: Emulator | None = None

    def __post_init__(self) -> None:
        """The local stage is open to demo users and faults: it is never deployed to AWS."""
        if (self.name == LOCAL) != (self.emulator is not None):
            raise ValueError(f"stage {self.name}: the local stage, and no other, is on an emulator")
        for name, open_values in _OPEN.items():
            if self.is_protected and self.parameters.get(name, "") in open_values:
                raise ValueError(f"stage {self.name} is protected: {name} can't be that open")
        if self.is_protected and self.parameters.get("Faults"):
            raise ValueError(f"stage {self.name} is protected: nothing is made to fail")
        if self.is_protected and self.parameters.get("StripeApiBase"):
            raise ValueError(f"stage {self.name} is protected: cards are paid at Stripe itself")
        if self.is_protected and self.parameters.get("DemoRegistrations"):
            raise ValueError(f"stage {self.name} is protected: its bodies stand in the file")

    @property
    def is_protected(self) -> bool:
        """Whether nothing of it may be deleted or opened: any but `local` and `test-…`."""
        return self.name != LOCAL and not self.name.startswith("test-")

    @property
    def has_releases(self) -> bool:
        """Whether each function has versions, and an alias that names the one that serves."""
        return self.emulator is None or self.emulator.knows_sam

    @property
    def domain(self) -> str:
        """The host of all services; "" where there is none or it is not named this time."""
        return self.parameters.get("DomainName", "")

    @property
    def client_hosts(self) -> dict[str, str]:
        """Client -> its own host, such as dichvu.example.vn; none where the services have none."""
        if not self.domain:
            return {}
        words = CLIENT_WORDS.items()
        return {
            client: self.parameters.get(f"{client.capitalize()}Name") or f"{word}.{self.domain}"
            for client, word in words
        }

    def client(self, service: str) -> Any:
        """A boto3 client of this stage's cloud."""
        import boto3

        make: Any = boto3.client
        if self.emulator is None:
            return make(service)
        return make(
            service,
            endpoint_url=self.emulator.endpoint,
            region_name=self.emulator.region,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - what emulators take
        )


def stage_on_aws(name: str, environment: Mapping[str, str] = os.environ) -> Stage:
    """Parameters come as MOTCUA_<Parameter>, such as MOTCUA_DomainName
    (docs/operations/deploy.md)."""
    named = {k.removeprefix(PREFIX): v for k, v in environment.items() if k.startswith(PREFIX)}
    target = target_on_aws(environment)
    for word in ("Runtime", "Processor"):
        named.pop(word, None)
    return Stage(name, target, named, user_pools=not named.get("Issuers"))


def target_on_aws(environment: Mapping[str, str] = os.environ) -> Target:
    """What packages for AWS are built for: MOTCUA_Runtime and MOTCUA_Processor."""
    runtime = environment.get(f"{PREFIX}Runtime", "python3.13")
    return Target.named(runtime, environment.get(f"{PREFIX}Processor", "arm64"))


def issuers_of_pools(stage: Stage, pools: dict[str, str]) -> str:
    """The parameter `Issuers` of a stage with user pools, which its stack of pools puts out."""
    region = stage.client("cognito-idp").meta.region_name
    rows = []
    for kind, key in (("citizen", "Citizens"), ("staff", "Staff")):
        pool = pools[f"{key}Pool"]
        issuer = f"https://cognito-idp.{region}.amazonaws.com/{pool}"
        keys = f"{stage.emulator.endpoint}/{pool}" if stage.emulator else issuer
        clients = (pools.get(f"{key}{client}Id", "") for client in ("Client", "WebClient"))
        audience = " ".join(filter(None, clients))
        rows.append((kind, issuer, audience, f"{keys}/.well-known/jwks.json"))
    return issuers_parameter(rows)


def web_clients(stage: Stage, pools: Mapping[str, str]) -> dict[str, str]:
    """What the pools call the clients, unless the stage's own parameters say it."""
    named = {"PortalClientId": "CitizensWebClientId", "DeskClientId": "StaffWebClientId"}
    return {
        parameter: pools[output]
        for parameter, output in named.items()
        if output in pools and parameter not in stage.parameters
    }


def issuers_parameter(rows: list[tuple[str, str, str, str]]) -> str:
    """The parameter `Issuers` from (kind, issuer, audience, JWKS address)."""
    members = ("kind", "issuer", "audience", "jwks")
    return json.dumps([dict(zip(members, row, strict=True)) for row in rows])
