"""The pages of integration partners in each of their states."""

from tests.browser.desk_states.album import Album
from tests.unit.desk.test_partners import HOME, NEW, ONE, TERMS
from tests.unit.pages.services_world import PROVINCE


def record(album: Album) -> None:
    """From the registration to the end of a partner."""
    admin = album.official("admin", agency=PROVINCE)
    album.open("partners-none", admin, HOME)
    album.open("partner-new", admin, NEW)
    album.store("partner-new-mistakes", admin.submit("/tich-hop-moi"), 422)
    album.store("partner-registered", admin.submit("/tich-hop-moi", values=TERMS))
    album.open("partner-agreement", admin, f"{ONE}/thoa-thuan")
    album.open("partner-without-keys", admin, ONE)
    album.store("partner-key", admin.submit("/khoa"))
    album.open("partner", admin, ONE)
    album.store("partner-key-revoked", admin.submit("/thu-hoi"))
    album.store("partner-suspended", admin.submit("/trang-thai", "suspended"))
    album.store("partner-ended", admin.submit("/trang-thai", "ended"))
    album.open("partners", admin, HOME)
