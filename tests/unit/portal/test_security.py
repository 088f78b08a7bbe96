"""Security of a visit: cookie, forms, headers, and data that is never logged."""

from datetime import timedelta
from pathlib import Path

import pytest

from front import formatting
from front.cookies import CookieCipher
from front.session import SESSION_SECONDS
from front.visit import Site
from portal.session import PortalSession
from tests.unit.portal.browser import SECRET, SETTINGS, Browser, portal_of
from tests.unit.portal.world import CARD_PAGE, CODE, FEE, KEY, NOW, World

PORTAL = Path(__file__).parents[3] / "services" / "portal" / "portal"
OTHER = '{"current": "v2", "v2": "' + "6b" * 32 + '", "v1": "' + "5a" * 32 + '"}'


def test_every_page_forbids_scripts_frames_and_foreign_resources() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.get(f"/bien-lai/{FEE}")
    forged = visitor.submit("/thanh-toan", csrf="forged")
    for page in visitor.history:
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith(
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; manifest-src"
        )
        pays = "/thanh-toan" in page.text or page is forged
        assert policy.endswith(f"form-action 'self'{f' {CARD_PAGE}' if pays else ''}")
        assert page.headers["Strict-Transport-Security"]
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert page.headers["Cache-Control"] == "no-store"
        assert not [
            mark
            for mark in ("<script", " style=", " onclick", "http-equiv", "//")
            if mark in page.text
        ]


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() -> None:
    attributes = set(Browser(World()).get("/tra-cuu").headers["Set-Cookie"].split("; "))
    lifetime = f"Max-Age={SESSION_SECONDS}"

    assert {"HttpOnly", "Secure", "SameSite=Lax", lifetime, "Path=/"} <= attributes


@pytest.mark.parametrize("forged", ["", "x" * 32])
def test_a_form_of_another_site_changes_nothing(forged: str) -> None:
    visitor = Browser(World())
    visitor.look_up()
    page = visitor.submit("/thanh-toan", fee=FEE, method="card", csrf=forged)

    assert (page.status, visitor.world.attempts) == (403, {})
    assert visitor.submit("/tra-cuu", code=CODE, key=KEY, csrf=forged).status == 403
    assert visitor.submit("/ket-thuc", csrf=forged).status == 403


def test_a_form_of_another_session_changes_nothing() -> None:
    world = World()
    mine, theirs = Browser(world), Browser(world)
    mine.look_up()
    theirs.look_up()

    csrf = theirs.hidden_fields()["csrf"]

    assert mine.submit("/thanh-toan", fee=FEE, method="card", csrf=csrf).status == 403


def test_after_the_session_every_page_leads_to_the_look_up() -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.follow(visitor.submit("/ket-thuc"))

    for path in ("/ho-so", f"/ket-qua/{FEE}", f"/bien-lai/{FEE}"):
        assert visitor.get(path).headers["Location"] == "/tra-cuu?expired"
    assert "Phiên tra cứu đã kết thúc" in visitor.get("/tra-cuu?expired").text_content


def test_a_session_lasts_an_hour_and_an_altered_cookie_is_invalid() -> None:
    cipher = CookieCipher(SECRET, "portal")
    session = PortalSession.begin("token", NOW)
    sealed = cipher.seal(session)

    assert (
        cipher.open(PortalSession, sealed, NOW + timedelta(seconds=SESSION_SECONDS - 1)) == session
    )
    end = NOW + timedelta(seconds=SESSION_SECONDS)
    assert cipher.open(PortalSession, sealed, end - timedelta(seconds=1)) == session
    assert cipher.open(PortalSession, sealed, end) is None
    for at in range(3, len(sealed) - 1, 7):
        altered = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
        assert cipher.open(PortalSession, altered, NOW) is None, at
    for malformed in ("", "v1", "v1.", "v1.@@", "v9.abcd", "x" * 5000):
        assert cipher.open(PortalSession, malformed, NOW) is None


def test_sessions_under_the_old_secret_stay_valid_after_a_rotation() -> None:
    sealed = CookieCipher(SECRET, "portal").seal(PortalSession.begin("token", NOW))

    assert CookieCipher(OTHER, "portal").open(PortalSession, sealed, NOW) is not None
    assert CookieCipher(OTHER, "portal").seal(PortalSession.begin("token", NOW)).startswith("v2.")


