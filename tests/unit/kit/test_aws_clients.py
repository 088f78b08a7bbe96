"""AWS clients: botocore's, made quickly and told how often to try."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import DataNotFoundError, UnknownServiceError
from botocore.loaders import Loader
from botocore.session import Session

from kit.platform import aws_clients
from kit.platform.botocore_session import stock_session

USED = ("dynamodb", "sqs", "s3", "kms", "secretsmanager", "sns", "ses")
REGIONS = (
    "ap-southeast-1",
    "ap-southeast-5",
    "us-east-1",
    "eu-central-1",
    "cn-north-1",
    "us-gov-west-1",
)
REQUESTS: dict[str, tuple[str, dict[str, str]]] = {
    "s3": ("delete_object", {"Bucket": "b", "Key": "k"}),
    "sns": ("publish", {"PhoneNumber": "+84", "Message": "m"}),
    "ses": ("delete_identity", {"Identity": "m"}),
}


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in {
        "REGION": "ap-southeast-1",
        "ACCESS_KEY_ID": "test",
        "SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(f"AWS_{'DEFAULT_' * (name == 'REGION')}{name}", value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    aws_clients.client.cache_clear()
    yield
    aws_clients.client.cache_clear()


def attempts(client: Any) -> int:
    return int(client.meta.config.retries["total_max_attempts"])


def shown(client: Any) -> dict[str, Any]:
    """What decides where a client's requests go and how they are signed."""
    model, signer = client.meta.service_model, client._request_signer
    return {
        "endpoint": client.meta.endpoint_url,
        "partition": client.meta.partition,
        "version": model.api_version,
        "operations": model.operation_names,
        "signed": (signer.signing_name, signer.region_name, signer.signature_version),
        "rules": client._ruleset_resolver is not None,
    }


class Sent(Exception):
    """Where a request would go, and under which region and service it is signed."""


def placed(client: Any, operation: str, **request: Any) -> tuple[str, str]:
    """What would be sent, and is not."""

    def look(request: Any, **_: Any) -> None:
        scope = request.headers["Authorization"].decode().split("/", 2)[2].split(",")[0]
        raise Sent(request.url, scope)

    client.meta.events.register_last("before-send", look)
    with pytest.raises(Sent) as sent:
        getattr(client, operation)(**request)
    return sent.value.args[0], sent.value.args[1]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", USED)
def test_a_client_is_the_one_that_botocore_makes(
    name: str, region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    config = (
        Config(signature_version="s3v4", s3={"addressing_style": "path"}) if name == "s3" else None
    )
    assert shown(aws_clients.client(name)) == shown(Session().create_client(name, config=config))


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("name", REQUESTS)
def test_its_requests_go_where_botocores_go(
    name: str, region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    operation, request = REQUESTS[name]
    config = (
        Config(signature_version="s3v4", s3={"addressing_style": "path"}) if name == "s3" else None
    )
    theirs = placed(Session().create_client(name, config=config), operation, **request)
    assert placed(aws_clients.client(name), operation, **request) == theirs


def test_a_client_is_made_once() -> None:
    assert aws_clients.client("kms") is aws_clients.client("kms")


def test_a_service_that_there_is_not_is_refused() -> None:
    with pytest.raises((DataNotFoundError, UnknownServiceError)):
        aws_clients.client("no-such-service")


def test_the_table_is_tried_once_because_its_own_retries_know_more() -> None:
    assert [attempts(aws_clients.client(name)) for name in ("dynamodb", "kms")] == [1, 3]
    assert attempts(aws_clients.client("sns", attempts=1)) == 1


class OtherLoader(Loader):
    """A botocore whose descriptions have another form than the one that kit reads quickly."""

    def load_data_with_path(self, name: str) -> tuple[Any, str]:
        if name == "endpoints":
            raise KeyError("regionRegex")
        data: tuple[Any, str] = super().load_data_with_path(name)
        return data


def other_session() -> Session:
    session = Session()
    session.register_component("data_loader", OtherLoader())
    return session


def test_where_the_runtimes_botocore_differs_the_client_is_the_stock_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    client = aws_clients.create_client("kms", None, (other_session, stock_session))
    assert shown(client) == shown(Session().create_client("kms"))
    assert "botocore_differs" in capsys.readouterr().out


def test_what_no_session_can_make_is_the_last_ones_error() -> None:
    with pytest.raises(KeyError, match="regionRegex"):
        aws_clients.create_client("kms", None, (other_session, other_session))
