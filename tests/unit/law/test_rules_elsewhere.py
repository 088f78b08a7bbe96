"""Constants of law that a service owns say what the rule says."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from contracts.terms import CODE_PATTERN
from data import shapes
from data.convert.calendar import LAST_YEAR
from documents.domain import retention
from documents.rendering import labels as documents_labels
from intake.domain import dossier_code as dossier_codes
from intake.domain import profile_fields as profile
from law.holidays import vietnam
from law.rulebook import rule_value, rule_values
from payments.domain import last_day, payment_attempt, receipt, refund
from payments.domain.collecting_body import ReceiptForms
from payments.domain.receipt_reporting import MOST_DIGITS
from payments.providers.registry import ADAPTERS
from payments.tax_reports.send import LONGEST_WAIT
from status.domain.national_status import CODES


def in_force(rule: str) -> Any:
    return rule_value(rule, on=date(2026, 11, 24)).value


def test_the_national_status_codes() -> None:
    assert {str(code.code): code.vi for code in CODES.values()} == in_force("national_status_codes")


def test_the_digits_of_a_dossier_number() -> None:
    digits = in_force("digits_of_the_dossier_number")
    accepted = [n for n in range(1, 12) if re.match(CODE_PATTERN, f"H49.61-261124-{'0' * n}")]
    assert (accepted[0], accepted[-1]) == (digits["least"], digits["most"])
    assert digits["least"] == dossier_codes.NUMBER_WIDTH


def test_the_province_stands_in_the_date_line() -> None:
    assert in_force("code_of_the_province") in documents_labels.PROVINCES


def test_the_digits_of_an_identity_number() -> None:
    assert profile.identity_number("1" * in_force("identity_number"))
    assert not profile.IDENTITY_NUMBER.fullmatch("1" * (in_force("identity_number") - 1))


def test_the_longest_mail_address() -> None:
    longest = f"{'a' * 64}@{'b' * 62}.{'c' * 61}.{'d' * 61}.vn"
    assert len(longest) == in_force("email_address")
    assert profile.email(longest) == longest
    with pytest.raises(PydanticCustomError):
        profile.email(longest.replace(".vn", ".com"))


def test_the_days_to_pay() -> None:
    assert in_force("days_to_pay") == last_day.DAYS_TO_PAY


def test_the_lifetime_of_a_payment_attempt() -> None:
    assert (
        in_force("lifetime_of_a_payment_attempt") * 60
        == payment_attempt.ATTEMPT_LIFETIME.total_seconds()
    )


def test_the_years_for_which_a_result_is_locked_and_that_they_are_never_fewer() -> None:
    years = [each.value for each in rule_values("lock_of_results")]
    assert in_force("lock_of_results") == retention.LOCKED_YEARS
    assert years == sorted(years)


def test_the_amount_above_which_two_officials_decide() -> None:
    assert in_force("four_eyes_limit") == refund.FOUR_EYES_ABOVE


def test_the_amounts_that_cards_and_transfers_carry() -> None:
    card, transfer, *_ = ADAPTERS
    assert in_force("card_amounts") == {"least": card.least, "most": card.most}
    assert in_force("transfer_amounts") == {"least": transfer.least, "most": transfer.most}


def test_the_forms_of_receipts_by_day_and_the_digits_of_their_numbers() -> None:
    forms = ReceiptForms.model_validate_json(receipt.FORMS.read_text(encoding="utf-8"))
    (ended,) = forms.ended
    assert ended.until
    assert rule_value("form_of_the_receipt", on=ended.until).value == ended.form
    first_day = ended.until + timedelta(days=1)
    assert rule_value("form_of_the_receipt", on=first_day).value == forms.receipt.form
    assert in_force("receipt_numbers") == MOST_DIGITS


def test_an_operator_is_woken_long_before_receipt_data_must_be_sent() -> None:
    assert timedelta(days=in_force("receipt_data_for_the_tax_authority")) > LONGEST_WAIT


def test_the_fee_of_1_001612_and_the_fees_that_are_synthetic() -> None:
    procedures = {entry.code: entry.content for entry in shapes.catalogue().procedures}
    amounts = re.findall(r'"amount": (\d+)', json.dumps(procedures["1.001612"]))
    assert str(in_force("fee_of_1_001612")) in amounts


def test_the_fees_of_certification_and_of_extracts() -> None:
    rules = {entry.code: entry.content["fee_rules"][0] for entry in shapes.catalogue().procedures}
    fees, copy = in_force("certification_fees"), rules["2.000815"]
    assert [tier["amount"] for tier in copy["tiers"]] == [
        fees["page"],
        fees["page_from_the_third"],
    ]
    assert (copy["cap"], rules["2.000884"]["amount"]) == (fees["most"], fees["signature"])
    assert rules["2.000635"]["amount"] == in_force("fee_of_a_civil_status_extract")


def test_the_years_that_are_official_and_the_last_that_is_computed() -> None:
    plans = rule_values("official_holiday_plans")
    assert vietnam().official_years == {int(plan.value) for plan in plans}
    assert max(vietnam().years) == in_force("year_without_plan") == LAST_YEAR
