"""The portal's lists become national codes, and what differs from our catalogue is reported."""

from collections.abc import Iterator
from typing import Any

import pytest

from contracts.intake.procedures import ListedComponent
from contracts.procedure_terms import ResultKind
from contracts.terms import FiledPaper
from contracts.testing.dossier_events import DossierEvents, dossier_filed, paid_dossier
from dvcqg.simulator.faults import Faults
from exchange.domain.mapping_round import MappingRound
from exchange.mapping.set_by_hand import SetMapping, set_mapping
from kit.core.budget import UNLIMITED, Budget
from tests.unit.exchange.catalogues import (
    FIELD,
    HOUSEHOLD,
    NAME,
    PAPER,
    PAPER_CODE,
    RESULT,
    RESULT_CODE,
    compare,
    compare_next_night,
    differences,
    employ_agencies,
    lists,
    mapper,
    national,
    publish,
    published,
)
from tests.unit.exchange.test_thinnest_path import findings
from tests.unit.exchange.world import World

OTHER = "2.000635"


@pytest.fixture
def world() -> Iterator[World]:
    world = World(catalogue=lists(national()))
    yield world
    world.close()


def there(world: World, *procedures: dict[str, Any]) -> None:
    """The portal publishes other versions."""
    for each in procedures:
        world.portal.catalogue.replace(each)


def component(world: World, name: str = PAPER) -> tuple[str, str]:
    """Its national code, and how it was matched."""
    stored = world.repository.mappings_of(HOUSEHOLD)
    one = next(each for each in stored if each.kind == "component" and each.name == name)
    return one.code, one.state


def set_paper(world: World, code: str | None) -> None:
    stored = world.repository.mappings_of(HOUSEHOLD)
    ours = next(each.ours for each in stored if each.kind == "component")
    command = SetMapping(kind="component", ours=ours, code=code, by="sub-admin")
    set_mapping(world.repository, command, at=world.clock())


def test_equal_catalogues_are_mapped_by_code_without_a_difference(world: World) -> None:
    publish(world, published())
    employ_agencies(world, [("H49", "UBND tỉnh")])
    assert compare(world) == 1

    codes = world.repository.national_codes(HOUSEHOLD)
    assert (codes.procedure, codes.field, codes.field_name) == (HOUSEHOLD, *FIELD)
    assert codes.of_component("p01", PAPER) == PAPER_CODE
    assert codes.of_result(RESULT) == RESULT_CODE
    assert component(world) == (PAPER_CODE, "by_code")
    assert world.repository.mapping("agency", "H49").state == "by_code"  # type: ignore[union-attr]
    assert differences(world) == {}


def test_before_the_portal_is_read_the_catalogues_own_national_codes_hold(world: World) -> None:
    publish(world, published(results=(ResultKind(code="KQ.X.7", name=RESULT),)))

    codes = world.repository.national_codes(HOUSEHOLD)
    assert codes.of_component("p01", PAPER) == PAPER_CODE
    assert codes.of_result(RESULT) == "", "our own code of a result is no national one"
    assert component(world) == (PAPER_CODE, "by_catalogue")


def test_a_round_is_made_once_a_night(world: World) -> None:
    publish(world, published())
    compare(world)
    calls = len(world.portal.journal.calls)

    assert compare(world) == 0
    assert len(world.portal.journal.calls) == calls
    assert mapper(world).run(UNLIMITED, begins=True) == 1, "an operator asks for one more"
    assert compare_next_night(world) == 1


def test_before_anything_is_published_nothing_is_compared(world: World) -> None:
    compare(world)
    assert world.portal.journal.calls == []
    publish(world, published())
    assert compare(world) == 1


def test_each_kind_of_difference_is_reported_and_goes_when_it_is_mended(world: World) -> None:
    publish(world, published(), published(OTHER, name="Cấp bản sao"))
    employ_agencies(world, [("H49.99", "Sở Không có")])
    there(
        world,
        national(
            TENTTHC="Đăng ký hộ kinh doanh mới",
            field=("G05-KD11", "Hộ kinh doanh"),
            days="5",
            fee="150000",
            papers={"G12-KQ9": "Giấy khác hẳn"},
            results={"KQ.G12.9": "Kết quả khác hẳn"},
        ),
        national("1.000001", TENTTHC="Thủ tục chỉ có ở Cổng"),
    )
    compare(world)

    assert differences(world) == {
        "procedure_missing_there": [OTHER],
        "procedure_missing_here": ["1.000001"],
        "name_differs": [HOUSEHOLD],
        "field_differs": [HOUSEHOLD],
        "limit_differs": [HOUSEHOLD],
        "fee_differs": [HOUSEHOLD],
        "component_missing_there": [HOUSEHOLD],
        "component_missing_here": [HOUSEHOLD],
        "result_missing_there": [HOUSEHOLD],
        "result_missing_here": [HOUSEHOLD],
        "agency_missing_there": ["H49.99"],
    }
    assert component(world) == ("", "unmatched")
    there(world, national(), national(OTHER, TENTTHC="Cấp bản sao"))
    world.portal.catalogue.withdraw("1.000001")
    compare_next_night(world)
    assert differences(world) == {"agency_missing_there": ["H49.99"]}
    assert component(world) == (PAPER_CODE, "by_code")


