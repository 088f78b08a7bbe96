"""Two administrators connect another organisation's system on the desk's pages."""

from typing import Any

from kit.peers.messages import MemberId
from kit.testing.peers import MemoryKey
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import ServicesWorld

PEERS = "/giam-sat/he-thong"
MEMBER = MemberId("VN", "GOV", "G09", "DANCU")
ONE = f"{PEERS}/mot?he-thong=VN:GOV:G09:DANCU"


def administrator(world: ServicesWorld, *more: str) -> Officer:
    officer = Officer("admin", *more, world=world, agency="H49")
    officer.sign_in()
    return officer


def test_one_proposes_and_another_one_confirms() -> None:
    world = ServicesWorld()
    first = administrator(world)
    second = administrator(world, "head")
    assert "Chưa có hệ thống nào kết nối" in first.get(PEERS).text_content
    key: dict[str, Any] = {
        "a.member": str(MEMBER),
        "a.name": "Bộ Nội vụ, cơ sở dữ liệu dân cư",
        "a.id": "2026",
        "a.pem": MemoryKey(MEMBER).public_key(),
    }

    first.get(f"{PEERS}/khoa")
    first.submit("/khoa", values=key)

    assert "một cán bộ khác phải xác nhận" in first.get(ONE).text_content
    second.get(ONE)
    shown = second.submit("/mot").text_content
    assert "Hệ thống này chưa được gọi dịch vụ nào" in shown
    assert "Các thay đổi" in shown

    second.get(f"{PEERS}/quyen?he-thong=VN:GOV:G09:DANCU")
    second.submit(
        "/quyen",
        values={
            "a.service": "dossiers",
            "a.methods": "GET",
            "a.agencies": "G09",
            "a.procedures": "1.001612\n2.000635",
            "a.agreement": "12/TT-2026",
            "a.until.d": "31",
            "a.until.m": "12",
            "a.until.y": "2027",
        },
    )
    first.get(ONE)
    assert "12/TT-2026" in first.submit("/mot").text_content
    stored = world.world.services["exchange"].repository.peer(str(MEMBER))
    assert [right.procedures for right in stored.rights] == [("1.001612", "2.000635")]
