"""Every page that a citizen sees is looked at in a browser: one without such a test fails here."""

from tests.browser.own_pages import OwnPages
from tests.unit.pages.looked_at import looked_at
from tests.unit.portal.test_routes import ID, PAGES, VALUES

LOOKED_AT = {
    *("/", "/thu-tuc", "/thu-tuc/{procedure}", "/thu-tuc/{procedure}/le-phi"),
    *("/thu-tuc/{procedure}/nop", "/nop/{draft}", "/nop/{draft}/trang/{page}"),
    *("/nop/{draft}/giay-to/{component}", "/nop/{draft}/xem-lai", "/nop/{draft}/da-nop"),
    *("/toi/thong-tin", "/tra-cuu", "/ho-so", "/thanh-toan/{payment}", "/bien-lai/{fee}"),
}
"""By tests/browser/test_filing.py and tests/browser/test_pages.py."""
NO_PAGE = {
    *("/vao", "/vao/xong", "/ket-qua/{fee}", "/robots.txt", "/site.webmanifest"),
    *("/toi/ho-so/{dossier}/van-ban/{document}", "/toi/ho-so/{dossier}/giay-to/{paper}"),
    *("/toi/ho-so/{dossier}/ket-qua/{fee}", "/toi/kho/duoc-chia-se/{consent}"),
    *("/nop/{draft}/giay-to/{component}/xong", "/toi/ho-so/{dossier}/bo-sung/{component}/xong"),
}
"""Redirects, and files for robots and phones."""
AFTER_A_CLICK = {
    "/toi/ho-so/{dossier}/thanh-toan/{payment}": "transfer",
    "/toi/du-lieu/ban-sao/{export}": "export",
}
"""Pages that a button of another one leads to, with the state that clicks it."""


def test_every_page_is_looked_at() -> None:
    code = VALUES["dossier"]
    states = list(
        OwnPages(
            citizens={},
            codes=dict.fromkeys(("filed", "supplement", "finished"), code),
            stored=f"/toi/kho/{code}/{ID}",
            draft=ID,
            receipt=f"/toi/ho-so/{code}/bien-lai/{ID}",
            notice=f"/toi/hop-thu/{ID}",
        ).states()
    )
    paths = {state.path for state in states}
    names = {state.name for state in states}
    seen = looked_at(PAGES, paths)
    shown = {page.path for page in PAGES if page.method == "GET"} - NO_PAGE

    assert shown - seen - LOOKED_AT - set(AFTER_A_CLICK) == set()
    assert set(AFTER_A_CLICK.values()) <= names
    assert shown >= LOOKED_AT
