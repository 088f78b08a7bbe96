"""The post on AWS: one request a call, and each way it can go wrong understood as what it means for a resend."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore import exceptions

from notifications.adapters import NotNow, Refused, Unsure
from notifications.adapters import aws as channel
from notifications.adapters.aws import AwsPost
from tests.story import MAIL, PHONE

ENDPOINT = {"endpoint_url": "http://x"}


@dataclass
class Client:
    """SNS and SES in one; `fails` is raised by the next call."""

    fails: Exception | None = None
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def publish(self, **asked: Any) -> None:
        self._called("publish", asked)

    def send_email(self, **asked: Any) -> None:
        self._called("send_email", asked)

    def _called(self, name: str, asked: dict[str, Any]) -> None:
        self.calls.append((name, asked))
        if self.fails:
            raise self.fails


def answered(code: str, status: int = 400, message: str = "") -> exceptions.ClientError:
    answer: Any = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return exceptions.ClientError(answer, "Publish")


def post(client: Client) -> AwsPost:
    return AwsPost("MOTCUA", "mot-cua@example.vn", lambda _: client)


def test_an_sms_goes_to_the_number_under_the_registered_name_and_not_as_advertisement() -> None:
    client = Client()
    post(client).sms(PHONE, "Xin chào")
    ((name, asked),) = client.calls
    assert (name, asked["PhoneNumber"], asked["Message"]) == ("publish", PHONE, "Xin chào")
    values = {
        key: attribute["StringValue"] for key, attribute in asked["MessageAttributes"].items()
    }
    assert values == {"AWS.SNS.SMS.SMSType": "Transactional", "AWS.SNS.SMS.SenderID": "MOTCUA"}


def test_a_mail_goes_in_utf_8_from_our_address() -> None:
    client = Client()
    post(client).mail(MAIL, "Chủ đề", "Nội dung")
    ((name, asked),) = client.calls
    assert (name, asked["Source"], asked["Destination"]) == (
        "send_email", "mot-cua@example.vn", {"ToAddresses": [MAIL]},
    )  # fmt: skip
    assert asked["Message"]["Subject"] == {"Data": "Chủ đề", "Charset": "UTF-8"}


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (answered("InvalidParameter"), Refused),
        (answered("OptedOut"), Refused),
        (answered("MessageRejected", message="Address is on the suppression list."), Refused),
        (exceptions.ParamValidationError(report="empty"), Refused),
        (answered("MessageRejected", message="Email address is not verified."), NotNow),
        (answered("Throttling"), NotNow),
        (answered("AuthorizationError", 403), NotNow),
        (exceptions.EndpointConnectionError(**ENDPOINT), NotNow),
        (exceptions.ConnectTimeoutError(**ENDPOINT), NotNow),
        (answered("InternalError", 500), Unsure),
        (answered("ServiceUnavailable", 503), Unsure),
        (exceptions.ReadTimeoutError(**ENDPOINT), Unsure),
        (exceptions.ConnectionClosedError(**ENDPOINT), Unsure),
    ],
    ids=lambda case: case.__name__ if isinstance(case, type) else str(case)[:40],
)
def test_each_failure_means_refused_not_now_or_unsure(
    error: Exception, meaning: type[Exception]
) -> None:
    with pytest.raises(meaning):
        post(Client(error)).sms(PHONE, "x")
    with pytest.raises(meaning):
        post(Client(error)).mail(MAIL, "x", "y")


def test_the_providers_clients_make_one_request_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    for name in ("sns", "ses"):
        assert channel.client(name).meta.config.retries == {
            "mode": "standard",
            "total_max_attempts": 1,
        }
