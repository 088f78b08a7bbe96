"""Officials see what the National Portal refuses, and let it be sent again."""

from tests.browser.desk_states.exchange import refuse
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
