"""Administration: agencies, officials, kiosks, delegations, requests, and supervision."""

from tests.browser.desk_states.album import Album
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_supervision_pages import requested
from tests.unit.pages.html_forms import Values
from tests.unit.pages.services_world import AGENCY, PROVINCE

TREE = "/quan-tri/don-vi"
ONE = f"{TREE}/{AGENCY}"
STAFF = "/quan-tri/can-bo"
REQUESTS = "/quan-tri/yeu-cau-du-lieu"
FIGURES = f"/giam-sat/don-vi/{AGENCY}"


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    _agencies(album)
    _officials(album)
    _kiosks(album)
    _delegations(album)
    _requests(album)
    _supervision(album)


def _agencies(album: Album) -> None:
    admin = album.official("admin", agency=PROVINCE)
    album.open("administration", admin, "/quan-tri")
    album.open("agencies", admin, TREE)
    album.open("agency-new", admin, "/quan-tri/don-vi-moi")
    album.store("agency-new-mistakes", admin.submit("/don-vi-moi"), 422)
    album.open("agency", admin, ONE)
    album.open("agency-content", admin, f"{ONE}/sua")
    album.store("agency-row-added", admin.submit("/sua", "add.codes"))
    admin.get(f"{ONE}/sua")
    wrong: Values = {"a.hours.0.weekdays": ["0"], "a.hours.0.spans": "từ sáng đến chiều"}
    album.store("agency-content-mistakes", admin.submit("/sua", values=wrong), 422)
    admin.get(f"{ONE}/sua")
    album.store("agency-stored", admin.submit("/sua", values={"a.address": "Số 1, Hạ Long"}))
    album.open("agency-desks", admin, f"{ONE}/ban")
    album.store("agency-desks-stored", admin.submit("/ban", values={"a.desks": ["Tổ hộ tịch"]}))
    foreign = album.official("admin", agency="H49.62.01")
    album.open("agency-of-another-administrator", foreign, ONE)


def _officials(album: Album) -> None:
    colleague = album.official("officer").subject
    admin = album.official("admin", agency=PROVINCE)
    album.open("staff", admin, f"{ONE}/can-bo")
    album.open("staff-start", admin, STAFF)
    stranger = Officer(world=album.world)
    stranger.username = "le-van-moi"
    stranger.sign_in()
    admin = album.official("admin", agency=PROVINCE)
    album.open("official-without-rights", admin, f"{STAFF}?ma={stranger.subject}")
    album.open("official", admin, f"{STAFF}/{colleague}")
    album.open("rights", admin, f"{STAFF}/{colleague}/quyen")
    album.world.later(minutes=16)
    late = admin.submit("/quyen", values={"a.office": "Phó Chủ tịch"})
    album.store("rights-second-factor-anew", late, 401)
    own = album.official("admin")
    own.get(f"{STAFF}/{colleague}/quyen")
    values = {"a.roles": ["officer", "admin"]}
    album.store("rights-refused", own.submit("/quyen", values=values), 403)
    own.get(f"{STAFF}/{stranger.subject}/quyen")
    album.store("rights-mistakes", own.submit("/quyen"), 422)
    own.get(f"{STAFF}/{colleague}/quyen")
    album.store("rights-stored", own.submit("/quyen", values={"a.office": "Chuyên viên"}))
    album.open("removal", own, f"{STAFF}/{colleague}/thu-hoi")
    album.store("removed", own.submit("/thu-hoi"))


def _kiosks(album: Album) -> None:
    admin = album.official("admin")
    path = f"{ONE}/kiosk"
    album.open("kiosks-none", admin, path)
    album.store("kiosks-mistakes", admin.submit("/kiosk"), 422)
    album.store("kiosk-secret", admin.submit("/kiosk", values={"a.name": "Sảnh tầng 1"}))
    album.open("kiosks", admin, path)
    album.store("kiosk-revoked", admin.submit("/thu-hoi"))


def _delegations(album: Album) -> None:
    colleague = album.official("officer", desk="2")
    directory = album.world.world.directory
    head = album.official("head")
    for each in (head, colleague):
        record_of = directory.record(each.subject).official
        assert record_of is not None
        directory.put_staff(record_of.evolve(office="Phó Chủ tịch"))
    album.open("delegations", head, "/uy-quyen")
    path = f"/uy-quyen/{colleague.subject}"
    album.open("deputy", head, path)
    days = {"since": "24", "until": "20"}
    values = {f"a.{name}.d": day for name, day in days.items()}
    values |= {f"a.{name}.m": "11" for name in days} | {f"a.{name}.y": "2026" for name in days}
    values |= {"a.role": "head", "a.kind": "TUQ"}
    album.store("deputy-mistakes", head.submit(path, values=values), 422)
    album.store("deputy-named", head.submit(path, values=values | {"a.until.d": "30"}))
    album.store("deputy-ended", head.submit("/cham-dut"))


def _requests(album: Album) -> None:
    head = album.official("head", agency=PROVINCE)
    album.open("requests-none", head, REQUESTS)
    one = requested(album.world, "erase")
    album.open("requests", head, REQUESTS)
    album.open("request", head, f"{REQUESTS}/{one}")
    album.store("request-mistakes", head.submit(one), 422)
    values = {"a.granted": "no", "a.reply": "Chưa đủ căn cứ."}
    album.store("request-decided", head.submit(one, values=values))


def _supervision(album: Album) -> None:
    code = album.office.accepted()
    head = album.official("head")
    album.open("supervision", head, "/giam-sat")
    album.open("supervised-agencies", head, "/giam-sat/don-vi")
    album.open("figures-of-day", head, f"{FIGURES}/ngay?ngay=2026-11-23")
    album.open("figures-of-day-mistakes", head, f"{FIGURES}/ngay?ngay=30-11", 422)
    album.open("figures-of-month", head, f"{FIGURES}/tai-cho?thang=2026-11")
    album.open("figures-of-month-mistakes", head, f"{FIGURES}/tai-cho?thang=2026", 422)
    admin = album.official("admin")
    album.open("find-readers", admin, "/giam-sat/nhat-ky")
    album.open("find-readers-mistakes", admin, "/giam-sat/nhat-ky?ho-so=x", 422)
    album.open("readers-of-dossier", admin, f"/giam-sat/nhat-ky?ho-so={code}")
