"""Officials ask registries about applicants: on record, compared first, one call for all."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from contracts.testing.dossier_events import CODE, DRAFT, OWNER
from exchange.domain.inquiry_log import ChainBroken, require_chain
from local.doubles.registries.server import Double
from tests.unit.exchange.registry_world import World, http_world, running_double


@pytest.fixture(scope="module")
def double() -> Iterator[Double]:
    listening = running_double()
    yield listening
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def world(double: Double) -> World:
    double.registers.away.clear()
    return http_world(double, seconds=0.2)


def test_an_official_asks_and_the_papers_that_data_replace_are_saved(world: World) -> None:
    world.filed()

    sent = world.ask("population")
    world.answer()

    assert sent.status == 200
    shown = world.inquiries()
    [inquiry] = shown["inquiries"]
    assert (inquiry["outcome"], inquiry["differing"], inquiry["values"]) == ("found", [], {})
    outcomes = {each["component"]: each["outcome"] for each in shown["papers"]}
    assert outcomes == {"p02": "found", "p03": "found", "p04": None}
    assert shown["saved"] == 2
    [entry] = shown["log"]
    assert (entry["by"], entry["by_name"], entry["agency"]) == (
        "official",
        "Trần Thị Bình",
        "H49.61.01",
    )
    assert (entry["procedure"], entry["purpose"], entry["ground"]) == (
        "1.001612",
        "assessment",
        "law",
    )
    assert "NĐ 118/2025" in entry["law"]


@pytest.mark.parametrize(
    ("number", "outcome", "reason", "differing"),
    [
        ("022190001201", "found", None, []),
        ("022190001202", "not_found", None, []),
        ("022190001203", "differs", None, ["birth_date"]),
        ("022190001204", "unavailable", "timeout", []),
        ("022190001205", "unavailable", "failed", []),
        ("022190001206", "unavailable", "busy", []),
        ("022190001207", "unavailable", "unreadable", []),
        ("022190001208", "differs", None, ["life_status"]),
    ],
)
def test_each_answer_of_the_double_ends_as_its_table_says(
    world: World, number: str, outcome: str, reason: str | None, differing: list[str]
) -> None:
    world.filed(number)

    inquiry = world.compare("population")

    seen = (inquiry["outcome"], inquiry["reason"], inquiry["differing"])
    assert seen == (outcome, reason, differing)
    assert not inquiry["is_open"]


@pytest.mark.parametrize(
    ("tax_code", "outcome", "differing"),
    [
        ("5700100234", "found", []),
        ("5700100202", "not_found", []),
        ("5700100203", "differs", ["organisation"]),
        ("5700100208", "differs", ["standing"]),
        ("5700100207", "unavailable", []),
    ],
)
def test_a_registry_that_compares_itself_answers_by_field(
    world: World, tax_code: str, outcome: str, differing: list[str]
) -> None:
    world.filed(tax_code=tax_code)

    inquiry = world.compare("business")

    assert (inquiry["outcome"], inquiry["differing"]) == (outcome, differing)


def test_the_registry_gets_purpose_agency_and_official_and_no_field_that_was_not_asked(
    world: World, double: Double
) -> None:
    world.filed()
    double.registers.calls.clear()

    world.compare("population")

    [(registry, body)] = double.registers.calls
    assert registry == "population"
    assert (body["MaDVC"], body["MaDonVi"]) == ("1.001612", "H49.61.01")
    assert len(body["MaCanBo"]) == 20
    assert body["TruongThongTin"] == ["HoVaTen", "NgayThangNamSinh", "TrangThaiSong"]
    assert "officer" not in str(body)


def test_data_are_fetched_only_after_they_were_compared(world: World) -> None:
    world.filed()

    early = world.ask("population", mode="fetch", fields=["residence"])
    world.compare("population")
    fetched = world.compare("population", mode="fetch", fields=["residence"])

    assert (early.status, early.body["code"]) == (409, "compare_first")
    assert list(fetched["values"]) == ["residence"]
    assert [each["name"] for each in fetched["fields"]] == ["residence"]
    [read] = [each for each in world.access_records() if each.object == fetched["inquiry"]][:1]
    assert (read.by, read.dossier) == ("officer", CODE)


def test_two_officials_who_ask_at_once_make_one_call_and_both_are_on_record(world: World) -> None:
    world.filed()

    first, second = world.ask(by="officer"), world.ask(by="second")
    world.answer()
    third = world.ask(by="second")

    assert first.body["inquiry"] == second.body["inquiry"] == third.body["inquiry"]
    assert third.body["outcome"] == "found"
    assert len(world.port.calls) == 1
    log = world.inquiries()["log"]
    assert [each["by_name"] for each in log] == ["Trần Thị Bình", "Lê Hà", "Lê Hà"]
    assert [each["is_called"] for each in log] == [True, False, False]


def test_an_answer_that_has_grown_old_is_asked_for_again(world: World) -> None:
    world.filed()
    world.compare("population")

    world.clock.advance(timedelta(hours=25))
    world.compare("population")

    assert len(world.port.calls) == 2
    assert world.stored(world.inquiries()["inquiries"][0]["inquiry"]).rounds == 2


def test_an_answer_is_of_one_dossier_alone(world: World) -> None:
    world.filed()
    world.filed(code="H49.61.01-261123-0002")
    world.compare("population")

    world.ask("population", code="H49.61.01-261123-0002")
    world.answer()

    assert len(world.port.calls) == 2


@pytest.mark.parametrize(
    ("by", "body", "status", "code"),
    [
        ("elsewhere", {}, 404, "not_found"),
        ("clerk", {}, 403, "forbidden"),
        (OWNER, {}, 403, "forbidden"),
        ("officer", {"registry": "weather"}, 422, "unknown_registry"),
        ("officer", {"registry": "passport"}, 409, "registry_not_connected"),
        ("officer", {"registry": "business"}, 409, "registry_subject_missing"),
        ("officer", {"registry": "health"}, 409, "registry_consent_missing"),
        ("officer", {"fields": ["weight"]}, 422, "unknown_registry_field"),
        ("officer", {"fields": ["residence"]}, 422, "unknown_registry_field"),
        ("officer", {"mode": "look"}, 422, "invalid"),
    ],
)
def test_nothing_is_asked_without_right_ground_and_field(
    world: World, by: str, body: dict[str, Any], status: int, code: str
) -> None:
    world.filed()

    refused = world.ask(body.pop("registry", "population"), by=by, **body)
    world.answer()

    assert (refused.status, refused.body["code"]) == (status, code)
    assert world.port.calls == []
    assert world.repository.log_of(DRAFT) == []


def test_the_owner_sees_who_asked_what_about_them(world: World) -> None:
    world.filed()
    world.compare("population")

    own = world.client.get("/v1/me/inquiries", OWNER).body
    other = world.client.get("/v1/me/inquiries", "sub-binh").body

    [entry] = own["items"]
    assert (entry["dossier"], entry["registry"], entry["by_name"]) == (
        CODE,
        "population",
        "Trần Thị Bình",
    )
    assert [each["name"] for each in entry["fields"]] == ["full_name", "birth_date", "life_status"]
    assert other["items"] == []


def test_an_erased_dossier_leaves_a_log_that_verifies_and_no_answer(world: World) -> None:
    world.filed()
    world.compare("population")
    fetched = world.compare("population", mode="fetch", fields=["residence"])
    assert fetched["values"]

    world.vault.destroy(DRAFT)
    world.clock.advance(timedelta(minutes=6))

    log = world.repository.log_of(DRAFT)
    require_chain(log)
    assert len(log) == 2
    shown = world.inquiries()
    assert [each["values"] for each in shown["inquiries"]] == [{}, {}]
    assert "Nguyễn" not in str(world.transport.items)


def test_a_changed_a_missing_and_an_added_entry_are_found(world: World) -> None:
    world.filed()
    for registry in ("population", "civil_status", "land"):
        world.compare(registry)
    log = world.repository.log_of(DRAFT)
    require_chain(log)

    changed = log[1].evolve(purpose="reception")
    for broken in (
        [log[0], changed, log[2]],
        [log[0], log[2]],
        [log[0], log[0], log[1], log[2]],
        [log[1], log[2]],
    ):
        with pytest.raises(ChainBroken):
            require_chain(broken)


def test_a_batch_of_the_queue_answers_all_and_gives_up_what_it_cannot_read(world: World) -> None:
    world.filed()
    sent = [world.ask(each).body["inquiry"] for each in ("population", "land")]
    bodies = [
        f'{{"registry": "{registry}", "inquiry": "{each}"}}'
        for registry, each in zip(("population", "land"), sent, strict=True)
    ]

    failed = world.wake(*bodies, "nothing that can be read")

    assert failed == {"batchItemFailures": []}
    assert {world.stored(each).outcome for each in sent} == {"found"}
    assert world.wake(*bodies) == {"batchItemFailures": []}
    assert len(world.port.calls) == 2
