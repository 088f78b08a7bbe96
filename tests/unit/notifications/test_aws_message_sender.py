"""SNS and SES: one request a call, and each failure translated into what it means for a retry."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore import exceptions

from contracts.testing.dossier_events import MAIL, PHONE
from notifications.adapters import aws_message_sender
from notifications.adapters.aws_message_sender import AwsMessageSender
from notifications.adapters.message_sender import (
    MessageRefused,
    TransientFailure,
    UnknownOutcome,
)

ENDPOINT = {"endpoint_url": "http://x"}


@dataclass
class Client:
    """SNS and SES in one; `failure` is raised by the next call."""

    failure: Exception | None = None
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def publish(self, **request: Any) -> None:
        self._called("publish", request)

    def send_email(self, **request: Any) -> None:
        self._called("send_email", request)

    def _called(self, name: str, request: dict[str, Any]) -> None:
        self.calls.append((name, request))
        if self.failure:
            raise self.failure


def client_error(code: str, status: int = 400, message: str = "") -> exceptions.ClientError:
    response: Any = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return exceptions.ClientError(response, "Publish")


def sender(client: Client) -> AwsMessageSender:
    return AwsMessageSender("MOTCUA", "mot-cua@example.vn", lambda _: client)


def test_an_sms_goes_to_the_number_under_the_registered_name_and_not_as_advertisement() -> None:
    client = Client()
    sender(client).sms(PHONE, "Xin chào")
    ((name, request),) = client.calls
    assert (name, request["PhoneNumber"], request["Message"]) == ("publish", PHONE, "Xin chào")
    values = {
        key: attribute["StringValue"] for key, attribute in request["MessageAttributes"].items()
    }
    assert values == {"AWS.SNS.SMS.SMSType": "Transactional", "AWS.SNS.SMS.SenderID": "MOTCUA"}


def test_a_mail_goes_in_utf_8_from_our_address() -> None:
    client = Client()
    sender(client).mail(MAIL, "Chủ đề", "Nội dung")
    ((name, request),) = client.calls
    assert (name, request["Source"], request["Destination"]) == (
        "send_email", "mot-cua@example.vn", {"ToAddresses": [MAIL]},
    )  # fmt: skip
    assert request["Message"]["Subject"] == {"Data": "Chủ đề", "Charset": "UTF-8"}


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (client_error("InvalidParameter"), MessageRefused),
        (client_error("OptedOut"), MessageRefused),
        (
            client_error("MessageRejected", message="Address is on the suppression list."),
            MessageRefused,
        ),
        (exceptions.ParamValidationError(report="empty"), MessageRefused),
        (
            client_error("MessageRejected", message="Email address is not verified."),
            TransientFailure,
        ),
        (client_error("Throttling"), TransientFailure),
        (client_error("AuthorizationError", 403), TransientFailure),
        (exceptions.EndpointConnectionError(**ENDPOINT), TransientFailure),
        (exceptions.ConnectTimeoutError(**ENDPOINT), TransientFailure),
        (client_error("InternalError", 500), UnknownOutcome),
        (client_error("ServiceUnavailable", 503), UnknownOutcome),
        (exceptions.ReadTimeoutError(**ENDPOINT), UnknownOutcome),
        (exceptions.ConnectionClosedError(**ENDPOINT), UnknownOutcome),
    ],
    ids=lambda case: case.__name__ if isinstance(case, type) else str(case)[:40],
)
def test_each_failure_is_a_refusal_transient_or_of_unknown_outcome(
    error: Exception, meaning: type[Exception]
) -> None:
    with pytest.raises(meaning):
        sender(Client(error)).sms(PHONE, "x")
    with pytest.raises(meaning):
        sender(Client(error)).mail(MAIL, "x", "y")


def test_the_providers_clients_make_one_request_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    for name in ("sns", "ses"):
        assert aws_message_sender.client(name).meta.config.retries == {
            "mode": "standard",
            "total_max_attempts": 1,
        }
