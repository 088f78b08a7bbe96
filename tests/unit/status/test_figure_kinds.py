"""Kinds of figures and places are data that a reader can check."""

import json

from data.convert.figure_places import FILE, SENSITIVE_FIELDS, text
from status.domain.figure_kinds import counted_kinds, kinds, places
from status.domain.leaf import Leaf
from status.domain.period_figures import Cell, rounded


def test_the_places_are_made_from_agencies_and_catalogue() -> None:
    assert FILE.read_text("utf-8") == text()


def test_every_agency_has_a_level_and_every_procedure_a_field() -> None:
    assert set(places().levels.values()) == {"province", "district", "commune"}
    assert all(places().fields.values())
    assert set(places().sensitive) < set(places().fields)
    assert set(places().sensitive_because) == set(SENSITIVE_FIELDS)


def test_more_than_the_eighteen_kinds_of_the_province_are_named_and_none_twice() -> None:
    names = [kind.id for kind in kinds()]
    assert len(set(names)) == len(names) >= 18
    expected = "received resolved early on_time on_time_766 late waiting online digitised reused "
    expected += "e_results cashless cashless_dong on_the_spot spot_minutes ratings feedback"
    assert set(expected.split()) <= set(names)


def test_what_nobody_can_count_has_a_reason_and_what_is_counted_a_condition() -> None:
    assert all(kind.sql for kind in counted_kinds())
    assert {kind.id for kind in kinds() if kind.unknown} == {
        *("on_the_spot", "spot_minutes", "ratings", "feedback"),
    }
    sums = {kind.sum for kind in kinds() if kind.sum}
    assert sums <= set(Leaf._fields)
    assert {kind.guard for kind in kinds() if kind.sum} <= {kind.id for kind in kinds()}


def test_the_provinces_own_figures_have_a_kind() -> None:
    seeds = {key for kind in kinds() for key in kind.seeds}
    assert {"dossiers_received", "dossiers_on_time", "online_commune", "e_results_district"} < seeds
    assert {"digitised_province", "online_fee_payment_province", "tthc_on_the_spot"} < seeds


def shown(**figures: int) -> dict[str, int | None]:
    (cell,) = rounded([Cell(by="province", key=None, figures={**figures})], kinds())
    return cell.figures


def test_counts_of_an_open_month_are_rounded_to_five_and_small_ones_left_out() -> None:
    figures = shown(received=12, online=13, late=4, early=5, refused=0)
    assert (figures["received"], figures["online"]) == (10, 15)
    assert (figures["late"], figures["early"], figures["refused"]) == (None, 5, 0)
    assert figures["ratings"] is None


def test_an_amount_is_rounded_and_shown_where_five_paid() -> None:
    assert shown(paid=4, paid_dong=900_000)["paid_dong"] is None
    assert shown(paid=5, paid_dong=900_000)["paid_dong"] == 1_000_000
    assert json.dumps(shown(paid=0, paid_dong=0)["paid_dong"]) == "0"
