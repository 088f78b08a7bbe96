"""boto3 clients, made when first used and kept."""

from functools import cache
from typing import Any


@cache
def client(name: str) -> Any:
    """The client of one AWS service, with time-outs in seconds.

    botocore retries all but DynamoDB: `kit.table` retries that, and must know which call got no answer.
    """
    import boto3
    from botocore.config import Config

    make: Any = boto3.client
    return make(
        name,
        config=Config(
            retries={"mode": "standard", "total_max_attempts": 1 if name == "dynamodb" else 3},
            connect_timeout=2,
            read_timeout=8,
            signature_version="s3v4" if name == "s3" else None,
            s3={"addressing_style": "path"} if name == "s3" else None,
        ),
    )