def test_the_cookie_stays_small_however_many_fees_have_attempts() -> None:
    session = PortalSession.begin("t" * 32, NOW).evolve(code=CODE, key=KEY)
    for number in range(40):
        session = session.with_attempt(
            f"01KAQ0FEE000000000000000{number:02}", f"01KAQ0PAY000000000000000{number:02}"
        )

    assert len(CookieCipher(SECRET, "portal").seal(session)) < 3000
    assert "01KAQ0FEE00000000000000039" in session.attempts


def test_no_code_and_no_key_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    visitor = Browser(World())
    visitor.look_up()
    visitor.start_payment("card")
    visitor.world.unavailable = "GET"
    visitor.get("/ho-so")
    logs = capsys.readouterr().out

    assert '"page_sent"' in logs
    assert CODE not in logs
    assert KEY not in logs


def test_markup_in_the_input_is_shown_as_text() -> None:
    visitor = Browser(World())
    visitor.get("/tra-cuu")
    page = visitor.submit("/tra-cuu", code='"><script>alert(1)</script>', key=KEY)

    assert "<script" not in page.text.lower()


def test_no_form_has_a_field_for_a_card() -> None:
    import re

    visitor = Browser(World())
    visitor.look_up()
    visitor.follow(visitor.start_payment("transfer"))
    pages = "".join(page.text for page in visitor.history)
    folders = (PORTAL / "templates", PORTAL.parents[2] / "front" / "templates")
    templates = "".join(path.read_text() for each in folders for path in each.glob("*.html"))
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', pages + templates))
    others = {"agency", "etag", "file", "ve", "kenh", "truong-hop", "nhom", "ma", "tep"}
    others |= {"reason", "sure", "kind", "{{ kind }}", "sau", "so", "paper", "fee_case", "group"}
    others |= {"mail", "accents", "language", "{{ name ~ '.' ~ part }}"}
    others |= {"thang", "theo", "co-quan", "grade", "comment", "text"}
    others |= {"so-thang", "don-vi", "consent", "agrees"}
    others |= {"case-{{ each.id }}", "applies-{{ each.component }}"}

    assert fields == {"csrf", "nonce", "code", "key", "fee", "method", "q", "{{ name }}"} | others


def test_midnight_belongs_to_the_day_that_ends() -> None:
    from datetime import UTC, datetime

    midnight = datetime(2026, 11, 30, 17, tzinfo=UTC)

    assert formatting.moment(midnight, "vi") == "hết ngày 30 tháng 11 năm 2026"
    later = midnight + timedelta(minutes=1)
    assert formatting.moment(later, "en") == "00:01 on 1 December 2026"


def test_minutes_left_are_rounded_up_and_end_at_none() -> None:
    times = [NOW + timedelta(seconds=seconds) for seconds in (61, 60, 59, 0, -5)]

    assert [formatting.minutes_left(time, NOW) for time in times] == [2, 1, 1, 0, 0]


def test_a_site_redirects_to_its_card_pages_only() -> None:
    site = Site("https://motcua.test", "", {"payment": (CARD_PAGE,)})

    assert site.secure
    assert not site.allows_redirect_to("https://cards.test.evil.example/pay")
    assert not site.allows_redirect_to("javascript:alert(1)")
    assert site.allows_redirect_to(f"{CARD_PAGE}/pay/1")


def test_a_form_of_another_site_does_not_end_the_session() -> None:
    world = World()
    Browser(world).look_up()
    without_cookie = Browser(world)

    for path in ("/tra-cuu", "/ket-thuc", "/thanh-toan"):
        page = without_cookie.submit(path, csrf="forged", code=CODE, key=KEY)
        assert (page.status, page.headers.get("Set-Cookie")) == (403, None)


@pytest.mark.parametrize(
    "id", ["..", "a%0d%0aX:%20y", "7K3M9QX2TA", f"{FEE}0", "%2F%2Fevil.example"]
)
def test_a_malformed_id_is_sent_to_no_route_and_not_logged(
    id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World()
    visitor = Browser(world)
    visitor.look_up()
    world.unavailable, calls = "payments", len(world.requests)

    for path in (f"/thanh-toan/{id}", f"/bien-lai/{id}", f"/ket-qua/{id}"):
        assert visitor.get(path).status == 404
    assert len(world.requests) == calls
    assert "7K3M9QX2TA" not in capsys.readouterr().out


def test_an_encoded_path_adds_no_attribute_to_the_cookie() -> None:
    settings = SETTINGS.model_copy(update={"public_url": ""})
    path = "/ket-qua/a;Domain=evil.example"
    context = {"path": "/api/ket-qua/%61;Domain=evil.example"}

    assert portal_of(World(), settings).site(context, {"host": "h"}, path).prefix == "/api"
