"""The settings of notifications' functions."""

from kit.platform.settings import Settings


class NotificationsSettings(Settings):
    """`sms_sender` is the name registered with the carriers, `mail_from` a verified address."""

    sms_sender: str = ""
    mail_from: str
