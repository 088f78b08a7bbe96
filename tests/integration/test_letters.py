"""Letters on the deployed cloud: from the draft to the registers of those that get them."""

import time
from datetime import UTC, datetime
from statistics import quantiles

import pytest
import requests

from local.demo.letters import Office
from tests.integration.world import World, items

pytestmark = pytest.mark.integration
HOME, OTHERS = "H49.61", ["H49.62", "H49.63", "H49.64"]
WORDS = "V/v phối hợp xác minh thông tin hộ kinh doanh"
LETTERS = 50
LONGEST = 2.0
"""Seconds within which a letter is at an agency of the province, at the 95th percentile."""


def test_a_sealed_letter_is_sent_accepted_and_downloaded(world: World) -> None:
    office = Office(world.sign_in)
    file = office.uploaded("Công văn thử nghiệm", datetime.now(UTC))
    letter = office.draft(HOME, OTHERS, file)
    office.act(letter, "number")
    sealed = office.sign(letter, seal=True)
    office.act(letter, "send")

    accepted = [office.at(agency, letter, "accept")["state"] for agency in OTHERS]

    assert accepted == ["accepted"] * 3
    link = office.clerk.get("letters", f"/letters/{letter}/files/{file['sha256']}")
    content = requests.get(link["url"], timeout=30).content
    assert b"ETSI.CAdES.detached" in content
    assert link["sha256"] == sealed["files"][0]["sealed"]
    trace = office.clerk.get("letters", f"/outgoing/{letter}/trace")["items"]
    assert {line["state"] for line in trace} == {"accepted"}
    assert not [item for item in items(world, "motcua-local-letters") if WORDS in str(item)]


def test_fifty_letters_are_there_within_two_seconds_and_fill_registers_without_a_gap(
    world: World,
) -> None:
    office = Office(world.sign_in)
    file = office.uploaded("Công văn", datetime.now(UTC))
    recipient = OTHERS[0]
    seconds = []
    for _ in range(LETTERS):
        letter = office.draft(HOME, OTHERS, file)
        office.act(letter, "number")
        office.sign(letter, seal=False)
        begun = time.monotonic()
        office.act(letter, "send")
        arrived = office.clerk.get("letters", f"/incoming/{recipient}/{letter}")
        seconds.append(time.monotonic() - begun)
        assert arrived["state"] == "arrived"
        office.at(recipient, letter, "accept")

    print(f"p50 {sorted(seconds)[LETTERS // 2]:.3f} s, p95 {quantiles(seconds, n=20)[-1]:.3f} s")
    assert quantiles(seconds, n=20)[-1] <= LONGEST
    for agency, direction in ((HOME, "out"), (recipient, "in")):
        year = datetime.now(UTC).year
        book = office.clerk.get("letters", f"/books/{agency}/{year}/{direction}?limit=100")
        numbers = [line["number"] for line in book["items"]]
        assert numbers == list(range(book["last"], book["last"] - len(numbers), -1))
