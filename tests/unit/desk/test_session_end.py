"""When a sign-in ends: said on every page, moved by whoever goes on, and never a loss."""

import json
import re

from front.sign_in.signed_in import SignedIn
from tests.unit.desk.officer import Officer
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import ServicesWorld

GO_ON = "/con-lam-viec"


def official() -> Officer:
    somebody = Officer("receptionist", world=ServicesWorld())
    somebody.sign_in()
    return somebody


def seconds_of(page: PageView) -> int:
    """How long the sign-in lasts, as the script gets it."""
    match = re.search(r'data-seconds="(\d+)" data-go-on="/con-lam-viec"', page.text)
    assert match is not None
    return int(match[1])


def test_a_page_names_the_end_in_words_and_to_its_script() -> None:
    receptionist = official()
    receptionist.world.later(minutes=10)
    page = receptionist.get("/viec/new")
    end = receptionist.world.clock().timestamp() + SignedIn.IDLE

    assert SignedIn.IDLE == 30 * 60
    assert seconds_of(page) == SignedIn.IDLE
    assert "Nếu không làm gì thêm, trang tự đăng xuất lúc " in page.text_content
    minute = re.search(r"đăng xuất lúc (\d+) giờ (\d+)", page.text_content)
    assert minute is not None
    assert (int(minute[1]) * 60 + int(minute[2])) % 60 == int(end // 60) % 60


def test_the_time_that_a_page_names_is_the_cookies() -> None:
    """A cookie is renewed five minutes after it was made, not at each page."""
    receptionist = official()
    before = seconds_of(receptionist.get("/"))
    receptionist.world.later(minutes=4)
    assert seconds_of(receptionist.get("/")) == before - 240
    receptionist.world.later(seconds=before - 240)
    assert receptionist.get("/").status == 401


def test_whoever_goes_on_has_half_an_hour_again() -> None:
    receptionist = official()
    receptionist.world.later(minutes=28)
    answer = receptionist.send("GET", GO_ON)
    assert json.loads(answer.text) == {"seconds": SignedIn.IDLE}
    receptionist.world.later(minutes=29)
    assert receptionist.get("/").status == 200
    receptionist.world.later(minutes=31)

    assert receptionist.send("GET", GO_ON).status == 401


def test_no_visit_lasts_longer_than_the_sign_in() -> None:
    receptionist = official()
    for _ in range(8 * 60 // 25):
        receptionist.world.later(minutes=25)
        answer = receptionist.send("GET", GO_ON)

    assert 0 < json.loads(answer.text)["seconds"] < SignedIn.IDLE
    receptionist.world.later(minutes=25)
    assert receptionist.send("GET", GO_ON).status == 401


def test_a_page_without_a_sign_in_has_no_script() -> None:
    page = Officer(world=ServicesWorld()).get("/")

    assert page.status == 401
    assert "warn.js" not in page.text
    signed_in = official().get("/")
    assert re.findall(r'src="/tinh/(warn\.js)', signed_in.text) == ["warn.js"]
    assert "script-src 'self'" in signed_in.headers["Content-Security-Policy"]
