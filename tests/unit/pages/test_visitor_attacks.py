"""What an attacker tries at either application, and what a browser does by itself."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from front.cookies import CookieCipher
from front.sign_in.signed_in import Departure, SignedIn
from tests.unit.pages.applications import APPLICATIONS, DESK, PORTAL, Application, username_of
from tests.unit.pages.page_browser import PageBrowser
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.browser import SECRET

SESSION, IN, GO = "__Host-motcua", "__Host-motcua_in", "__Host-motcua_go"


@pytest.fixture(params=APPLICATIONS, ids=lambda application: application.name)
def application(request: pytest.FixtureRequest) -> Application:
    each: Application = request.param
    return each


@pytest.fixture
def visitor(application: Application) -> PageBrowser:
    return application.visitor()


def departed(visitor: PageBrowser, back: str = "/") -> str:
    """The address of the provider to which a visitor is sent."""
    return visitor.send("GET", f"/vao?{urlencode({'ve': back})}").headers["Location"]


def returned(visitor: PageBrowser, url: str = "") -> str:
    """The address at which the provider sends the visitor back."""
    return visitor.answer_of_provider(url or departed(visitor), username_of(visitor))


def changed(url: str, **changes: str) -> str:
    """An address with other members in its query; without those that are empty."""
    path, _, query = url.partition("?")
    members = {name: text for name, text in (dict(parse_qsl(query)) | changes).items() if text}
    return f"{path}?{urlencode(members)}"


def signed_in(application: Application, world: ServicesWorld | None = None) -> PageBrowser:
    visitor = application.visitor(world)
    visitor.sign_in_as(username_of(visitor), application.own)
    assert visitor.page.status == 200
    return visitor


def cipher_of(application: Application) -> CookieCipher:
    return CookieCipher(SECRET, application.name)


def test_a_sign_in_has_a_state_a_nonce_and_a_hashed_challenge_of_its_own(
    visitor: PageBrowser,
) -> None:
    first, second = (dict(parse_qsl(urlsplit(departed(visitor)).query)) for _ in range(2))

    assert first["code_challenge_method"] == "S256"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 32
        assert first[name] != second[name]


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "another"},
        {"state": ""},
        {"code": "invented"},
        {"code": ""},
        {"iss": "https://evil.example"},
        {"iss": ""},
        {"error": "access_denied"},
    ],
)
def test_an_answer_that_is_not_the_providers_signs_nobody_in(
    application: Application, visitor: PageBrowser, changes: dict[str, str]
) -> None:
    page = visitor.send("GET", changed(returned(visitor), **changes))

    assert page.status == 403
    assert IN not in visitor.jar
    assert visitor.get(application.own).status == 401


def test_a_code_for_another_nonce_signs_nobody_in(
    application: Application,
) -> None:
    visitor = application.visitor(ServicesWorld())
    url = changed(departed(visitor), nonce="of another sign-in")

    assert visitor.send("GET", returned(visitor, url)).status == 403
    assert IN not in visitor.jar


def test_a_code_without_its_verifier_signs_nobody_in(
    application: Application, visitor: PageBrowser
) -> None:
    """An injected code has the right state, and not the verifier of its request (PKCE)."""
    back = returned(visitor)
    cipher, now = cipher_of(application), visitor.world.clock()
    departure = cipher.open(Departure, visitor.jar[GO], now)
    assert departure is not None
    visitor.jar[GO] = cipher.seal(departure.evolve(verifier="x" * 64))

    assert visitor.send("GET", back).status == 403
    assert IN not in visitor.jar


def test_a_code_cannot_be_used_in_another_browser(
    application: Application, visitor: PageBrowser
) -> None:
    back = returned(visitor)
    victim = application.visitor()
    departed(victim)

    assert victim.send("GET", back).status == 403
    assert application.visitor().send("GET", back).status == 403


def test_an_answer_that_is_loaded_again_signs_nobody_in_again(visitor: PageBrowser) -> None:
    back = returned(visitor)
    assert visitor.send("GET", back).status == 303

    assert visitor.send("GET", back).status == 403


@pytest.mark.parametrize(
    "back",
    [
        *("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"),
        *("///evil.example", "/\t/evil.example", "/a\r\nX: y", "@evil.example", "/" + "a" * 600),
    ],
)
def test_a_sign_in_returns_to_a_page_of_ours_and_nowhere_else(
    visitor: PageBrowser, back: str
) -> None:
    page = visitor.send("GET", returned(visitor, departed(visitor, back)))

    location = page.headers["Location"]
    assert page.status == 303
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert "evil" not in location


def test_every_cookie_is_of_this_host_alone_and_fits(
    application: Application, visitor: PageBrowser
) -> None:
    visitor.sign_in_as(username_of(visitor), application.own)
    sent: list[str | list[str]] = [page.headers.get("Set-Cookie", []) for page in visitor.history]
    cookies = [each for one in sent for each in (one if isinstance(one, list) else [one])]

    assert {each.partition("=")[0] for each in cookies} >= {SESSION, IN, GO}
    for each in cookies:
        name, *attributes = each.split("; ")
        assert name.startswith("__Host-"), "no other host of the domain can set it"
        assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(attributes)
        assert not [text for text in attributes if text.startswith("Domain")]
        assert len(each) < 4_096


def test_a_planted_session_gives_its_planter_nothing(application: Application) -> None:
    planter, victim = application.visitor(), application.visitor()
    planter.get(application.own)
    victim.jar = dict(planter.jar)
    victim.sign_in_as(username_of(victim), application.own)

    assert victim.page.status == 200
    assert planter.get(application.own).status == 401


def test_two_tabs_that_sign_in_end_in_one_sign_in(
    application: Application, visitor: PageBrowser
) -> None:
    """The second departure is the one that counts; the first tab gets a link to try again."""
    first, second = departed(visitor), departed(visitor)
    page = visitor.send("GET", returned(visitor, first))
    assert page.status == 403
    assert "/vao?" in page.text

    departed_again = departed(visitor)
    assert visitor.send("GET", returned(visitor, second)).status == 403, "its departure is over"
    assert "/vao?" in visitor.page.text
    url = departed(visitor) if departed_again else ""
    assert visitor.send("GET", returned(visitor, url)).status == 303
    assert visitor.get(application.own).status == 200


def test_back_after_a_sign_out_shows_nothing(application: Application) -> None:
    """A page of somebody's own is in no cache, and another request gets the sign-in."""
    visitor = signed_in(application)
    assert visitor.page.headers["Cache-Control"] == "no-store"
    csrf = dict(visitor.form("/ra").pairs)["csrf"]
    visitor.post("/ra", [("csrf", csrf)])

    assert visitor.get(application.own).status == 401
    assert visitor.page.headers["Cache-Control"] == "no-store"


