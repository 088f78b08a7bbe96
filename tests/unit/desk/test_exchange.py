"""Officials see what the National Portal refuses, and let it be sent again."""

from desk.exchange.routes import CODES, DIFFERENCES
from tests.browser.desk_states.exchange import PROCEDURE, compare_lists, refuse
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import ServicesWorld


def test_the_health_of_the_connection_is_shown() -> None:
    supervisor = Officer("supervisor")
    supervisor.sign_in()
    page = supervisor.get("/giam-sat/cong-quoc-gia")

    assert page.status == 200
    assert "Kết nối Cổng Dịch vụ công quốc gia" in page.text_content


def test_a_refused_dossier_is_listed_by_its_field_and_sent_again() -> None:
    world = ServicesWorld()
    code = world.file_paid()
    refuse(world.world, code)
    officer = Officer("officer", world=world)
    officer.sign_in()

    listed = officer.get("/dong-bo")
    assert code in listed.text_content
    assert "Email" in listed.text_content
    shown = officer.get(f"/dong-bo/{code}")
    assert shown.status == 200
    assert "***" in shown.text_content
    officer.submit(f"/dong-bo/{code}")

    lane = world.world.services["exchange"].repository.sealed_lane(code)
    assert lane.state == "waiting"
    assert code not in officer.get("/dong-bo").text_content


def test_a_dossier_of_another_agency_is_not_there() -> None:
    world = ServicesWorld()
    code = world.file_paid()
    stranger = Officer("officer", world=world, agency="H49.62.01")
    stranger.sign_in()

    assert stranger.get(f"/dong-bo/{code}").status == 404


def test_differences_to_the_portals_lists_are_reported_by_kind() -> None:
    world = ServicesWorld()
    supervisor = Officer("supervisor", world=world)
    supervisor.sign_in()
    assert "Chưa có lần đối chiếu nào" in supervisor.get(DIFFERENCES).text_content
    compare_lists(world.world)

    counts = supervisor.get(DIFFERENCES).text_content
    assert "Thủ tục chưa có trong danh mục của tỉnh" in counts
    missing = supervisor.get(f"{DIFFERENCES}?loai=procedure_missing_here").text_content
    assert "2.000635" in missing
    assert "Cấp bản sao trích lục hộ tịch" in missing


def test_an_administrator_of_the_province_sets_a_code_and_gives_it_back() -> None:
    world = ServicesWorld()
    compare_lists(world.world)
    administrator = Officer("admin", world=world, agency="H49")
    administrator.sign_in()
    one = f"{CODES}/sua?loai=procedure&ma={PROCEDURE}"
    assert PROCEDURE in administrator.get(f"{CODES}?loai=procedure&tinh-trang=by_code").text_content
    administrator.get(one)
    refused = administrator.submit(f"{CODES}/sua", values={"code": "x~y"})
    assert refused.status == 422
    assert "tối đa 50 ký tự" in refused.text_content

    administrator.get(one)
    assert (
        "Đã lưu" in administrator.submit(f"{CODES}/sua", values={"code": "1.001613"}).text_content
    )
    repository = world.world.services["exchange"].repository
    assert repository.national_codes(PROCEDURE).procedure == "1.001613"
    administrator.get(one)
    administrator.submit(f"{CODES}/sua", values={"code": ""})
    assert repository.mapping("procedure", PROCEDURE).state == "unmatched"


def test_an_editor_reads_codes_and_sets_none() -> None:
    world = ServicesWorld()
    editor = Officer("catalogue_editor", world=world, agency="H49")
    editor.sign_in()
    page = editor.get(f"{CODES}/sua?loai=procedure&ma={PROCEDURE}")

    assert page.status == 200
    assert "Lưu mã" not in page.text_content
    assert editor.get(f"{CODES}/sua?loai=anything&ma=1").status == 404
