"""The settings of notifications' functions."""

from typing import Literal

from kit.platform.settings import Settings

SmsCarrier = Literal["sns", "end-user-messaging", "aggregator"]


class NotificationsSettings(Settings):
    """`sms_sender` is the name registered with the carriers, `mail_from` a verified address.

    `sms_events` and `mail_events` are the configuration sets whose delivery reports come back; SNS
    has none. `sms_url` is where an aggregator takes SMS, `sms_secret` names the secret shared with
    it. `public_url` is the portal's address, as notices name it; empty: they speak of the
    portal. `sms_countries` are ISO codes separated by commas; `sms_to_unverified`: SMS also to
    phones that nobody proved to hold; `sms_per_number` a day; `sms_budget` in đồng a day.
    `training`: officials practise here, and no message leaves.
    """

    sms_carrier: SmsCarrier = "sns"
    sms_sender: str = ""
    sms_events: str = ""
    sms_url: str = ""
    sms_secret: str = ""
    sms_countries: str = "VN"
    sms_to_unverified: bool = False
    sms_per_number: int = 20
    sms_budget: int = 12_000_000
    mail_from: str
    mail_events: str = ""
    public_url: str = ""
    training: bool = False
