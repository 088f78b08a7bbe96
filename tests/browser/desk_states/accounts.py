"""Accounts: refunds with four eyes, days, discrepancies, payments and statements."""

from tests.browser.desk_states.album import Album
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_accounts import DAY, PATH, compared, discrepancy, paid_in_cash, refund_id
from tests.unit.desk.test_cash_desk import due_fee
from tests.unit.desk.test_statements import PATH as STATEMENTS
from tests.unit.desk.test_statements import statement
from tests.unit.pages.services_world import PROVINCE
from tests.unit.payments.statement_uploads import notification

REFUNDS = "/ke-toan/hoan"
DISCREPANCIES = "/ke-toan/chenh-lech"
PAYMENTS = "/ke-toan/thanh-toan"


def record(album: Album) -> None:
    """Every state of these pages."""
    album.begin()
    accountant = album.official("accountant", agency=PROVINCE)
    album.open("accounts-empty", accountant, "/ke-toan")
    album.open("accounts-of-commune", album.official("accountant", desk="0"), "/ke-toan")
    for name, path in (("days", "/ke-toan/ngay"), ("refunds", REFUNDS)):
        album.open(f"{name}-none", accountant, path)
    album.open("discrepancies-none", accountant, DISCREPANCIES)
    album.open("payments", accountant, PAYMENTS)
    _refunds(album)
    _discrepancies(album)
    _day(album)
    _statements(album)


def _refunds(album: Album) -> None:
    """One accountant requests, another one approves or refuses."""
    payment = paid_in_cash(album.world)
    first = album.official("accountant", desk="1")
    album.open("payment", first, f"{PAYMENTS}/{payment}")
    album.open("payments-of-day", first, f"{PAYMENTS}?ngay={DAY}")
    album.open("payments-mistakes", first, f"{PAYMENTS}?noi-dung=x", 422)
    album.open("refund-request", first, f"{PAYMENTS}/{payment}/hoan")
    album.store("refund-request-mistakes", first.submit("/hoan"), 422)
    values = {"amount": "150.001", "why": "Thu nhầm"}
    album.store("refund-request-too-much", first.submit("/hoan", None, values), 409)
    values = {"amount": "50.000", "why": "Thu nhầm"}
    page = first.submit("/hoan", None, values)
    refund = refund_id(album.store("refund-requested", page))
    album.store("refund-second-needed", first.submit(refund), 409)
    second = album.official("accountant", desk="2")
    album.open("refunds", second, REFUNDS)
    album.open("accounts", second, "/ke-toan")
    album.open("refund-refusal", second, f"{REFUNDS}/{refund}/tu-choi")
    album.store("refund-refusal-mistakes", second.submit("/tu-choi"), 422)
    album.world.later(minutes=16)
    album.open("refund-second-factor-needed", second, f"{REFUNDS}/{refund}")
    album.store("refund-second-factor-anew", second.submit(refund), 401)
    second = album.official("accountant", desk="2")
    second.get(f"{REFUNDS}/{refund}")
    album.store("refund-approved", second.submit(refund))


def _discrepancies(album: Album) -> None:
    """Resolved, signed, and what is refused."""
    code, _ = due_fee(album.world)
    owed = discrepancy(album.world, "refund_failed", code)
    one = discrepancy(album.world, "amount_differs", code)
    unmatched = discrepancy(album.world, "unmatched_transfer", code)
    accountant = album.official("accountant", desk="3")
    album.open("discrepancies", accountant, DISCREPANCIES)
    album.open("discrepancy", accountant, f"{DISCREPANCIES}/{one}")
    album.open("resolution", accountant, f"{DISCREPANCIES}/{owed}/xu-ly")
    album.store("resolution-mistakes", accountant.submit("/xu-ly"), 422)
    values = {"how": "explained", "why": "Đã xong"}
    album.store("resolution-refused", accountant.submit("/xu-ly", None, values), 409)
    album.open("resolution-of-transfer", accountant, f"{DISCREPANCIES}/{unmatched}/xu-ly")
    album.open("discrepancy-signature", accountant, f"{DISCREPANCIES}/{one}/ky")
    album.store("discrepancy-signature-mistakes", accountant.submit("/ky"), 422)
    signed = accountant.submit("/ky", None, {"why": "Chờ nhà cung cấp"})
    album.store("discrepancy-signed", signed)


def _day(album: Album) -> None:
    """A day that is open, kept open, changed, and closed."""
    compared(album.world)
    treasurer = album.official("accountant", agency=PROVINCE)
    album.open("days", treasurer, "/ke-toan/ngay")
    album.open("day-with-discrepancies", treasurer, PATH)
    album.begin()
    paid_in_cash(album.world)
    treasurer = album.official("accountant", agency=PROVINCE)
    album.open("day-not-compared", treasurer, PATH)
    album.store("day-refused", treasurer.submit(str(DAY)), 409)
    compared(album.world)
    treasurer = album.official("accountant", agency=PROVINCE)
    album.open("day", treasurer, PATH)
    form = treasurer.form(str(DAY))
    pairs = [(n, "at:desk|1|0" if n == "total" else value) for n, value in form.pairs]
    album.store("day-changed", treasurer.post(form.action, pairs), 409)
    album.world.later(minutes=16)
    album.store("day-second-factor-anew", treasurer.post(form.action, form.filled({})), 401)
    treasurer = album.official("accountant", agency=PROVINCE)
    treasurer.get(PATH)
    album.store("day-closed", treasurer.submit(str(DAY)))
    album.world.unavailable = "GET /payments/v1/refunds"
    album.open("accounts-part-unavailable", treasurer, "/ke-toan")
    album.world.unavailable = ""


def _statements(album: Album) -> None:
    """A file: seen first, then taken, then read."""
    treasurer: Officer = album.official("accountant", agency=PROVINCE)
    album.open("statement-form", treasurer, STATEMENTS)
    album.store("statement-mistakes", treasurer.upload(STATEMENTS, "file", b"none"), 422)
    treasurer.get(STATEMENTS)
    content = statement("FT1", "FT9,hôm nay,NGUYEN THI AN,,1")
    album.store("statement-preview", treasurer.upload(STATEMENTS, "file", content))
    album.store("statement-waiting", treasurer.submit("/nhan"))
    [taken] = album.world.world.statement_files.files
    album.world.world.services["payments"].read_statements(notification(taken), None)
    album.open("statement-read", treasurer, f"{STATEMENTS}/{taken}")
