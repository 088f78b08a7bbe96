"""The signs of clock gaming: who games is found, and who doesn't is not."""

import json
from math import comb
from pathlib import Path

import pytest

from status.supervision.__main__ import main
from status.supervision.report import supervision_report, upper_tail
from status.supervision.signs import SIGNS
from tests.unit.status.simulated_officials import simulated


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.soak)])
def test_of_two_hundred_officials_the_cheats_are_found(seed: int) -> None:
    rows, cheats = simulated(seed, 60)

    listed = {(each.official, each.sign) for each in supervision_report(rows)}

    detected = {(official, sign) for official, sign in cheats.items()} & listed
    wrong = {official for official, _ in listed} - cheats.keys()
    assert (len(detected) >= 9, len(wrong) <= 2) == (True, True), (detected, wrong)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_over_a_year_nine_of_ten_are_found_and_at_most_two_others(seed: int) -> None:
    rows, cheats = simulated(seed, 200)

    listed = supervision_report(rows)

    detected = {each.official for each in listed} & cheats.keys()
    wrong = {each.official for each in listed} - cheats.keys()
    print(
        f"seed {seed}: found {len(detected)} of 10, wrongly {len(wrong)} of 190, rows {len(rows)}"
    )
    assert len(detected) >= 9
    assert len(wrong) <= 2


@pytest.mark.parametrize(("hits", "trials", "share"), [(0, 5, 0.1), (3, 20, 0.05), (20, 20, 0.5)])
def test_a_tail_is_the_sum_of_its_terms(hits: int, trials: int, share: float) -> None:
    exact = sum(
        comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(hits, trials + 1)
    )
    assert upper_tail(hits, trials, share) == pytest.approx(exact, rel=1e-9)


def test_the_reply_of_an_official_stands_beside_the_sign() -> None:
    rows, cheats = simulated(1, 60)
    first = supervision_report(rows)[0]

    replied = supervision_report(rows, {(first.official, first.sign): "Do hệ thống lỗi."})

    assert replied[0].reply == "Do hệ thống lỗi."
    assert {each.reply for each in replied[1:]} <= {None}
    assert first.official in cheats


def test_the_report_is_printed_from_a_file_with_the_replies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, _ = simulated(1, 60)
    [first, *others] = supervision_report(rows)
    file, replies = tmp_path / "rows.jsonl", tmp_path / "replies.jsonl"
    file.write_text("".join(json.dumps(row._asdict(), default=str) + "\n" for row in rows))
    reply = {"official": first.official, "sign": first.sign, "text": "Do hệ thống lỗi."}
    replies.write_text(json.dumps(reply))

    assert main([str(file), str(replies)]) == 0

    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert printed[0]["reply"] == "Do hệ thống lỗi."
    assert [each["official"] for each in printed[1:]] == [each.official for each in others]
    assert all(each["text"]["vi"] for each in printed)


def test_each_sign_has_a_text_in_both_languages_and_an_id_of_its_own() -> None:
    assert [sign.id for sign in SIGNS] == [f"G{number}" for number in range(1, 11)]
    assert all(sign.vi and sign.en for sign in SIGNS)
