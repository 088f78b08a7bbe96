"""SMS by Amazon SNS or AWS End User Messaging, mail by Amazon SES.

None of them has idempotency keys: each send makes one request, on a connection of its own, because
one that was kept while the function slept may be closed at the other end, and nobody could tell
whether the message was taken.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from kit.platform import aws_clients
from notifications.adapters.message_sender import (
    Mail,
    MessageRefused,
    Sms,
    TransientFailure,
    UnknownOutcome,
)

CONNECT_SECONDS: Final = 2
READ_SECONDS: Final = 5
SLOWEST_SECONDS: Final = CONNECT_SECONDS + READ_SECONDS
"""The longest that one send may take."""

REFUSALS: Final = frozenset(
    {
        "InvalidParameter",
        "InvalidParameterValue",
        "InvalidParameterException",
        "OptedOut",
        "OptedOutException",
        "MessageRejected",
        "ValidationError",
    }
)
"""Error codes about this message or this address; any other is ours or the provider's, and
passes."""

REFUSED_REASONS: Final = frozenset(
    {
        "DESTINATION_COUNTRY_BLOCKED",
        "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
        "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE",
        "DESTINATION_PHONE_NUMBER_OPTED_OUT",
    }
)
"""End User Messaging's reasons about this number; its codes are too wide to tell."""

UNVERIFIED: Final = "not verified"
"""SES' wording where our own address or account may not send yet: no fault of the message."""

Client = Callable[[str], Any]


@cache
def client(name: str) -> Any:
    """A client that makes one request a call."""
    from botocore.config import Config

    config = Config(
        retries={"mode": "standard", "total_max_attempts": 1},
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
    )
    return aws_clients.create_client(name, config)


@dataclass(frozen=True, slots=True)
class SnsSms:
    """`sender` is the name registered with the carriers. It learns nothing of deliveries."""

    sender: str
    make: Client = client

    def sms(self, message: Sms) -> None:
        attributes = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
        if self.sender:
            attributes["AWS.SNS.SMS.SenderID"] = {"DataType": "String", "StringValue": self.sender}
        with _one_request(self.make("sns")) as sns:
            sns.publish(
                PhoneNumber=message.number, Message=message.text, MessageAttributes=attributes
            )


@dataclass(frozen=True, slots=True)
class EndUserMessagingSms:
    """`events` is the configuration set whose event destination gets the delivery reports."""

    sender: str
    events: str
    make: Client = client

    def sms(self, message: Sms) -> None:
        with _one_request(self.make("pinpoint-sms-voice-v2")) as messaging:
            messaging.send_text_message(
                DestinationPhoneNumber=message.number,
                OriginationIdentity=self.sender,
                MessageBody=message.text,
                MessageType="TRANSACTIONAL",
                ConfigurationSetName=self.events,
                Context={"notice": message.notice},
            )


@dataclass(frozen=True, slots=True)
class SesMail:
    """`sender` is a verified address; `events` as with SMS, empty where there is none."""

    sender: str
    events: str = ""
    make: Client = client

    def mail(self, message: Mail) -> None:
        events = {"ConfigurationSetName": self.events} if self.events else {}
        with _one_request(self.make("ses")) as ses:
            ses.send_email(
                Source=self.sender,
                Destination={"ToAddresses": [message.address]},
                Message={
                    "Subject": {"Data": message.subject, "Charset": "UTF-8"},
                    "Body": {"Text": {"Data": message.body, "Charset": "UTF-8"}},
                },
                Tags=[{"Name": "notice", "Value": message.notice}],
                **events,
            )


@contextmanager
def _one_request(client: Any) -> Iterator[Any]:
    from botocore import exceptions

    try:
        yield client
    except exceptions.ParamValidationError:
        raise MessageRefused from None
    except exceptions.ClientError as error:
        raise _translate(error.response) from None
    except exceptions.ConnectionError:  # no connection was made
        raise TransientFailure from None
    except exceptions.HTTPClientError:  # it broke, or was silent for too long
        raise UnknownOutcome from None
    finally:
        client.close()


def _translate(response: Any) -> Exception:
    error = response["Error"]
    code = error["Code"]
    if response.get("Reason") in REFUSED_REASONS:
        return MessageRefused(code)
    if code in REFUSALS and UNVERIFIED not in error.get("Message", ""):
        return MessageRefused(code)
    if response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500:
        return UnknownOutcome(code)
    return TransientFailure(code)
