"""The pages of letters in each of their states."""

from datetime import UTC, datetime

from local.demo.attachments import attachment_pdf
from tests.browser.desk_states.album import Album
from tests.unit.desk.officer import Officer
from tests.unit.pages.html_forms import Values
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import AGENCY

FILE = attachment_pdf("Công văn", "Văn thư", datetime(2026, 11, 23, tzinfo=UTC))
NEAR = "H49.62.01"
WRITTEN: Values = {
    "type": "cong_van",
    "notation": "UBND-VP",
    "subject": "V/v phối hợp xác minh",
    "recipients": AGENCY,
    "reply_by": "2026-12-15",
}


def record(album: Album) -> None:
    """From the empty lists to the registers."""
    album.begin()
    officer, clerk, head = (album.official(role) for role in ("officer", "clerk", "head"))
    album.open("letters-in-none", clerk, "/van-ban")
    album.open("letters-out-none", officer, "/van-ban/di")
    album.open("letters-book-none", clerk, "/van-ban/so")
    album.open("letter-draft", officer, "/van-ban/soan")
    album.store("letter-draft-missing", officer.submit("/van-ban/soan", values=WRITTEN), 422)
    page = album.store("letter-drafted", draft(officer))
    outgoing = page.address.partition("?")[0]
    album.open("letters-out", officer, "/van-ban/di")
    album.open("letter-edit", officer, f"{outgoing}/sua")
    album.open("letter-to-number", clerk, outgoing)
    album.store("letter-numbered", clerk.submit(outgoing, values={"act": "number"}))
    head.get(outgoing)
    signing: Values = {"act": "sign", "seal": []}
    album.store("letter-signed", head.submit(outgoing, values=signing))
    clerk.get(outgoing)
    album.store("letter-void-missing", clerk.submit(outgoing, values={"act": "void"}), 422)
    album.store("letter-sent", clerk.submit(outgoing, values={"act": "send"}))
    album.open("letters-in", clerk, "/van-ban")
    incoming = f"/van-ban/den/{AGENCY}/{outgoing.rpartition('/')[2]}"
    album.open("letter-in", clerk, incoming)
    album.store("letter-accepted", clerk.submit(incoming, values={"act": "accept"}))
    head.get(incoming)
    assignment: Values = {"act": "assign", "official": "officer", "due": "2026-12-10"}
    album.store("letter-assigned", head.submit(incoming, values=assignment))
    clerk.get(outgoing)
    recall: Values = {"act": "recall", "reason": "Gửi nhầm nơi nhận"}
    album.store("letter-recalled", clerk.submit(outgoing, values=recall))
    album.open("letter-in-asked", clerk, incoming)
    album.open("letters-book", clerk, "/van-ban/so?so=di")
    album.open("letters-book-csv", clerk, "/van-ban/so?so=den&tep=csv")


def draft(officer: Officer, **more: str) -> PageView:
    """An officer of the agency drafts a letter."""
    officer.get("/van-ban/soan")
    values: Values = {**WRITTEN, **more}
    sent = officer.send_form_with_file("/van-ban/soan", "file", FILE, values)
    return officer.get(sent.headers["Location"].removeprefix(officer.origin))
