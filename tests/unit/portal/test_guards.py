"""What keeps a visit safe: the cookie, the forms, the headers, and what is never written down."""

from datetime import timedelta
from pathlib import Path

import pytest

from portal import functions, shown, wording
from portal.session import LASTS_SECONDS, Seals, fresh_session
from portal.settings import PortalSettings
from tests.unit.portal.browser import SECRET, SITE, Browser
from tests.unit.portal.town import CARD_PAGE, CODE, FEE, KEY, NOW, Town

PORTAL = Path(__file__).parents[3] / "services" / "portal" / "portal"
OTHER = '{"current": "v2", "v2": "' + "6b" * 32 + '", "v1": "' + "5a" * 32 + '"}'


def test_every_page_refuses_scripts_frames_and_whatever_comes_from_elsewhere() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    for page in [
        *visitor.seen,
        visitor.get(f"/bien-lai/{FEE}"),
        visitor.send("/thanh-toan", csrf="forged"),
    ]:
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith(
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-anc"
        )
        assert policy.endswith(f"form-action 'self' {CARD_PAGE}")
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
    index_attributes = Browser(Town()).get("/").headers["Set-Cookie"].split("; ")

    assert {"HttpOnly", "Secure", "SameSite=Lax", f"Max-Age={LASTS_SECONDS}", "Path=/"} <= set(
        index_attributes
    )


@pytest.mark.parametrize("forged", ["", "x" * 32])
def test_a_form_from_elsewhere_does_nothing(forged: str) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    shown_ = visitor.send("/thanh-toan", fee=FEE, method="card", csrf=forged)

    assert (shown_.status, visitor.town.tries) == (403, {})
    assert visitor.send("/", code=CODE, key=KEY, csrf=forged).status == 403
    assert visitor.send("/ket-thuc", csrf=forged).status == 403


def test_a_form_of_another_visit_does_nothing() -> None:
    town = Town()
    mine, theirs = Browser(town), Browser(town)
    mine.look_up()
    theirs.look_up()

    assert (
        mine.send("/thanh-toan", fee=FEE, method="card", csrf=theirs.hidden()["csrf"]).status == 403
    )


def test_after_the_visit_every_page_asks_for_code_and_key_again() -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.follow(visitor.send("/ket-thuc"))

    for path in ("/ho-so", f"/ket-qua/{FEE}", f"/bien-lai/{FEE}", "/qr/01KAQ0PAY00000000000000000"):
        assert visitor.get(path).headers["Location"] == "/?expired"
    assert "Phiên tra cứu đã kết thúc" in visitor.get("/?expired").words


def test_a_visit_lasts_an_hour_and_a_changed_cookie_not_at_all() -> None:
    seals = Seals(SECRET)
    session = fresh_session("token", NOW)
    sealed = seals.seal(session)

    assert seals.open(sealed, NOW + timedelta(seconds=LASTS_SECONDS - 1)) == session
    assert seals.open(sealed, NOW + timedelta(seconds=LASTS_SECONDS)) is None
    for at in range(3, len(sealed) - 1, 7):
        changed = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
        assert seals.open(changed, NOW) is None, at
    for nonsense in ("", "v1", "v1.", "v1.@@", "v9.abcd", "x" * 5000):
        assert seals.open(nonsense, NOW) is None


def test_a_new_secret_leaves_visits_under_the_old_one_open() -> None:
    sealed = Seals(SECRET).seal(fresh_session("token", NOW))

    assert Seals(OTHER).open(sealed, NOW) is not None
    assert Seals(OTHER).seal(fresh_session("token", NOW)).startswith("v2.")


def test_the_cookie_stays_small_however_many_fees_are_tried() -> None:
    session = fresh_session("t" * 32, NOW).model_copy(update={"code": CODE, "key": KEY})
    for number in range(40):
        session = session.with_try(
            f"01KAQ0FEE000000000000000{number:02}", f"01KAQ0PAY000000000000000{number:02}"
        )

    assert len(Seals(SECRET).seal(session)) < 3000
    assert "01KAQ0FEE00000000000000039" in session.tries