def test_a_sign_out_cannot_be_forged_and_gives_forms_another_token(
    application: Application,
) -> None:
    visitor = signed_in(application)
    csrf = dict(visitor.form("/ra").pairs)["csrf"]
    assert visitor.post("/ra", [("csrf", "forged")]).status == 403
    assert visitor.get(application.own).status == 200
    visitor.post("/ra", [("csrf", csrf)])
    visitor.sign_in_as(username_of(visitor), application.own)

    assert dict(visitor.form("/ra").pairs)["csrf"] != csrf


@pytest.mark.parametrize("origin", ["cross-site", "same-site", "invented"])
def test_a_form_of_another_origin_changes_nothing_even_with_the_token(
    application: Application, origin: str
) -> None:
    """Also of a sibling host: to SameSite both applications are one site (Sec-Fetch-Site)."""
    visitor = signed_in(application)
    body = urlencode([("csrf", dict(visitor.form("/ra").pairs)["csrf"])]).encode()
    before = len(visitor.world.requests)
    for page in application.pages:
        if page.method == "POST" and "{" not in page.path:
            answer = visitor.send("POST", page.path, body, Sec_Fetch_Site=origin)
            assert answer.status == 403, page.path
    assert len(visitor.world.requests) == before
    assert visitor.send("POST", "/ra", body, Sec_Fetch_Site="same-origin").status == 303


@pytest.mark.parametrize(("of", "at"), [(PORTAL, DESK), (DESK, PORTAL)], ids=["portal", "desk"])
def test_a_cookie_of_one_application_is_none_of_the_other(of: Application, at: Application) -> None:
    """Though in these tests both seal under one secret, as nobody should deploy them."""
    owner = signed_in(of)
    visitor = at.visitor()
    visitor.jar = dict(owner.jar)
    before = len(visitor.world.requests)

    assert visitor.get(at.own).status == 401
    assert len(visitor.world.requests) == before, "no service was called"


@pytest.mark.parametrize(("of", "at"), [(PORTAL, DESK), (DESK, PORTAL)], ids=["portal", "desk"])
def test_a_code_of_one_application_signs_nobody_in_at_the_other(
    of: Application, at: Application
) -> None:
    somebody, victim = of.visitor(), at.visitor()
    code = dict(parse_qsl(urlsplit(returned(somebody)).query))["code"]
    back = changed(returned(victim), code=code)

    assert victim.send("GET", back).status == 403
    assert IN not in victim.jar


