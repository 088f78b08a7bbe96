"""A citizen's sign-in: what an attacker tries, what time ends, and what the cookies hold."""

import base64
import secrets
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from front.cookies import LONGEST_VALUE, CookieCipher, CookieTooLarge
from front.sign_in.pages import own_path
from front.sign_in.signed_in import Departure, IdentityProof, SignedIn
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.browser import SECRET
from tests.unit.portal.citizen import Citizen

IN, GO = "__Host-motcua_in", "__Host-motcua_go"


@pytest.fixture
def citizen() -> Citizen:
    return Citizen()


def departed(citizen: Citizen, back: str = "/toi") -> str:
    """The address of the provider to which a visitor is sent."""
    return citizen.send("GET", f"/vao?{urlencode({'ve': back})}").headers["Location"]


def arrived(citizen: Citizen, **changes: str) -> PageView:
    """Back from the provider, with changes of the answer."""
    back = citizen.answer_of_provider(departed(citizen), citizen.who.username)
    path, _, query = back.partition("?")
    members = {name: text for name, text in (dict(parse_qsl(query)) | changes).items() if text}
    return citizen.send("GET", f"{path}?{urlencode(members)}")


def test_the_request_has_state_nonce_and_a_hashed_challenge(citizen: Citizen) -> None:
    first, second = (dict(parse_qsl(urlsplit(departed(citizen)).query)) for _ in range(2))

    assert first["code_challenge_method"] == "S256"
    assert first["redirect_uri"] == "https://dichvu.example.vn/vao/xong"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 32
        assert first[name] != second[name]


def test_the_tokens_are_in_a_cookie_that_no_script_and_no_other_site_can_use(
    citizen: Citizen,
) -> None:
    page = arrived(citizen)

    assert page.status == 303
    cookies = list(page.headers["Set-Cookie"])
    [tokens] = [each for each in cookies if each.startswith(f"{IN}=") and "Max-Age=0" not in each]
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} <= set(tokens.split("; "))
    assert len(tokens) < 4_096
    assert citizen.who.name not in str(cookies)
    assert GO not in citizen.jar, "the departure is over"


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
    citizen: Citizen, changes: dict[str, str]
) -> None:
    page = arrived(citizen, **changes)

    assert page.status == 403
    assert "Chưa đăng nhập được" in page.title
    assert IN not in citizen.jar
    assert citizen.get("/toi").status == 401


def test_a_code_cannot_be_used_in_another_browser(citizen: Citizen) -> None:
    back = citizen.answer_of_provider(departed(citizen), citizen.who.username)
    victim = Citizen()
    departed(victim)

    assert victim.send("GET", back).status == 403
    assert Citizen().send("GET", back).status == 403


def test_an_answer_that_is_loaded_again_signs_nobody_in_again(citizen: Citizen) -> None:
    back = citizen.answer_of_provider(departed(citizen), citizen.who.username)
    assert citizen.send("GET", back).status == 303

    assert citizen.send("GET", back).status == 403


def test_an_id_token_of_another_sign_in_is_refused() -> None:
    world = ServicesWorld()
    citizen = Citizen(world)
    url = departed(citizen)
    query = dict(parse_qsl(urlsplit(url).query)) | {"nonce": "of another sign-in"}
    forged = f"{url.partition('?')[0]}?{urlencode(query)}"

    assert citizen.send("GET", citizen.answer_of_provider(forged, "cong-dan-000")).status == 403


@pytest.mark.parametrize(
    "back",
    [
        *("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"),
        *("toi", "/a b", "/a\r\nX: y", "/" + "a" * 600),
    ],
)
def test_a_sign_in_returns_to_a_page_of_ours_and_nowhere_else(back: str) -> None:
    assert own_path(back, "/toi") == "/toi"


def test_the_page_that_was_wanted_is_shown_after_the_sign_in(citizen: Citizen) -> None:
    wanted = citizen.get("/toi/thong-tin")
    assert wanted.status == 401
    away = citizen.send("GET", citizen.link("Đăng nhập"))
    back = citizen.answer_of_provider(away.headers["Location"], citizen.who.username)

    assert citizen.get(back).title.startswith("Thông tin của tôi")


