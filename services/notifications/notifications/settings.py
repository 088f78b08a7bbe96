"""What the functions of notifications are told."""

from kit.platform.settings import Settings


class NotificationSettings(Settings):
    """`sms_sender` is the sender name registered with the carriers, `mail_from` a verified address."""

    sms_sender: str = ""
    mail_from: str
