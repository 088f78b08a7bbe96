"""The settlement report: providers' lines beside our entries, as a table that no spreadsheet
executes."""

import csv
import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.core.csv_table import FORMULA, harmless
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.day_builders import (
    NIGHT,
    a_world_with_a_fee,
    night,
    paid_by_transfer,
    statement,
)
from tests.unit.payments.world import World

TREASURER = "treasurer"
PATH = "/v1/days/2026-11-23"


def _rows(world: World, path: str = PATH) -> list[dict[str, str]]:
    response = ApiWorld(world).ask("GET", f"{path}/settlement", TREASURER)
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


def test_a_card_payment_stands_with_dong_and_settlement_apart() -> None:
    world = a_world_with_a_fee()
    payment = world.pay_by_card()
    night(world)

    [row] = _rows(world)

    assert (row["provider"], row["kind"], row["payment"], row["dossier"]) == (
        "stripe",
        "charge",
        payment.id,
        "H49.61.01-261123-0001",
    )
    assert row["amount_vnd"] == row["ledger_vnd"] == "150000"
    assert row["currency"] == "usd"
    assert int(row["net"]) == int(row["amount"]) - int(row["charge"])


def test_a_transfer_stands_with_its_line_of_the_statement_or_without() -> None:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)

    [before] = _rows(world)
    statement(world, [line])
    [after] = _rows(world)

    assert (before["provider_entry"], before["amount_vnd"], before["ledger_vnd"]) == (
        "",
        "",
        "150000",
    )
    assert (after["provider_entry"], after["amount_vnd"], after["currency"]) == (
        f"bank:{line.id}.261123",
        "150000",
        "",
    )
    assert after["dossier"] == "H49.61.01-261123-0001"


def test_money_booked_there_before_midnight_and_here_after_it_counts_once() -> None:
    world = a_world_with_a_fee()
    line = world.transfer(world.start(method="transfer"))
    world.now += timedelta(hours=15, minutes=1)  # 00:01 in Vietnam
    world.deliver()
    statement(world, [line])

    [there], [here] = _rows(world), _rows(world, "/v1/days/2026-11-24")

    assert (there["amount_vnd"], there["ledger_vnd"], there["payment"]) == (
        "150000",
        "",
        here["payment"],
    )
    assert (here["amount_vnd"], here["ledger_vnd"]) == ("", "150000")


@given(st.text())
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    cell = harmless(text)

    assert not cell.startswith(FORMULA)
    assert cell.removeprefix("'") == text or cell == text


def test_amounts_below_zero_stay_numbers() -> None:
    assert harmless(-150_000) == "-150000"


def test_the_treasurer_sees_and_closes_a_day() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()
    api = ApiWorld(world)
    night(world)

    seen = api.ask("GET", PATH, TREASURER).body
    response = api.ask("POST", f"{PATH}/closing", TREASURER, {"totals_seen": seen["totals"]})

    assert (seen["state"], seen["entries"], seen["discrepancies_open"]) == ("open", 1, 0)
    assert seen["agencies"] == [
        {"agency": "H49.61.01", "name": "UBND phường Hồng Gai", "fees": 150_000}
    ]
    assert response.status == 201
    assert response.body["state"] == "closed"
    assert response.body["totals"] == seen["totals"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("accountant", 403), ("official", 403), ("cashier", 403), ("sub-an", 403), ("", 401)],
)
def test_nobody_else_closes_a_day(who: str, status: int) -> None:
    api = ApiWorld(a_world_with_a_fee())
    api.world.now += NIGHT

    assert api.ask("POST", f"{PATH}/closing", who, {"totals_seen": []}).status == status
    assert api.ask("GET", PATH, who).status == status
    assert api.ask("GET", f"{PATH}/settlement", who).status == status


@pytest.mark.parametrize(
    ("day", "status"),
    [("2026-11-24", 404), ("2026-02-30", 422), ("1026-11-23", 422), ("today", 422)],
)
def test_days_to_come_and_what_is_no_day_are_refused(day: str, status: int) -> None:
    api = ApiWorld(a_world_with_a_fee())

    assert api.ask("GET", f"/v1/days/{day}", TREASURER).status == status


def test_what_keeps_a_day_open_is_named() -> None:
    world = a_world_with_a_fee()
    paid_by_transfer(world)
    api = ApiWorld(world)
    night(world)

    seen = api.ask("GET", PATH, TREASURER).body
    response = api.ask("POST", f"{PATH}/closing", TREASURER, {"totals_seen": seen["totals"]})

    [case] = seen["discrepancies"]
    assert (case["discrepancy"], case["kind"]) == (
        "statement_missing.bank.2026-11-23",
        "statement_missing",
    )
    assert (response.status, response.body["code"]) == (409, "discrepancies_open")
