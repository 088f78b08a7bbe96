"""The deployment on the local cloud, as local.deploy recorded it."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from infra.places import CLIENTS
from local.cloud.aws_client import aws_client
from local.cloud.settings import (
    HOST,
    STATE,
    bank_port,
    cloud_url,
    issuer_port,
    national_portal_port,
    platform_port,
    sign_in_choice,
    stripe_port,
)


@dataclass(frozen=True)
class Deployment:
    """`outputs` are `<service>Url`, and the user pools where there are any."""

    outputs: dict[str, str]

    @classmethod
    def latest(cls) -> "Deployment":
        """The one on record."""
        return cls(json.loads((STATE / "deployed-local.json").read_text()))

    def url(self, service: str) -> str:
        """The address of a service, down to its `/v1`; a client's has no version."""
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
    def platform(self) -> str:
        """The double of the national portal's payment platform."""
        return f"http://{HOST}:{platform_port()}"

    @property
    def national_portal(self) -> str:
        """The simulator of the National Portal."""
        return f"http://{HOST}:{national_portal_port()}"

    @property
    def issuer(self) -> str:
        """The issuer in local/doubles/issuer, where people do not sign in with Cognito."""
        return f"http://{HOST}:{issuer_port()}"

    @cached_property
    def has_pools(self) -> bool:
        """Whether people sign in with Cognito."""
        return "CitizensPool" in self.outputs

    @cached_property
    def is_national(self) -> bool:
        """Whether citizens sign in by services/identity and the national account."""
        return sign_in_choice() == "national"

    def client(self, service: str) -> Any:
        """A boto3 client of the cloud, as its operator."""
        return aws_client(service)

    def execute_api_url(self, service: str) -> str:
        """The service's address by the id of its REST API: 127.0.0.1, and no Host header needed."""
        stack = self.client("cloudformation").describe_stacks(StackName=f"motcua-local-{service}")
        outputs = {o["OutputKey"]: o["OutputValue"] for o in stack["Stacks"][0]["Outputs"]}
        version = "" if service in CLIENTS else "v1"
        return f"{cloud_url()}/_aws/execute-api/{outputs['RestAPIId']}/api/{version}"
