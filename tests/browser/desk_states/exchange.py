"""The pages of the exchange with the National Portal in each of their states."""

from typing import Final

from desk.exchange.routes import CODES, DIFFERENCES
from exchange.domain.lane import Refusal
from exchange.domain.portal_answer import PortalAnswer
from exchange.domain.transitions import refused
from exchange.mapping.national_reader import NationalReader
from exchange.mapping.run import Mapper
from exchange.push.shared_circuit import SharedCircuit
from exchange.push.shared_session import SharedSession
from kit.core.budget import UNLIMITED
from kit.core.model import JsonDict
from tests.browser.desk_states.album import Album
from tests.unit.exchange.unreachable_portal import UnreachablePortal
from tests.world import World

PROCEDURE: Final = "1.001612"


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
    record_codes(album)


def record_codes(album: Album) -> None:
    """National codes before and after the portal's lists were compared."""
    editor = album.official("catalogue_editor")
    administrator = album.official("admin", agency="H49")
    album.open("comparison-never", editor, DIFFERENCES)
    album.open("codes-unmatched", editor, CODES)
    compare_lists(album.world.world)
    album.open("comparison", editor, DIFFERENCES)
    album.open("codes-by-code", editor, f"{CODES}?loai=procedure&tinh-trang=by_code")
    one = f"{CODES}/sua?loai=procedure&ma={PROCEDURE}"
    album.open("code", administrator, one)
    malformed = administrator.submit(f"{CODES}/sua", values={"code": "x~y"})
    album.store("code-malformed", malformed, 422)
    administrator.get(one)
    album.store("code-set", administrator.submit(f"{CODES}/sua", values={"code": "1.001613"}))


def compare_lists(world: World) -> None:
    """The portal lists one procedure of ours, which has no component there, and one that is not."""
    exchange = world.services["exchange"]
    lists = {
        "LayDanhSachTTHC": [
            {"MATTHC": PROCEDURE, "TENTTHC": "Đăng ký hộ kinh doanh"},
            {"MATTHC": "2.000635", "TENTTHC": "Cấp bản sao trích lục hộ tịch"},
        ],
        "LayThuTuc": [{"MATTHC": PROCEDURE, "TENTTHC": "Đăng ký hộ kinh doanh"}],
        "LayDanhMucLinhVuc": [{"MALINHVUC": "G15-TP07", "TENLINHVUC": "Hộ tịch"}],
        "LayDanhMucCoQuan": [{"MADONVI": "H49", "TENDONVI": "UBND tỉnh Quảng Ninh"}],
    }
    sessions = SharedSession(exchange.repository, SessionlessPortal(), world.now)
    circuit = SharedCircuit(exchange.repository)
    reader = NationalReader(ListedPortal(lists), sessions)
    Mapper(exchange.repository, reader, circuit, list, world.now).run(UNLIMITED)


class ListedPortal:
    """Answers with the same lists each time."""

    def __init__(self, lists: dict[str, list[JsonDict]]) -> None:
        self.lists = lists

    def read(self, _session: str, service: str, _members: JsonDict) -> PortalAnswer:
        return PortalAnswer(code="0", message="", result=tuple(self.lists[service]))


class SessionlessPortal(UnreachablePortal):
    """Its lists are read without a session."""

    needs_session = False


def refuse(world: World, code: str) -> None:
    """The portal refused a field of the dossier."""
    repository = world.services["exchange"].repository
    at = world.now()
    refusal = Refusal(service="DongBoHoSoMC", field="Email", code="-1", message="", at=at)
    repository.save(refused(repository.lane(code), refusal), at)
