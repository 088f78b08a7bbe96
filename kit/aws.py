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
            retries={"mode": "standard", "total_max_attempts": 1 if name == "dynamodb" else attempts},
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

    class Folders(Loader):
        """Takes every folder for a service: botocore looks into all four hundred for each client, 20 ms a process."""

        def list_available_services(self, type_name: str) -> list[str]:  # noqa: ARG002 - the loader's signature
            return [name for path in self.search_paths if os.path.isdir(path) for name in os.listdir(path)]

    session = Session()
    session.register_component("data_loader", Folders())
    return session
