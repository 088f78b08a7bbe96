"""SNS, End User Messaging and SES: one request a send on a connection of its own, and what each
failure means for a retry."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore import exceptions
from botocore.validate import ParamValidator

from contracts.testing.dossier_events import MAIL, PHONE
from infra.service.description import read_description
from notifications.adapters import aws_carriers
from notifications.adapters.aws_carriers import (
    SLOWEST_SECONDS,
    EndUserMessagingSms,
    SesMail,
    SnsSms,
)
from notifications.adapters.message_sender import (
    Mail,
    MessageRefused,
    Sms,
    TransientFailure,
    UnknownOutcome,
)
from notifications.domain.notice import LEASE
from notifications.domain.notice_rules import NOTICE_RULES

ENDPOINT = {"endpoint_url": "http://x"}
SMS = Sms("0000000000001", PHONE, "Xin chao")
LETTER = Mail("0000000000002", MAIL, "Chủ đề", "Nội dung")
START_SECONDS = 5


@dataclass
class Client:
    """The three services in one; `failure` is raised by the next call."""

    failure: Exception | None = None
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    closed: int = 0

    def publish(self, **request: Any) -> None:
        self._called("publish", request)

    def send_text_message(self, **request: Any) -> None:
        self._called("send_text_message", request)

    def send_email(self, **request: Any) -> None:
        self._called("send_email", request)

    def close(self) -> None:
        self.closed += 1

    def _called(self, name: str, request: dict[str, Any]) -> None:
        self.calls.append((name, request))
        if self.failure:
            raise self.failure


def client_error(
    code: str, status: int = 400, message: str = "", reason: str | None = None
) -> exceptions.ClientError:
    response: Any = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status},
        "Reason": reason,
    }
    return exceptions.ClientError(response, "Publish")


def test_an_sms_goes_to_the_number_under_the_registered_name_and_not_as_advertisement() -> None:
    client = Client()
    SnsSms("MOTCUA", lambda _: client).sms(SMS)
    ((name, request),) = client.calls
    assert (name, request["PhoneNumber"], request["Message"]) == ("publish", PHONE, "Xin chao")
    values = {
        key: attribute["StringValue"] for key, attribute in request["MessageAttributes"].items()
    }
    assert values == {"AWS.SNS.SMS.SMSType": "Transactional", "AWS.SNS.SMS.SenderID": "MOTCUA"}


def test_end_user_messaging_reports_deliveries_by_notice() -> None:
    client = Client()
    EndUserMessagingSms("MOTCUA", "motcua-prod-sms", lambda _: client).sms(SMS)
    ((name, request),) = client.calls
    assert name == "send_text_message"
    assert request == {
        "DestinationPhoneNumber": PHONE,
        "OriginationIdentity": "MOTCUA",
        "MessageBody": "Xin chao",
        "MessageType": "TRANSACTIONAL",
        "ConfigurationSetName": "motcua-prod-sms",
        "Context": {"notice": "0000000000001"},
    }


def test_a_mail_goes_in_utf_8_from_our_address_and_names_its_notice() -> None:
    client = Client()
    SesMail("mot-cua@example.vn", "motcua-prod-mail", lambda _: client).mail(LETTER)
    ((name, request),) = client.calls
    assert (name, request["Source"], request["Destination"]) == (
        "send_email", "mot-cua@example.vn", {"ToAddresses": [MAIL]},
    )  # fmt: skip
    assert request["Message"]["Subject"] == {"Data": "Chủ đề", "Charset": "UTF-8"}
    assert request["Tags"] == [{"Name": "notice", "Value": "0000000000002"}]
    assert request["ConfigurationSetName"] == "motcua-prod-mail"


def test_requests_are_those_that_the_services_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    recorded = Client()
    SnsSms("MOTCUA", lambda _: recorded).sms(SMS)
    EndUserMessagingSms("MOTCUA", "set", lambda _: recorded).sms(SMS)
    SesMail("mot-cua@example.vn", "set", lambda _: recorded).mail(LETTER)
    services = ("sns", "pinpoint-sms-voice-v2", "ses")
    for service, (operation, request) in zip(services, recorded.calls, strict=True):
        meta = aws_carriers.client(service).meta
        shape = meta.service_model.operation_model(meta.method_to_api_mapping[operation])
        assert not ParamValidator().validate(request, shape.input_shape).has_errors()


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (client_error("InvalidParameter"), MessageRefused),
        (client_error("OptedOut"), MessageRefused),
        (
            client_error("ConflictException", reason="DESTINATION_PHONE_NUMBER_OPTED_OUT"),
            MessageRefused,
        ),
        (client_error("ValidationException", reason="DESTINATION_COUNTRY_BLOCKED"), MessageRefused),
        (
            client_error(
                "ServiceQuotaExceededException", reason="MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT"
            ),
            TransientFailure,
        ),
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
    client = Client(error)
    with pytest.raises(meaning):
        SnsSms("MOTCUA", lambda _: client).sms(SMS)
    with pytest.raises(meaning):
        EndUserMessagingSms("MOTCUA", "set", lambda _: client).sms(SMS)
    with pytest.raises(meaning):
        SesMail("mot-cua@example.vn", make=lambda _: client).mail(LETTER)
    assert client.closed == 3


def test_every_send_ends_its_connection() -> None:
    client = Client()
    for _ in range(3):
        SnsSms("MOTCUA", lambda _: client).sms(SMS)
    assert client.closed == 3


def test_the_providers_clients_make_one_request_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    for name in ("sns", "ses", "pinpoint-sms-voice-v2"):
        config = aws_carriers.client(name).meta.config
        assert config.retries == {"mode": "standard", "total_max_attempts": 1}
        assert config.connect_timeout + config.read_timeout == SLOWEST_SECONDS


def test_a_batch_of_the_slowest_sends_ends_before_the_function_is_killed() -> None:
    inbox = read_description("notifications").functions["inbox"]
    sends = max(len(rule.channels) for rule in NOTICE_RULES.values())
    slowest = START_SECONDS + inbox.batch * sends * SLOWEST_SECONDS
    assert slowest < inbox.timeout
    assert inbox.timeout < LEASE.total_seconds()