def test_a_difference_keeps_the_day_on_which_it_was_seen_first(world: World) -> None:
    publish(world, published())
    there(world, national(days="5"))
    compare(world)
    first = world.repository.listed_differences("limit_differs", None, 10)[0][0]
    there(world, national(days="7"))
    compare_next_night(world)

    second = world.repository.listed_differences("limit_differs", None, 10)[0][0]
    assert (second.here, second.there) == ("3 ngày làm việc", "7 ngày làm việc")
    assert second.since == first.since


def test_a_removed_component_loses_its_code_and_one_with_a_new_code_is_matched_by_name(
    world: World,
) -> None:
    other = ListedComponent(id="p02", name="Bản sao hợp đồng", code="G12-KQ2")
    publish(world, published(components=(*published().components, other)))
    there(world, national(papers={PAPER_CODE: PAPER, "G12-KQ2": "Bản sao hợp đồng"}))
    compare(world)
    there(world, national(papers={"G12-KQ77": f" 1. {PAPER.upper()};"}))
    compare_next_night(world)

    assert component(world) == ("", "unmatched"), "another name is no match"
    there(world, national(papers={"G12-KQ77": f"{PAPER.upper()};"}))
    compare_next_night(world)
    assert component(world) == ("G12-KQ77", "by_name")
    assert component(world, "Bản sao hợp đồng") == ("", "unmatched")
    assert differences(world) == {"component_missing_there": [HOUSEHOLD]}


def test_a_code_that_an_administrator_set_wins_until_it_is_withdrawn(world: World) -> None:
    publish(world, published())
    set_paper(world, "G12-KQ5")
    compare(world)
    compare_next_night(world)
    publish(world, published(version=2))

    assert component(world) == ("G12-KQ5", "by_hand")
    assert world.repository.national_codes(HOUSEHOLD).of_component("p01", PAPER) == "G12-KQ5"
    assert "component_missing_there" in differences(world), "the portal has no such code"
    set_paper(world, None)
    compare_next_night(world)
    assert component(world) == (PAPER_CODE, "by_code")


def test_a_paper_of_a_former_version_is_not_taken_for_the_one_that_has_its_number(
    world: World,
) -> None:
    publish(world, published())
    compare(world)
    first = ListedComponent(id="p01", name="Bản sao căn cước", code="G12-KQ3")
    second = ListedComponent(id="p02", name=PAPER, code=PAPER_CODE)
    publish(world, published(version=2, components=(first, second)))
    there(world, national(papers={PAPER_CODE: PAPER, "G12-KQ3": "Bản sao căn cước"}))
    compare_next_night(world)

    codes = world.repository.national_codes(HOUSEHOLD)
    assert codes.of_component("p01", PAPER) == PAPER_CODE
    assert codes.of_component("p02", PAPER) == PAPER_CODE
    assert codes.of_component("p01", "Bản sao căn cước") == "G12-KQ3"
    assert codes.of_component("p02", "Bản sao căn cước") == ""


def test_versions_come_in_any_order_and_twice(world: World) -> None:
    newer = published(version=2, components=())
    publish(world, newer, published(), newer)
    assert world.repository.own_versions(HOUSEHOLD).in_force(world.clock()).version == 2  # type: ignore[union-attr]


def test_a_procedure_whose_code_changed_there_is_matched_by_its_name_alone(world: World) -> None:
    world.portal.catalogue.withdraw(HOUSEHOLD)
    there(world, national("1.009999"))
    publish(world, published())
    compare(world)
    compare_next_night(world)

    assert world.repository.national_codes(HOUSEHOLD).procedure == "1.009999"
    assert differences(world) == {}
    there(world, national("1.008888"))
    compare_next_night(world)
    assert world.repository.national_codes(HOUSEHOLD).procedure == "", "two have the name"
    assert differences(world)["procedure_missing_there"] == [HOUSEHOLD]


