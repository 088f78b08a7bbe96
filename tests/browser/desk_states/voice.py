"""The pages of ratings in each of their states."""

from tests.browser.desk_states.album import Album
from tests.unit.pages.services_world import ServicesWorld
from voice.ratings.rate import RateDossier, rate_dossier

COMMENT = "Tôi phải chờ lâu ở quầy số 3."


def record(album: Album) -> None:
    """From the list without ratings to the reply."""
    album.begin()
    album.open("ratings-none", album.official("head"), "/danh-gia")
    code = album.office.completed()
    album.office.act("receptionist", code, "tra-ket-qua", {"a.how": "counter"})
    head = album.official("head")
    album.open("rating-none", head, f"/danh-gia/{code}")
    rate(album.world, code)
    album.open("ratings", head, "/danh-gia")
    album.open("rating", head, f"/danh-gia/{code}")
    page = head.submit(f"/danh-gia/{code}", values={"text": ""})
    album.store("rating-reply-missing", page, 422)
    reply = {"text": "Chúng tôi xin lỗi và đã mở thêm quầy."}
    album.store("rating-replied", head.submit(f"/danh-gia/{code}", values=reply))


def rate(world: ServicesWorld, code: str, comment: str | None = COMMENT) -> None:
    """The owner of a returned dossier is not satisfied."""
    command = RateDossier(dossier=code, grade="dissatisfied", comment=comment)
    rate_dossier(world.world.voice.repository, command, at=world.clock())
