"""The pages of ratings in each of their states."""

from tests.browser.desk_states.album import Album
from tests.unit.pages.services_world import AGENCY, ServicesWorld
from voice.feedback.submit import SubmitFeedback, submit_feedback
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


def feedback(album: Album) -> None:
    """From the empty list to the publication."""
    album.begin()
    officer, head = album.official("officer"), album.official("head")
    album.open("feedback-none", officer, "/phan-anh")
    page = f"/phan-anh/{write(album.world)}"
    album.open("feedback-list", officer, "/phan-anh")
    album.open("feedback", officer, page)
    album.store("feedback-missing", officer.submit(page, values={"act": "refuse"}), 422)
    album.store("feedback-accepted", officer.submit(page, values={"act": "accept"}))
    resolved = {"act": "resolve", "text": "Chúng tôi đã thêm người."}
    album.store("feedback-resolved", officer.submit(page, values=resolved))
    head.get(page)
    public = {"act": "publish", "question": "Quầy đóng sớm.", "reply": "Đã thêm người."}
    album.store("feedback-published", head.submit(page, values=public))


def write(world: ServicesWorld) -> str:
    """Somebody writes to the agency; answers the id."""
    command = SubmitFeedback(
        id=world.world.new_seed(),
        kind="complaint",
        agency=AGENCY,
        about=None,
        text="Quầy số 3 đóng cửa lúc 10 giờ.",
        owner="somebody",
    )
    return submit_feedback(world.world.voice.repository, command, at=world.clock()).id


def rate(world: ServicesWorld, code: str, comment: str | None = COMMENT) -> None:
    """The owner of a returned dossier is not satisfied."""
    command = RateDossier(dossier=code, grade="dissatisfied", comment=comment)
    rate_dossier(world.world.voice.repository, command, at=world.clock())
