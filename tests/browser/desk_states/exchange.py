"""The pages of the exchange with the National Portal in each of their states."""

from exchange.domain.lane import Refusal
from exchange.domain.transitions import refused
from tests.browser.desk_states.album import Album
from tests.world import World


def record(album: Album) -> None:
    """Of an agency whose dossiers wait, because this portal never answers; one was refused."""
    album.open("national-portal", album.official("supervisor"), "/giam-sat/cong-quoc-gia")
    code = album.world.file_paid()
    officer = album.official("officer")
    album.open("lanes-none-refused", officer, "/dong-bo")
    album.world.later(minutes=2)
    album.open("lanes-waiting", officer, "/dong-bo?tinh-trang=waiting")
    album.open("lane-waiting", officer, f"/dong-bo/{code}")
    refuse(album.world.world, code)
    album.open("lanes-refused", officer, "/dong-bo")
    album.open("lane-refused", officer, f"/dong-bo/{code}")
    album.store("lane-sent-again", officer.submit(f"/dong-bo/{code}"))


def refuse(world: World, code: str) -> None:
    """The portal refused a field of the dossier."""
    repository = world.services["exchange"].repository
    at = world.now()
    refusal = Refusal(service="DongBoHoSoMC", field="Email", code="-1", message="", at=at)
    repository.save(refused(repository.lane(code), refusal), at)
