"""The figures of SMS: segments, prices, limits by number and budget, and the portal's address."""

import pytest

from contracts.notifications import NoticeChannel
from contracts.testing.dossier_events import PHONE
from notifications.domain.gsm_text import gsm_text
from notifications.domain.message_prices import MessagePrices
from notifications.domain.portal_address import PortalAddress
from notifications.domain.sms_policy import SmsPolicy, Withheld, number_bucket
from notifications.domain.sms_segments import segments


@pytest.mark.parametrize(
    ("letter", "length", "expected"),
    [
        ("a", 160, 1),
        ("a", 161, 2),
        ("a", 306, 2),
        ("a", 307, 3),
        ("a", 459, 3),
        ("a", 460, 4),
        ("ệ", 70, 1),
        ("ệ", 71, 2),
        ("ệ", 134, 2),
        ("ệ", 135, 3),
        ("ệ", 201, 3),
        ("ệ", 202, 4),
    ],
)
def test_a_longer_text_takes_another_segment_only_when_the_last_one_is_full(
    letter: str, length: int, expected: int
) -> None:
    assert segments(letter * length) == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đã nhận hồ sơ, được đi", "Da nhan ho so, duoc di"),
        ("“a” ‘b’ – — …", "\"a\" 'b' - - ..."),
        ("An 😀", "An ?"),
    ],
)
def test_a_text_loses_its_accents_and_nothing_that_can_be_written(text: str, plain: str) -> None:
    assert gsm_text(text) == plain


@pytest.mark.parametrize(
    ("channel", "count", "price"),
    [("sms", 1, 300), ("sms", 3, 900), ("mail", 0, 2), ("mail", 3, 2)],
)
def test_an_sms_costs_its_segments_and_a_mail_its_one_price(
    channel: NoticeChannel, count: int, price: int
) -> None:
    prices = MessagePrices(as_of="2026-11-01", by_channel={"sms": 300, "mail": 2})

    assert prices.of(channel, count) == price


@pytest.mark.parametrize(
    ("verified", "policy", "refusal"),
    [
        (True, SmsPolicy(), None),
        (False, SmsPolicy(), "phone_unverified"),
        (False, SmsPolicy(unverified=True), None),
        (True, SmsPolicy(countries=frozenset({"LA"})), "country_not_served"),
        (False, SmsPolicy(countries=frozenset({"LA"})), "phone_unverified"),
    ],
)
def test_an_unverified_phone_and_a_country_that_is_not_served_are_refused(
    verified: bool, policy: SmsPolicy, refusal: Withheld | None
) -> None:
    assert policy.refusal(PHONE, verified=verified) == refusal


@pytest.mark.parametrize(
    ("spent", "required", "is_spent"),
    [(799, False, False), (800, False, True), (999, True, False), (1_000, True, True)],
)
def test_the_last_fifth_of_the_budget_is_for_what_the_law_asks_for(
    spent: int, required: bool, is_spent: bool
) -> None:
    assert SmsPolicy(budget=1_000).is_spent(spent, required=required) is is_spent


def test_a_stage_without_settings_sends_twenty_sms_a_number_for_twelve_million_dong() -> None:
    policy = SmsPolicy()

    assert (policy.a_number, policy.budget, policy.unverified) == (20, 12_000_000, False)
    assert policy.countries == {"VN"}


def test_the_counter_of_a_number_stays_the_same_from_release_to_release() -> None:
    assert number_bucket(PHONE) == "ed644e"


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("https://dichvucong.example.vn/", "dichvucong.example.vn"),
        ("https://dichvucong.example.vn/X/", "dichvucong.example.vn/X"),
        ("https://" + "a" * 39, "a" * 39),
        ("https://" + "a" * 40, ""),
        ("", ""),
    ],
)
def test_an_sms_names_the_portal_if_there_is_room(url: str, short: str) -> None:
    assert PortalAddress(url=url).short == short
    assert PortalAddress().url == ""
