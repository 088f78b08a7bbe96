"""A botocore session that reads less than botocore's own before a first answer: 40 ms together."""

import os
from functools import cache
from typing import Any


@cache
def stock_session() -> Any:
    """botocore's own."""
    from botocore.session import Session

    return Session()


@cache
def quick_session() -> Any:
    """One for all clients, so that the second finds credentials and endpoints loaded."""
    from botocore.loaders import Loader
    from botocore.session import Session

    class QuickLoader(Loader):
        """botocore's descriptions of services, less what a first answer need not read."""

        def list_available_services(self, type_name: str) -> list[str]:  # noqa: ARG002 - the loader's signature
            """Every folder counts as a service: botocore looks into all four hundred, twice."""
            paths = [path for path in self.search_paths if os.path.isdir(path)]
            return [name for path in paths for name in os.listdir(path)]

        def load_data_with_path(self, name: str) -> tuple[Any, str]:
            """No list of all endpoints: a client's rules and the partitions say where it is."""
            if name != "endpoints":
                return super().load_data_with_path(name)
            data, path = super().load_data_with_path("partitions")
            partitions = [_partition(partition) for partition in data["partitions"]]
            return {"version": 3, "partitions": partitions}, path

    session = Session()
    session.register_component("data_loader", QuickLoader())
    return session


def _partition(described: dict[str, Any]) -> dict[str, Any]:
    """A partition as botocore's older resolver reads it, which takes S3 at us-east-1 for a global
    one.
    """
    usual = {
        "hostname": "{service}.{region}.{dnsSuffix}",
        "protocols": ["https"],
        "signatureVersions": ["v4"],
    }
    named = {name: described[name] for name in ("regionRegex", "regions")}
    suffix, home = described["outputs"]["dnsSuffix"], described["outputs"]["implicitGlobalRegion"]
    everywhere = {"aws-global": {"credentialScope": {"region": home}, "hostname": f"s3.{suffix}"}}
    s3 = {"s3": {"partitionEndpoint": "aws-global", "endpoints": everywhere}}
    return {
        **named,
        "partition": described["id"],
        "dnsSuffix": suffix,
        "defaults": usual,
        "services": s3 if described["id"] == "aws" else {},
    }
