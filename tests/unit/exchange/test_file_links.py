"""Links by which the National Portal fetches papers and results: proven, for a time, on record."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

import pytest

from contracts.casework import CaseCompleted, CaseResultRecalled
from contracts.intake import ErasureOrdered
from contracts.terms import FiledPaper, SealedResult
from contracts.testing.dossier_events import (
    CODE,
    DRAFT,
    DossierEvents,
    dossier_filed,
    fee_due,
    fee_settled,
    free_dossier,
)
from exchange.domain.file_links import NamedFile
from exchange.files.tokens import token_of
from kit.security.versioned_secret import VersionedSecret
from kit.testing.http_client import ClientResponse
from tests.unit.exchange.files import ADDRESS
from tests.unit.exchange.test_thinnest_path import findings
from tests.unit.exchange.world import World

DIGEST: Final = "ab" * 32
RESULT: Final = SealedResult(document="doc-result", name="Giấy", sha256=DIGEST, file=DIGEST)
COPY: Final = "ef" * 32
PAPER: Final = FiledPaper(
    id="paper-1", component="tp01", sha256="cd" * 32, shown=COPY, digitised=True
)


@pytest.fixture
def world() -> Iterator[World]:
    opened = World()
    yield opened
    opened.close()


def live(world: World, paper: FiledPaper = PAPER) -> DossierEvents:
    """A dossier without a fee with a paper, from its filing to its result, is sent."""
    events = DossierEvents(world.vault)
    events.publish("intake", dossier_filed("none").evolve(papers=(paper,)))
    events.publish("casework", CaseCompleted(results=(RESULT,)))
    world.receive(events.published)
    world.heal()
    return events


def result_link(world: World) -> str:
    [result] = world.stored()["DanhSachGiayToKetQua"]
    return str(result["DuongDanTepTinKetQua"])


def paper_of(world: World) -> dict[str, str]:
    [paper] = world.stored()["TaiLieuNop"]
    return dict(paper)


def fetch(world: World, link: str) -> ClientResponse:
    return world.client.get(f"/v1/files/{link.removeprefix(ADDRESS)}")


def test_the_portal_fetches_result_and_paper_by_their_links(world: World) -> None:
    live(world)

    got = fetch(world, result_link(world))
    assert got.status == 302
    location = got.headers["Location"]
    assert location.startswith(f"https://s3/documents/documents/{DRAFT}/{DIGEST}.pdf")
    assert location.endswith("&for=300")
    assert got.headers["Cache-Control"] == "no-store"
    paper = paper_of(world)
    assert (paper["DuocSoHoa"], world.stored()["HoSoCoThanhPhanSoHoa"]) == ("1", "1")
    location = fetch(world, paper["DuongDanTaiTepTin"]).headers["Location"]
    assert location.startswith(f"https://s3/papers/papers/{DRAFT}/{COPY}")


def test_a_course_with_links_is_right_to_the_kits_validator(world: World) -> None:
    filed = DossierEvents(world.vault)
    filed.publish("intake", dossier_filed("none").evolve(papers=(PAPER,)))
    world.receive([*filed.published, *free_dossier(world.vault)[1:]])
    world.heal()

    assert paper_of(world)["DuocSoHoa"] == "1"
    assert result_link(world).startswith(ADDRESS)
    assert findings(world) == []


def test_each_fetch_is_on_record(world: World) -> None:
    live(world)
    link = result_link(world)
    fetch(world, link)
    fetch(world, link)

    records = [each for each in world.access_records() if each.by == "national-portal"]
    assert len(records) == 2
    assert {(each.dossier, each.object, each.operation) for each in records} == {
        (CODE, "doc-result", "exchange.files_open")
    }


def test_a_photographed_paper_is_found_where_pictures_are_combined(world: World) -> None:
    live(world)
    world.linked.missing.add(f"papers/{DRAFT}/{COPY}")

    location = fetch(world, paper_of(world)["DuongDanTaiTepTin"]).headers["Location"]

    assert f"/papers/{DRAFT}/combined/{COPY}" in location


FORGERIES: Final[dict[str, Callable[[str], str]]] = {
    "another proof": lambda token: token[:-2] + ("AA" if token[-2:] != "AA" else "BA"),
    "another dossier": lambda token: token.replace(CODE, CODE[:-1] + "2"),
    "another file": lambda token: token.replace(DIGEST, COPY),
    "another key": lambda token: token.replace("v2~", "v1~"),
    "an unknown key": lambda token: token.replace("v2~", "v9~"),
    "a longer life": lambda token: "~".join(
        [*token.split("~")[:3], "9999999999", token.split("~")[4]]
    ),
    "something after it": lambda token: token + "A",
    "no text": lambda _: "%00",
    "no token": lambda _: "a" * 250,
}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_token_is_answered_as_one_of_an_unknown_dossier(world: World, what: str) -> None:
    live(world)
    forged = fetch(world, FORGERIES[what](result_link(world).removeprefix(ADDRESS)))
    other = VersionedSecret("v2", {"v2": b"somebody else's" * 3})

    unknown = fetch(world, token_of(other, NamedFile("H49-261123-9999", DIGEST, world.clock())))

    assert forged.status == unknown.status == 404
    assert forged.body | {"trace": ""} == unknown.body | {"trace": ""}
    assert [each for each in world.access_records() if each.by == "national-portal"] == []


def test_a_link_ends_after_thirty_days(world: World) -> None:
    live(world)
    link = result_link(world)
    world.clock.now += timedelta(days=29, hours=23)
    assert fetch(world, link).status == 302

    world.clock.now += timedelta(hours=2)

    got = fetch(world, link)
    assert (got.status, got.body["code"]) == (410, "file_link_expired")


def test_a_link_dies_with_the_key_of_its_dossier_before_its_lane_ends(world: World) -> None:
    live(world)
    link = result_link(world)
    world.vault.destroy(DRAFT)

    got = fetch(world, link)

    assert (got.status, got.body["code"]) == (410, "linked_file_gone")


def test_an_erased_lane_hands_out_nothing(world: World) -> None:
    events = live(world)
    link = result_link(world)
    events.publish("intake", ErasureOrdered(request="r", by="head", role="head"))
    world.receive(events.published[-1:])

    assert fetch(world, link).status == 410


def test_a_recalled_result_is_not_handed_out_and_a_new_one_has_a_new_link(world: World) -> None:
    events = live(world)
    link = result_link(world)
    events.publish("casework", CaseResultRecalled(results=(RESULT,), reason="sai tên"))
    world.receive(events.published[-1:])
    assert fetch(world, link).body["code"] == "linked_file_gone"

    second = RESULT.evolve(document="doc-2", sha256="12" * 32, file="34" * 32)
    events.publish("casework", CaseCompleted(results=(second,)))
    world.receive(events.published[-1:])
    world.heal()

    assert "34" * 32 in fetch(world, result_link(world)).headers["Location"]


def test_a_result_has_no_link_before_the_fee_that_is_due_before_it(world: World) -> None:
    events = DossierEvents(world.vault)
    events.publish("intake", dossier_filed("before_result"))
    events.publish("payments", fee_due(), "fee-1")
    events.publish("casework", CaseCompleted(results=(RESULT,)))
    world.receive(events.published)
    world.heal()
    assert result_link(world) == ""

    events.publish("payments", fee_settled(), "fee-1")
    world.receive(events.published[-1:])
    world.heal()

    assert fetch(world, result_link(world)).status == 302


def test_a_submitted_paper_is_never_sent_as_the_result(world: World) -> None:
    live(world, PAPER.evolve(sha256=DIGEST))

    refusal = world.lane().refusal
    assert refusal is not None
    assert (refusal.field, refusal.code) == ("DanhSachGiayToKetQua", "honesty")


def test_links_stay_as_they_are_until_a_file_comes_or_they_grow_old(world: World) -> None:
    messages = free_dossier(world.vault)
    world.receive(messages[:1])
    first = world.lane().links_since

    world.receive(messages[1:4])
    assert world.lane().links_since == first

    world.pass_time(timedelta(days=16).total_seconds())
    world.receive(messages[4:6])
    assert world.lane().links_since == world.clock()


def test_too_many_forged_tokens_of_a_network_are_refused_and_right_ones_open(world: World) -> None:
    live(world)
    link = result_link(world)
    statuses = [fetch(world, f"{link}x").status for _ in range(61)]

    assert (set(statuses[:60]), statuses[60]) == ({404}, 429)
    assert fetch(world, link).status == 302


def test_one_link_is_fetched_so_often_in_an_hour_and_no_more(world: World) -> None:
    live(world)
    link = result_link(world)
    statuses = [fetch(world, link).status for _ in range(61)]

    assert (set(statuses[:60]), statuses[60]) == ({302}, 429)
    world.clock.now += timedelta(hours=1)
    assert fetch(world, link).status == 302
