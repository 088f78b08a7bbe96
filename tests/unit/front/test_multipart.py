"""Forms with files, as browsers send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from front.multipart import read_parts

KIND = "multipart/form-data; boundary=xyz"


def body(*parts: tuple[str, bytes]) -> bytes:
    """A form of these parts: headers after the name, and content."""
    head = b'--xyz\r\nContent-Disposition: form-data; name="'
    return b"".join(head + fields.encode() + b"\r\n\r\n" + each + b"\r\n" for fields, each in parts)


def test_fields_and_files_are_separate() -> None:
    sent = body(
        ('csrf"', b"abc"),
        ('file"; filename="sao kê.csv"\r\nContent-Type: text/csv', b"a,b\r\n1,2"),
        ('note"', "Thối nhầm".encode()),
    )
    pairs, files = read_parts(KIND, sent + b"--xyz--\r\n")

    assert pairs == (("csrf", "abc"), ("note", "Thối nhầm"))
    assert files == (("file", b"a,b\r\n1,2"),)


@given(st.binary(max_size=300).filter(lambda content: b"--xyz" not in content))
def test_a_file_arrives_byte_by_byte(content: bytes) -> None:
    _, files = read_parts(KIND, body(('file"; filename="f"', content)) + b"--xyz--")

    assert files == (("file", content),)


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("multipart/form-data", b"--xyz--"),
        (KIND, b""),
        (KIND, b"--xyz\r\nContent-Type: text/plain\r\n\r\nx\r\n--xyz--"),
        (KIND, body(*[('a"', b"")] * 60) + b"--xyz--"),
        (KIND, body(('a"', b"\xff")) + b"--xyz--"),
    ],
)
def test_what_is_no_such_form_is_refused(kind: str, sent: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_parts(kind, sent)
