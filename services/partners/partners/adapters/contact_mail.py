"""Mails to the contacts of partners, by Amazon SES."""

from dataclasses import dataclass

from kit.platform import aws_clients, log
from partners.domain.ports import MailNotSent


@dataclass(frozen=True, slots=True)
class SesContactMail:
    """`ContactMail` from a verified address."""

    sender: str

    def send(self, address: str, subject: str, text: str) -> None:
        """One mail; raises MailNotSent."""
        from botocore.exceptions import BotoCoreError, ClientError

        message = {"Subject": _utf8(subject), "Body": {"Text": _utf8(text)}}
        try:
            aws_clients.client("ses", 1).send_email(
                Source=self.sender, Destination={"ToAddresses": [address]}, Message=message
            )
        except (BotoCoreError, ClientError) as error:
            raise MailNotSent from error


class NoContactMail:
    """`ContactMail` of a stage where officials practise: nothing leaves it."""

    def send(self, address: str, subject: str, text: str) -> None:  # noqa: ARG002
        """Nothing is sent, and counts as sent."""
        log.info("message_held", channel="mail")


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