def test_a_stale_token_is_renewed_and_the_rotated_one_is_kept(citizen: Citizen) -> None:
    citizen.sign_in()
    before = citizen.jar[IN]
    citizen.world.later(minutes=15)

    assert citizen.get("/toi/thong-tin").status == 200
    assert citizen.jar[IN] != before
    citizen.world.later(minutes=15)
    assert citizen.get("/toi/thong-tin").status == 200


def test_an_idle_sign_in_ends_after_half_an_hour(citizen: Citizen) -> None:
    citizen.sign_in()
    citizen.world.later(minutes=31)

    assert citizen.get("/toi/thong-tin").status == 401


def test_a_sign_out_ends_the_tokens_at_the_provider_too(citizen: Citizen) -> None:
    citizen.sign_in()
    citizen.complete_profile()
    stolen = dict(citizen.jar)
    citizen.submit("/ra")
    assert citizen.page.title.startswith("Ông/bà đã đăng xuất")
    assert f"{citizen.world.issuer}/end?client_id=portal" in citizen.page.text
    assert citizen.get("/toi").status == 401

    citizen.jar = stolen
    citizen.world.later(minutes=15)

    assert citizen.get("/toi/thong-tin").status == 401, "no new token for the old sign-in"


def test_a_sign_out_works_while_the_provider_is_silent(citizen: Citizen) -> None:
    citizen.sign_in()
    citizen.complete_profile()
    citizen.world.unavailable = "/revoke"
    try:
        citizen.submit("/ra")
    finally:
        citizen.world.unavailable = ""

    assert IN not in citizen.jar


def test_a_provider_that_does_not_answer_gives_a_page_with_another_try() -> None:
    citizen = Citizen(ServicesWorld(unavailable="openid-configuration"))
    page = citizen.send("GET", "/vao?ve=/toi/kho")

    assert page.status == 503
    assert "Hệ thống định danh chưa trả lời" in page.text_content
    assert 'href="/vao?ve=%2Ftoi%2Fkho"' in page.text, "the page that was wanted is not lost"


def test_a_provider_that_falls_silent_between_the_pages_leads_to_it_again(
    citizen: Citizen,
) -> None:
    back = citizen.answer_of_provider(departed(citizen), citizen.who.username)
    citizen.world.unavailable = "/token"
    try:
        page = citizen.send("GET", back)
    finally:
        citizen.world.unavailable = ""

    assert page.status == 503
    assert 'href="/vao?ve=' in page.text
    assert IN not in citizen.jar


def test_one_cookie_is_no_other_and_one_that_would_not_fit_is_not_made() -> None:
    cipher = CookieCipher(SECRET, "portal")
    now = Citizen().world.clock()
    until = int((now + timedelta(minutes=5)).timestamp())
    proof = IdentityProof(until=until, token="t")
    sealed = cipher.seal(proof)

    assert cipher.open(IdentityProof, sealed, now) == proof
    assert cipher.open(SignedIn, sealed, now) is None
    assert cipher.open(Departure, sealed, now) is None
    with pytest.raises(CookieTooLarge):
        cipher.seal(IdentityProof(until=until, token=secrets.token_hex(6_000)))


def test_tokens_of_cognitos_size_fit_into_a_cookie() -> None:
    cipher = CookieCipher(SECRET, "portal")
    access = base64.urlsafe_b64encode(secrets.token_bytes(900)).decode()
    refresh = base64.urlsafe_b64encode(secrets.token_bytes(1_350)).decode()
    tokens = SignedIn(until=2**33, access=access, refresh=refresh, expires=1, ends=1)

    assert len(cipher.seal(tokens)) <= LONGEST_VALUE


def test_somebody_of_the_basic_level_types_who_they_are(citizen: Citizen) -> None:
    citizen.sign_in("cong-dan-999")

    page = citizen.get("/toi/thong-tin")

    assert 'type="text" id="identity_number"' in page.text
