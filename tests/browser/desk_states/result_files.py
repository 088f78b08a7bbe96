"""A result that exists as a PDF: its upload, its check, its proposal, its signature."""

from tests.browser.desk_states.album import Album
from tests.unit.desk.test_result_upload import KIND, in_work, upload
from tests.unit.intake.phone_pictures import photograph


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    office = album.office
    code = in_work(office)
    officer, path = office.official("officer"), f"/ho-so/{code}/tep-ket-qua/{KIND}"
    album.open("proposal-of-other-kind", officer, f"/ho-so/{code}/de-xuat?ket-qua={KIND}")
    album.open("result-file", officer, path)
    album.store("result-file-upload", officer.submit(path))
    _, page = upload(office, code, photograph((200, 200)))
    album.store("result-file-rejected", page)
    file, page = upload(office, code)
    album.store("result-file-checked", page)
    address = f"/ho-so/{code}/de-xuat?ket-qua={KIND}&tep={file}"
    album.open("proposal-of-file", officer, address)
    album.store("proposal-of-file-review", officer.submit("/de-xuat", "review"))
    officer.submit("/de-xuat", "confirm")
    album.world.world.settle()
    album.open("decision-of-file", office.official("approver"), f"/ho-so/{code}/quyet-dinh")
