"""Officials sign in with both factors; somebody without a role learns whom to contact."""

from urllib.parse import parse_qsl, urlsplit

from casework.staff.remove import RemoveOfficial, remove_official
from desk.sections import SECTIONS
from front.responses import security_headers
from front.visit import Site
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import PROVINCE, ServicesWorld


def test_an_official_signs_in_at_the_issuer_of_officials_and_comes_back() -> None:
    official = Officer("receptionist")
    away = official.send("GET", "/vao?ve=/viec/new")
    url = urlsplit(away.headers["Location"])

    assert f"{url.scheme}://{url.netloc}{url.path}" == (
        f"{official.world.issuers['staff']}/authorize"
    )
    assert dict(parse_qsl(url.query))["client_id"] == "desk"
    page = official.sign_in(back="/viec/new")
    assert page.status == 200
    assert "Cán bộ receptionist" in page.text_content


def test_somebody_without_a_role_is_shown_whom_to_contact_and_what_to_give_them() -> None:
    stranger = Officer()
    page = stranger.sign_in()

    assert page.status == 403
    assert stranger.subject in page.text_content
    assert "liên hệ người quản trị" in page.text_content
    assert "Các phần công việc" not in page.text


def test_a_removed_official_is_no_official_once_the_rights_are_read_again() -> None:
    world = ServicesWorld()
    official = Officer("receptionist", world=world)
    assert official.sign_in().status == 200
    directory = world.world.directory
    administrator = Officer("admin", world=world, agency=PROVINCE)
    command = RemoveOfficial(administrator=administrator.subject, sub=official.subject)
    remove_official(directory, command, world.clock())
    world.later(minutes=6)

    assert official.get("/viec/new").status == 403
    assert "chưa được phân quyền" in official.page.text_content


def test_the_navigation_shows_what_the_roles_have() -> None:
    official = Officer("cashier")
    page = official.sign_in()
    shown = [s for s in SECTIONS if f'href="{s.path}"' in page.text.split("</nav>")[1]]

    theirs = [s for s in SECTIONS if not s.roles or "cashier" in s.roles]
    assert shown == [s for s in theirs if not s.in_training]


def test_another_official_in_the_same_browser_gets_their_own_rights() -> None:
    first = Officer("receptionist")
    first.sign_in()
    second = Officer("cashier", world=first.world)
    second.jar = first.jar
    page = second.sign_in()

    assert "Cán bộ cashier" in page.text_content


def test_the_citizens_host_and_the_desks_share_no_cookie_and_no_policy() -> None:
    official = Officer("receptionist")
    official.sign_in()
    cookies = str(official.history[-2].headers.get("Set-Cookie", ""))

    assert all(name.startswith("__Host-") for name in official.jar)
    assert "Domain=" not in cookies
    policy = security_headers(Site("https://canbo.example.vn", ""))["Content-Security-Policy"]
    assert "form-action 'self'" in policy
