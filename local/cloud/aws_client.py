"""boto3 clients of the local cloud, as its operator."""

from functools import cache
from typing import Any

import boto3

from local.cloud.settings import REGION, cloud_url


def aws_client(service: str) -> Any:
    """A shared client of the cloud in use."""
    return _client(cloud_url(), service)


@cache
def _client(endpoint: str, service: str) -> Any:
    make: Any = boto3.client
    return make(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - the local cloud's
    )
