"""`MessageSender` by Amazon SNS and SES.

One request a call: neither has idempotency keys, so nothing may retry by itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from kit.platform import aws_clients
from notifications.adapters.message_sender import (
    MessageRefused,
    TransientFailure,
    UnknownOutcome,
)

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

UNVERIFIED: Final = "not verified"
"""SES' wording where our own address or account may not send yet: no fault of the message."""


def client(name: str) -> Any:
    """A client that makes one request a call."""
    return aws_clients.client(name, attempts=1)


@dataclass(frozen=True, slots=True)
class AwsMessageSender:
    """`sms_sender` is the name registered with the carriers, `mail_from` a verified address."""

    sms_sender: str
    mail_from: str
    make: Callable[[str], Any] = client

    def sms(self, number: str, text: str) -> None:
        attributes = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
        if self.sms_sender:
            attributes["AWS.SNS.SMS.SenderID"] = {
                "DataType": "String",
                "StringValue": self.sms_sender,
            }
        with _translated_errors():
            self.make("sns").publish(PhoneNumber=number, Message=text, MessageAttributes=attributes)

    def mail(self, address: str, subject: str, body: str) -> None:
        with _translated_errors():
            self.make("ses").send_email(
                Source=self.mail_from,
                Destination={"ToAddresses": [address]},
                Message={
                    "Subject": {"Data": subject, "Charset": "UTF-8"},
                    "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
                },
            )


@contextmanager
def _translated_errors() -> Iterator[None]:
    from botocore import exceptions

    try:
        yield
    except exceptions.ParamValidationError:
        raise MessageRefused from None
    except exceptions.ClientError as error:
        raise _translate(error.response) from None
    except exceptions.ConnectionError:  # no connection was made
        raise TransientFailure from None
    except exceptions.HTTPClientError:  # it broke, or was silent for too long
        raise UnknownOutcome from None


def _translate(response: Any) -> Exception:
    code = response["Error"]["Code"]
    if code in REFUSALS and UNVERIFIED not in response["Error"].get("Message", ""):
        return MessageRefused(code)
    if response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500:
        return UnknownOutcome(code)
    return TransientFailure(code)
