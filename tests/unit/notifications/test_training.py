"""In training a message counts as sent and leaves by no carrier."""

from typing import Any

import pytest

from contracts.testing.dossier_events import MAIL, PHONE
from kit.core.time import system_clock
from kit.platform import aws_clients
from notifications.adapters import aggregator
from notifications.adapters.carriers import carriers
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
def test_no_carrier_is_reached_in_training(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], carrier: SmsCarrier
) -> None:
    reached: list[str] = []

    def client(service: str, *_: Any, **__: Any) -> Any:
        reached.append(service)
        raise AssertionError(service)

    monkeypatch.setattr(aws_clients, "client", client)
    monkeypatch.setattr(aggregator, "urlopen", client, raising=False)
    settings = NotificationsSettings(**VARIABLES, sms_carrier=carrier, training=True)
    sender = carriers(settings, lambda: (), system_clock)
    sender.sms(Sms("0000000000001", PHONE, "Xin chao"))
    sender.mail(Mail("0000000000002", MAIL, "Chủ đề", "Nội dung"))

    assert reached == []
    logged = capsys.readouterr().out
    assert logged.count("message_held") == 2
    assert PHONE not in logged
    assert MAIL not in logged
