"""Citizens have registries asked, and see who asked about them."""

from contracts.testing.dossier_events import DRAFT
from exchange.domain.registry_consent import RegistryConsent, consent_id
from intake.catalogue.publish import PublishProcedure, publish_procedure
from kit.core.budget import UNLIMITED
from tests.unit.desk.officer import Officer
from tests.unit.intake.test_data_requests import HELD
from tests.unit.intake.world import CODE
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import filed

LIST = "/toi/tra-cuu"


def answer(citizen: Citizen) -> None:
    """The asker runs; every number is one whose data are as stated."""
    world = citizen.world.world
    world.registries.registers.is_plain = True
    pairs = [(each.registry, each.id) for each in world.inquiries]
    world.inquiries.clear()
    world.services["exchange"].look_ups.asker.answer(pairs, UNLIMITED)


def test_a_citizen_sees_which_official_asked_what_why_and_on_which_ground() -> None:
    citizen = Citizen()
    code = filed(citizen)
    citizen.world.world.settle()
    assert "Chưa có lần tra cứu nào" in citizen.get(LIST).text_content
    officer = Officer("officer", world=citizen.world)
    officer.sign_in()
    page = f"/ho-so/{code}/co-so-du-lieu"
    officer.get(page)
    officer.submit(page, values={"registry": "population"})
    answer(citizen)

    shown = citizen.get(LIST).text_content
    assert "Cơ sở dữ liệu quốc gia về dân cư" in shown
    assert "Cán bộ officer" in shown
    assert "Họ và tên, Ngày sinh" in shown
    assert "NĐ 118/2025/NĐ-CP" in shown
    assert code in shown


def test_a_citizen_ends_a_consent() -> None:
    citizen = Citizen()
    code = filed(citizen)
    exchange = citizen.world.world.services["exchange"]
    person = exchange.repository.sealed_lane(code).owner
    now = citizen.world.clock()
    consent = RegistryConsent(
        id=consent_id(DRAFT, "health"),
        vault=DRAFT,
        owner=person,
        registry="health",
        since=now,
        until=now.replace(year=now.year + 1),
    )
    exchange.repository.save_consent(consent, now)

    assert "Đang có hiệu lực" in citizen.get(LIST).text_content
    ended = citizen.submit(f"{LIST}/thu-hoi")

    assert "Đã chấm dứt sự đồng ý" in ended.text_content
    assert "Đang có hiệu lực" not in ended.text_content


def test_a_citizen_has_the_data_checked_and_hands_in_one_paper_less() -> None:
    citizen = Citizen()
    world = citizen.world.world
    before = world.intake.procedure(CODE, citizen.world.clock())
    assert before is not None
    content = before.content.evolve(documents=(*before.content.documents, HELD))
    publish_procedure(
        world.intake, PublishProcedure(code=CODE, content=content), at=citizen.world.clock()
    )
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.get(f"/nop/{draft}")

    waiting = citizen.submit(f"/nop/{draft}/du-lieu")
    assert "đang chờ cơ sở dữ liệu trả lời" in waiting.text_content
    world.settle()
    answer(citizen)
    world.settle()

    shown = citizen.get(f"/nop/{draft}").text_content
    assert "dữ liệu đã có, không phải nộp" in shown
    assert "không phải nộp nhờ dữ liệu: 1" in shown
    assert "Bạn tự tra cứu khi soạn hồ sơ" in citizen.get(LIST).text_content
