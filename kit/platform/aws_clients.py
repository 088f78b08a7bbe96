"""AWS clients, made when first used and kept.

They are botocore's own, as boto3 makes them: what boto3 loads beside costs a first answer a tenth.
"""

import os
from functools import cache
from typing import Any


@cache
def client(name: str, attempts: int = 3) -> Any:
    """The client of one AWS service, with time-outs in seconds.

    botocore makes so many attempts, but one at DynamoDB: `kit.table` retries that, and must know what got no answer.
    """
    from botocore.config import Config

    return _session().create_client(
        name,
        config=Config(
            retries={
                "mode": "standard",
                "total_max_attempts": 1 if name == "dynamodb" else attempts,
            },
            connect_timeout=2,
            read_timeout=8,
            signature_version="s3v4" if name == "s3" else None,
            s3={"addressing_style": "path"} if name == "s3" else None,
        ),
    )


@cache
def _session() -> Any:
    """One for all clients, so that the second finds credentials and endpoints loaded."""
    from botocore.loaders import Loader
    from botocore.session import Session

    class Descriptions(Loader):
        """botocore's descriptions of services, less what a first answer need not read: 40 ms together."""

        def list_available_services(self, type_name: str) -> list[str]:  # noqa: ARG002 - the loader's signature
            """Every folder counts as a service: botocore looks into all four hundred, twice."""
            return [
                name
                for path in self.search_paths
                if os.path.isdir(path)
                for name in os.listdir(path)
            ]

        def load_data_with_path(self, name: str) -> tuple[Any, str]:
            """No list of every service's endpoints: each client's rules and the partitions say where it is."""
            if name != "endpoints":
                return super().load_data_with_path(name)
            told, path = super().load_data_with_path("partitions")
            return {
                "version": 3,
                "partitions": [_partition(known) for known in told["partitions"]],
            }, path

    session = Session()
    session.register_component("data_loader", Descriptions())
    return session


def _partition(known: dict[str, Any]) -> dict[str, Any]:
    """A partition of AWS as botocore's older resolver reads it, which still takes S3 at us-east-1 for a global one."""
    usual = {
        "hostname": "{service}.{region}.{dnsSuffix}",
        "protocols": ["https"],
        "signatureVersions": ["v4"],
    }
    named = {name: known[name] for name in ("regionRegex", "regions")}
    suffix, home = known["outputs"]["dnsSuffix"], known["outputs"]["implicitGlobalRegion"]
    everywhere = {"aws-global": {"credentialScope": {"region": home}, "hostname": f"s3.{suffix}"}}
    services = (
        {"s3": {"partitionEndpoint": "aws-global", "endpoints": everywhere}}
        if known["id"] == "aws"
        else {}
    )
    return {
        **named,
        "partition": known["id"],
        "dnsSuffix": suffix,
        "defaults": usual,
        "services": services,
    }
