"""In training a message counts as sent and leaves by no carrier."""

import pytest

from contracts.testing.dossier_events import MAIL, PHONE
from kit.core.time import system_clock
from notifications.adapters.carriers import NoCarrier, carriers
from notifications.adapters.message_sender import Mail, Sms
from notifications.settings import NotificationsSettings, SmsCarrier

VARIABLES = dict.fromkeys(
    (
        "service",
        "table",
        "vault_table",
        "directory_table",
        "people_table",
        "access_table",
        "vault_key",
        "queue_prefix",
        "mail_from",
    ),
    "x",
)


@pytest.mark.parametrize("carrier", ["sns", "end-user-messaging", "aggregator"])
def test_no_carrier_is_made_in_training(
    capsys: pytest.CaptureFixture[str], carrier: SmsCarrier
) -> None:
    settings = NotificationsSettings(**VARIABLES, sms_carrier=carrier, training=True)
    sender = carriers(settings, lambda: (), system_clock)
    sender.sms(Sms("0000000000001", PHONE, "Xin chao"))
    sender.mail(Mail("0000000000002", MAIL, "Chủ đề", "Nội dung"))

    assert isinstance(sender.of_sms, NoCarrier)
    assert isinstance(sender.of_mail, NoCarrier)
    logged = capsys.readouterr().out
    assert logged.count("message_held") == 2
    assert PHONE not in logged
    assert MAIL not in logged


@pytest.mark.parametrize("carrier", ["sns", "end-user-messaging", "aggregator"])
def test_any_other_stage_has_its_carriers(carrier: SmsCarrier) -> None:
    settings = NotificationsSettings(**VARIABLES, sms_carrier=carrier)
    sender = carriers(settings, lambda: (), system_clock)

    assert not isinstance(sender.of_sms, NoCarrier)
    assert not isinstance(sender.of_mail, NoCarrier)
