"""AWS clients: botocore's, made quickly and told how often to try."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import DataNotFoundError, UnknownServiceError
from botocore.session import Session

from kit import aws

USED = ("dynamodb", "sqs", "s3", "kms", "secretsmanager", "sns", "ses")


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in {"REGION": "ap-southeast-1", "ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test"}.items():
        monkeypatch.setenv(f"AWS_{'DEFAULT_' * (name == 'REGION')}{name}", value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    aws.client.cache_clear()
    yield
    aws.client.cache_clear()


def attempts(client: Any) -> int:
    return int(client.meta.config.retries["total_max_attempts"])


@pytest.mark.parametrize("name", USED)
def test_a_client_is_the_one_that_botocore_makes(name: str) -> None:
    ours, theirs = aws.client(name), Session().create_client(name)
    assert ours.meta.endpoint_url == theirs.meta.endpoint_url
    assert ours.meta.service_model.api_version == theirs.meta.service_model.api_version
    assert ours.meta.service_model.operation_names == theirs.meta.service_model.operation_names


def test_a_client_is_made_once() -> None:
    assert aws.client("kms") is aws.client("kms")


def test_a_service_that_there_is_not_is_refused() -> None:
    with pytest.raises((DataNotFoundError, UnknownServiceError)):
        aws.client("no-such-service")


def test_the_table_is_tried_once_because_its_own_retries_know_more() -> None:
    assert [attempts(aws.client(name)) for name in ("dynamodb", "kms")] == [1, 3]
    assert attempts(aws.client("sns", attempts=1)) == 1
