"""The reference data that ships: what each file holds, and that it says what is assumed or
synthetic."""

import re
from datetime import date

import pytest

from contracts.terms import AGENCY_PATTERN
from data import day_calendar, price_lists, shapes

LAND_REGISTRY = "H49.22"


def test_agencies_are_the_province_with_its_departments_communes_and_centres() -> None:
    agencies = shapes.agencies().agencies
    kinds = [agency.kind for agency in agencies if agency.valid_until is None]
    assert (kinds.count("province"), kinds.count("department")) == (1, 14)
    assert (kinds.count("commune"), kinds.count("centre")) == (54, 55)
    assert (kinds.count("police_commune"), kinds.count("tax_base")) == (54, 1)
    assert (kinds.count("land_registry"), kinds.count("land_registry_branch")) == (1, 13)
    assert len({agency.code for agency in agencies}) == len(agencies) == 408


def test_there_were_three_levels_until_30_june_2025() -> None:
    ended = [agency for agency in shapes.agencies().agencies if agency.valid_until == "2025-06-30"]
    kinds = [agency.kind for agency in ended]
    assert (kinds.count("district"), kinds.count("commune")) == (13, 171)
    parents = {agency.parent for agency in ended if agency.kind == "commune"}
    assert parents == {agency.code for agency in ended if agency.kind == "district"}


def test_every_agency_below_the_province_has_a_synthetic_code_under_its_parent() -> None:
    agencies = {agency.code: agency for agency in shapes.agencies().agencies}
    assert agencies["H49"].synthetic is False
    for agency in agencies.values():
        assert re.match(AGENCY_PATTERN, agency.code)
        assert agency.valid_from <= (agency.valid_until or "2025-07-01")
        assert all(each.agency in agencies for each in agency.merged_into)
        if agency.code not in ("H49", LAND_REGISTRY):
            assert agency.synthetic
            assert agency.parent in agencies
            assert agency.code.startswith(f"{agency.parent}.")
        assert (agency.mail or "").endswith(".example")
    assert agencies[LAND_REGISTRY].parent == "H49.07"


def test_the_capital_ward_has_its_centre() -> None:
    names = {agency.code: agency.name for agency in shapes.agencies().agencies}
    assert names["H49.61"] == "Ủy ban nhân dân phường Hạ Long"
    assert names["H49.61.01"] == "Trung tâm Phục vụ hành chính công phường Hạ Long"


def test_the_calendar_knows_the_official_swaps_that_the_library_misses() -> None:
    calendar = day_calendar.calendar()
    off = {day.date: day for day in calendar.days_off}
    assert off["2026-01-02"].kind == "substituted"
    assert {"2026-01-10", "2026-08-22"} <= set(calendar.working_saturdays)
    assert off["2026-11-24"].name.vi == "Ngày Văn hóa Việt Nam"
    assert off["2026-11-24"].source is not None
    assert {2026, 2027} <= set(calendar.official_years)
    assert 2028 not in calendar.official_years


def test_a_working_saturday_is_a_saturday_and_no_day_off() -> None:
    calendar = day_calendar.calendar()
    for day in calendar.working_saturdays:
        assert date.fromisoformat(day).weekday() == 5
    assert not {day.date for day in calendar.days_off} & set(calendar.working_saturdays)


def test_substitutions_name_a_procedure_a_paper_and_a_database() -> None:
    rows = shapes.substitutions().rows
    assert len(rows) == 726
    assert all(row.document_replaced and row.database for row in rows)


def test_prices_have_a_unit_a_confidence_and_the_date_of_the_list() -> None:
    prices = price_lists.prices("ap-southeast-1-2026-11")
    assert (prices.region, prices.version, prices.as_of) == (
        "ap-southeast-1",
        "2026-11",
        "2026-11-21",
    )
    by_id = {price.id: price for price in prices.prices}
    assert len(by_id) == len(prices.prices)
    for line in (
        "lambda.request",
        "apigateway.rest.request",
        "dynamodb.write_unit",
        "sqs.request",
        "kms.ecc.sign",
    ):
        assert 0 < by_id[line].usd < 1
    assert by_id["dynamodb.write_unit"].confidence == "medium"


def test_message_prices_name_carrier_unit_confidence_and_date() -> None:
    prices = price_lists.message_prices("2026-11")
    assert (prices.version, prices.currency, prices.as_of) == ("2026-11", "VND", "2026-11-21")
    by_line = {(price.carrier, price.channel): price for price in prices.prices}
    assert by_line.keys() == {("aws", "sms"), ("aggregator", "sms"), ("aws", "mail")}
    assert by_line["aws", "sms"].unit == "segment"


@pytest.mark.parametrize(
    "version",
    [
        shapes.agencies,
        day_calendar.calendar,
        shapes.substitutions,
        shapes.catalogue,
        shapes.demo_fees,
    ],
)
def test_every_file_names_its_version(version: object) -> None:
    assert callable(version)
    assert re.match(r"^\d{4}-\d{2}-\d{2}$", version().version)


def test_a_file_with_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="extra"):
        shapes.Agency.model_validate_json('{"code": "H49", "name": "x", "surprise": 1}')
