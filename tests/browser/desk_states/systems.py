"""The pages of other organisations' systems and of registries in each of their states."""

from typing import Any

from kit.peers.messages import MemberId
from kit.testing.peers import MemoryKey
from tests.browser.desk_states.album import Album

SYSTEMS = "/giam-sat/he-thong"
MEMBER = MemberId("VN", "GOV", "G09", "DANCU")


def record(album: Album) -> None:
    """A system is proposed, confirmed, and gets a right; an official asks a registry."""
    album.begin()
    first = album.official("admin", agency="H49")
    second = album.official("admin", "head", agency="H49")
    album.open("systems-none", first, SYSTEMS)
    album.open("system-key", first, f"{SYSTEMS}/khoa")
    key: dict[str, Any] = {
        "a.member": str(MEMBER),
        "a.name": "Bộ Nội vụ, cơ sở dữ liệu dân cư",
        "a.id": "2026",
        "a.pem": MemoryKey(MEMBER).public_key(),
    }
    album.store("system-proposed", first.submit("/khoa", values=key))
    album.open("system-to-confirm", second, f"{SYSTEMS}/mot?he-thong=VN:GOV:G09:DANCU")
    album.store("system-confirmed", second.submit("/mot"))
    album.open("system-right", second, f"{SYSTEMS}/quyen?he-thong=VN:GOV:G09:DANCU")
    album.open("systems", first, SYSTEMS)
    code = album.world.file_paid()
    officer = album.official("officer")
    page = f"/ho-so/{code}/co-so-du-lieu"
    album.open("inquiries-none", officer, page)
    album.store("inquiry-open", officer.submit(page, values={"registry": "population"}))
    album.open("dossier-letters-none", officer, f"/ho-so/{code}/cong-van")
