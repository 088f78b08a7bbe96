"""Where the local cloud was deployed, as local.deploy wrote it down."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import boto3

from local.cloud.places import HOST, REGION, STATE, bank_port, cloud_url, issuer_port, stripe_port


@dataclass(frozen=True)
class Place:
    """The outputs of a deployment: `<service>Url`, and the pools where there are any."""

    outputs: dict[str, str]

    @classmethod
    def here(cls) -> "Place":
        """The one that was deployed last."""
        return cls(json.loads((STATE / "deployed-local.json").read_text()))

    def url(self, service: str) -> str:
        """The address of a service, down to its `/v1`."""
        return self.outputs[f"{service}Url"]

    @property
    def stripe(self) -> str:
        """The Stripe double."""
        return f"http://{HOST}:{stripe_port()}"

    @property
    def bank(self) -> str:
        """The bank double."""
        return f"http://{HOST}:{bank_port()}"

    @property
    def issuer(self) -> str:
        """The little issuer, where the cloud has no user pools."""
        return f"http://{HOST}:{issuer_port()}"

    @cached_property
    def has_pools(self) -> bool:
        """Whether people sign in with Cognito."""
        return "CitizensPool" in self.outputs

    def client(self, service: str) -> Any:
        """A boto3 client of the local cloud, as its operator."""
        make: Any = boto3.client
        return make(
            service,
            endpoint_url=cloud_url(),
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - the local cloud's
        )