def test_no_code_and_no_key_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    visitor = Browser(Town())
    visitor.look_up()
    visitor.start("card")
    visitor.town.silent = "GET"
    visitor.get("/ho-so")
    said = capsys.readouterr().out

    assert '"answered"' in said
    assert CODE not in said
    assert KEY not in said


def test_what_others_wrote_is_shown_as_text() -> None:
    visitor = Browser(Town())
    visitor.get("/")
    page = visitor.send("/", code='"><script>alert(1)</script>', key=KEY)

    assert "<script" not in page.text.lower()


def test_no_form_of_ours_has_a_field_for_a_card() -> None:
    import re

    visitor = Browser(Town())
    visitor.look_up()
    visitor.follow(visitor.start("transfer"))
    shown_ = "".join(page.text for page in visitor.seen)
    templates = "".join(path.read_text() for path in (PORTAL / "templates").glob("*.html"))
    typed = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', shown_ + templates))

    assert typed == {"csrf", "nonce", "code", "key", "fee", "method", "{{ name }}"}


def test_both_languages_have_the_same_sentences_with_the_same_facts() -> None:
    import re

    vi, en = wording.texts("vi"), wording.texts("en")
    assert list(vi) == list(en)
    assert all(
        set(re.findall(r"{\w+}", vi[key])) == set(re.findall(r"{\w+}", en[key])) for key in vi
    )
    templates = "".join(path.read_text() for path in (PORTAL / "templates").glob("*.html"))
    named = set(re.findall(r't\("([a-z_.]+[a-z])"', templates))
    assert named
    assert named <= set(vi)


def test_midnight_belongs_to_the_day_that_ends() -> None:
    from datetime import UTC, datetime

    assert (
        shown.moment(datetime(2026, 11, 30, 17, tzinfo=UTC), "vi") == "24 giờ 00, ngày 30/11/2026"
    )
    assert (
        shown.moment(datetime(2026, 11, 30, 17, 1, tzinfo=UTC), "en") == "00:01 on 1 December 2026"
    )


def test_minutes_left_are_rounded_up_and_end_at_none() -> None:
    assert [shown.minutes_left(NOW + timedelta(seconds=s), NOW) for s in (61, 60, 59, 0, -5)] == [
        2,
        1,
        1,
        0,
        0,
    ]


def test_the_site_knows_whether_it_is_reached_safely() -> None:
    assert SITE.secure
    assert not SITE.may_go_to("https://cards.test.evil.example/pay")
    assert not SITE.may_go_to("javascript:alert(1)")
    assert SITE.may_go_to(f"{CARD_PAGE}/pay/1")


def test_a_form_from_another_site_does_not_end_the_visit() -> None:
    town = Town()
    Browser(town).look_up()
    without_cookie = Browser(town)

    for path in ("/", "/ket-thuc", "/thanh-toan"):
        shown_ = without_cookie.send(path, csrf="forged", code=CODE, key=KEY)
        assert (shown_.status, shown_.headers.get("Set-Cookie")) == (403, None)


@pytest.mark.parametrize(
    "named", ["..", "a%0d%0aX:%20y", "7K3M9QX2TA", f"{FEE}0", "%2F%2Fevil.example"]
)
def test_what_names_no_payment_is_asked_of_nobody_and_written_nowhere(
    named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    town = Town()
    visitor = Browser(town)
    visitor.look_up()
    town.silent, asked = "payments", len(town.asked)

    for path in (f"/thanh-toan/{named}", f"/qr/{named}", f"/bien-lai/{named}", f"/ket-qua/{named}"):
        assert visitor.get(path).status == 404
    assert len(town.asked) == asked
    assert "7K3M9QX2TA" not in capsys.readouterr().out


def test_an_address_written_otherwise_gives_the_cookie_no_other_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = PortalSettings(status_api="s", payments_api="p", portal_secret="x")
    monkeypatch.setattr(functions, "load", lambda _: told)
    path = "/ket-qua/a;Domain=evil.example"

    assert (
        functions.site({"path": "/api/ket-qua/%61;Domain=evil.example"}, {"host": "h"}, path).prefix
        == "/api"
    )