def test_no_page_of_officials_opens_with_a_citizens_token() -> None:
    answers = with_tokens_of(PORTAL, DESK)

    assert {page.status for page in answers.values()} == {403}
    assert all("chưa được phân quyền" in page.text_content for page in answers.values())


def test_an_official_is_a_citizen_of_nothing() -> None:
    answers = with_tokens_of(DESK, PORTAL)
    shown = {path for path, page in answers.items() if page.status == 200}

    assert shown == FORMS | {"/toi/kho/duoc-chia-se"}
    assert "Hiện không có giấy tờ" in answers["/toi/kho/duoc-chia-se"].text_content
    assert {page.status for page in answers.values()} <= {200, 303, 404}
    locations = [page.headers["Location"] for page in answers.values() if page.status == 303]
    assert all(each.startswith("/") for each in locations), "to no file and no payment"


FORMS = {"/toi/uy-quyen/moi", "/toi/du-lieu/yeu-cau", "/toi/du-lieu/ban-sao", "/toi/phan-anh/moi"}
"""Pages that show a form and nothing of anybody; the papers shared with an official's agency are
what the desk shows them too.
"""


def with_tokens_of(of: Application, at: Application) -> dict[str, PageView]:
    """What every page of somebody's own answers to the tokens of the other application's user."""
    world = ServicesWorld()
    owner, visitor = signed_in(of, world), at.visitor(world)
    tokens = cipher_of(of).open(SignedIn, owner.jar[IN], world.clock())
    assert tokens is not None
    visitor.jar = {IN: cipher_of(at).seal(tokens)}
    paths = [p.path for p in at.own_pages if p.method == "GET" and "{" not in p.path]
    return {path: visitor.send("GET", path) for path in paths}


def test_a_forged_host_leads_nobody_elsewhere(
    application: Application, visitor: PageBrowser
) -> None:
    """Addresses are those of the settings, whatever the request states."""
    evil = "evil.example"
    away = visitor.send("GET", "/vao?ve=/", Host=evil, X_Forwarded_Host=evil)
    own = visitor.send("GET", application.own, Host=evil, X_Forwarded_Host=evil)

    assert dict(parse_qsl(urlsplit(away.headers["Location"]).query))["redirect_uri"] == (
        f"{visitor.origin}/vao/xong"
    )
    assert evil not in str(away.headers) + str(own.headers) + own.text


def test_every_page_is_in_no_frame_and_one_of_somebodys_own_in_no_cache(
    application: Application, visitor: PageBrowser
) -> None:
    for page in application.pages:
        answer = visitor.send(page.method, re.sub(r"{\w+}", "x", page.path))
        name = f"{page.method} {page.path}"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], name
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], name
        assert answer.headers["X-Frame-Options"] == "DENY", name
        assert answer.headers["Referrer-Policy"] == "same-origin", name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Strict-Transport-Security"], name
        if page.access == "signed_in":
            assert answer.headers["Cache-Control"] == "no-store", name


def test_a_strangers_form_is_not_shown_again_after_the_sign_in_ended(
    application: Application,
) -> None:
    """Pressed once more after the sign-in, it would be the visitor's own, with their token."""
    visitor = signed_in(application)
    del visitor.jar[IN]
    body = urlencode([("csrf", "forged"), ("a.reason", "of a stranger")]).encode()
    for page in application.own_pages:
        if page.method == "POST" and "{" not in page.path:
            answer = visitor.send("POST", page.path, body)
            assert answer.status == 401, page.path
            assert "of a stranger" not in answer.text, page.path


FORMS_OF: dict[str, tuple[str, dict[str, str | list[str]]]] = {
    "portal": ("/toi/thong-tin", {"email": "an@motcua.example", "address": "Tổ 5, Hồng Gai"}),
    "desk": ("/tim", {"text": "H49.61.01-261123-0001"}),
}
"""A form of each application, and what somebody types."""


def test_a_form_that_outlives_sign_in_and_session_is_not_lost(application: Application) -> None:
    """After hours no cookie is left; the browser says that the form is ours."""
    path, values = FORMS_OF[application.name]
    visitor = signed_in(application)
    visitor.get(path)
    form = visitor.form(path)
    pairs = form.filled(values)
    visitor.jar = {}
    body = urlencode(pairs).encode()
    over = visitor.send("POST", form.action, body, Sec_Fetch_Site="same-origin")
    assert over.status == 401
    assert 'target="_blank"' in over.text
    held = visitor.form(path).pairs
    assert [pair for pair in held if pair[0] != "csrf"] == [p for p in pairs if p[0] != "csrf"]

    visitor.sign_in_as(username_of(visitor), "/da-vao")
    assert visitor.post(form.action, held).status == 200