def test_a_payload_carries_the_codes_and_the_validator_finds_nothing(world: World) -> None:
    sealed = "Giấy chứng nhận"
    publish(world, published(results=(ResultKind(code="gcn", name=sealed),)))
    there(world, national(results={RESULT_CODE: sealed}))
    compare(world)
    events = paid_dossier(world.vault)
    paper = FiledPaper(id="paper", component="p01", name=PAPER, sha256="cd" * 32)
    other = paper.evolve(id="other", component="khac", name="Giấy tờ khác")
    events[0].data["papers"] = [each.model_dump(mode="json") for each in (paper, other)]
    world.receive(events)
    world.heal()

    sent = world.stored()
    assert (sent["MaTTHC"], sent["MaLinhVuc"], sent["TenLinhVuc"]) == (HOUSEHOLD, *FIELD)
    assert [each["MaThanhPhanHoSo"] for each in sent["TaiLieuNop"]] == [PAPER_CODE, ""]
    assert [each["MaGiayToKetQua"] for each in sent["DanhSachGiayToKetQua"]] == [RESULT_CODE]
    assert findings(world) == []


def test_a_procedures_code_that_was_sent_once_stays_with_its_dossier(world: World) -> None:
    publish(world, published())
    events = paid_dossier(world.vault)
    world.receive(events[:2])
    world.heal()
    command = SetMapping(kind="procedure", ours=HOUSEHOLD, code="1.009999", by="sub-admin")
    set_mapping(world.repository, command, at=world.clock())
    world.receive(events[2:])
    world.heal()
    late = DossierEvents(world.vault, code="H49.61.01-261123-0002", at=world.clock())
    world.receive([late.publish("intake", dossier_filed())])
    world.heal()

    assert world.stored()["MaTTHC"] == HOUSEHOLD
    assert world.stored(late.code)["MaTTHC"] == "1.009999"
    assert findings(world) == []


def test_an_adapter_without_reading_services_is_asked_nothing() -> None:
    world = World(dialect="adapter")
    publish(world, published())
    world.service.compare_lists()

    assert world.portal.journal.calls == []
    assert world.repository.mapping_round() == MappingRound()
    world.close()


def test_an_adapter_with_reading_services_is_read_by_its_addresses() -> None:
    world = World(dialect="adapter", lists="/api/DanhMuc", catalogue=lists(national()))
    publish(world, published())

    assert compare(world) == 1
    assert component(world) == (PAPER_CODE, "by_code")
    assert differences(world) == {}
    world.close()


def test_an_empty_list_is_no_answer_and_codes_stay(world: World) -> None:
    publish(world, published())
    compare(world)
    world.portal.catalogue.withdraw(HOUSEHOLD)
    compare_next_night(world)

    assert component(world) == (PAPER_CODE, "by_code")
    assert differences(world) == {}
    assert world.repository.mapping_round().is_under_way
    assert not world.repository.circuit().failures, "the portal answers: lanes are sent on"


def test_a_portal_that_is_down_opens_the_circuit_and_the_round_goes_on_later(world: World) -> None:
    publish(world, published())
    world.portal.set_faults(Faults(down=True))
    compare(world)

    assert world.repository.circuit().is_open
    assert compare(world) == 0
    world.portal.set_faults(Faults())
    world.pass_time(60)
    assert compare(world) == 1
    assert not world.repository.circuit().failures


def test_time_that_is_over_ends_a_run_and_the_next_one_goes_on_there() -> None:
    codes = [f"1.00{number:04}" for number in range(50)]
    world = World(Faults(session_calls=(0, 0)), catalogue=lists(*map(national, codes)))
    publish(world, *map(published, codes))
    left = iter([100.0] * 12 + [0.0] * 100)

    assert 0 < compare(world, Budget(lambda: next(left), 70.0)) < 50
    assert world.repository.mapping_round().behind in codes
    assert compare(world) + world.repository.mapping_round().compared >= 50
    assert world.repository.mapping_round().compared == 50
    assert [call.service for call in world.portal.journal.calls].count("LayThuTuc") == 50
    world.close()


def test_what_is_compared_twice_writes_nothing_but_the_round(world: World) -> None:
    publish(world, published(name=f"{NAME} mới"))
    compare(world)
    before = {key: item for key, item in world.transport.items.items() if "PORTAL" not in key[0]}
    compare_next_night(world)

    after = {key: item for key, item in world.transport.items.items() if "PORTAL" not in key[0]}
    assert after == before
