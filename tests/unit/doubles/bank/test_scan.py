"""The bank's scanner: what payers upload, as a picture or as something else."""

import io
from collections.abc import Iterator
from http.client import HTTPConnection
from threading import Thread

import pytest
import segno
from PIL import Image

from local.doubles.bank.scan import text_in_picture
from local.doubles.bank.server import Double, serve
from payments.providers.bank.transfer import VietQrTransfer
from tests.unit.payments.bank_builders import ACCOUNT
from tests.unit.payments.test_transfer_gateway import order

OPENED = VietQrTransfer(lambda: ACCOUNT).start(order(150_000), "k")
QR = OPENED.qr or ""


def picture(text: str, kind: str = "png", **options: object) -> bytes:
    """A code as a payer's screenshot has it."""
    png, content = io.BytesIO(), io.BytesIO()
    segno.make(text).save(png, kind="png", scale=4, **options)
    Image.open(png).convert("RGBA" if kind == "png" else "RGB").save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_picture_is_read_as_its_text(kind: str) -> None:
    assert text_in_picture(picture(QR, kind)) == QR


def test_a_transparent_picture_is_read_on_white_paper() -> None:
    assert text_in_picture(picture(QR, light=None)) == QR


def test_two_codes_in_one_picture_are_ambiguous() -> None:
    code = Image.open(io.BytesIO(picture(QR)))
    both, content = Image.new("RGB", (code.width * 2, code.height), "white"), io.BytesIO()
    both.paste(code, (0, 0))
    both.paste(code, (code.width, 0))
    both.save(content, "png")

    assert text_in_picture(content.getvalue()) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg/>", picture(QR)[:300], b"\x89PNG\r\n\x1a\n" + b"\0" * 100],
    ids=["empty", "svg", "cut", "header"],
)
def test_no_picture_has_no_text(content: bytes) -> None:
    assert text_in_picture(content) is None


def test_a_picture_that_claims_to_be_huge_is_not_read() -> None:
    content = io.BytesIO()
    Image.new("1", (7_000, 6_000), "white").save(content, "png")

    assert len(content.getvalue()) < 100_000
    assert text_in_picture(content.getvalue()) is None


@pytest.fixture
def double() -> Iterator[Double]:
    bank = serve(0)
    thread = Thread(target=bank.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield bank
    bank.shutdown()
    thread.join()
    bank.server_close()
    bank.deliveries.stop()


def upload(double: Double, content: bytes, name: str = "picture") -> tuple[int, str]:
    """The form as a browser sends it."""
    head = (
        f'--limit\r\nContent-Disposition: form-data; name="{name}"; filename="ma.png"\r\n'
        "Content-Type: image/png\r\n\r\n"
    )
    body = head.encode() + content + b"\r\n--limit--\r\n"
    connection = HTTPConnection("127.0.0.1", double.server_port, timeout=10)
    form = {"Content-Type": "multipart/form-data; boundary=limit"}
    connection.request("POST", "/scan", body, form)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text


def test_an_uploaded_picture_shows_its_order(double: Double) -> None:
    status, text = upload(double, picture(QR))

    assert status == 200
    assert 'value="150000"' in text
    assert f'value="{OPENED.reference}"' in text


@pytest.mark.parametrize("content", [b"", b"no picture", picture("no VietQR")])
def test_what_cannot_be_paid_is_refused_on_the_page(double: Double, content: bytes) -> None:
    status, text = upload(double, content)

    assert status == 422
    assert 'role="alert"' in text


def test_a_form_without_a_file_is_refused(double: Double) -> None:
    connection = HTTPConnection("127.0.0.1", double.server_port, timeout=10)
    connection.request("POST", "/scan", b"picture=x")
    response = connection.getresponse()

    assert response.status == 422
    connection.close()
