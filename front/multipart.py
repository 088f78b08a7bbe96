"""Forms with files (multipart/form-data, RFC 7578)."""

from email.message import Message
from email.parser import BytesHeaderParser
from typing import Final

CRLF: Final = b"\r\n"
MOST_PARTS: Final = 50
Pairs = tuple[tuple[str, str], ...]
Files = tuple[tuple[str, bytes], ...]


def read_parts(content_type: str, body: bytes) -> tuple[Pairs, Files]:
    """The fields in their order, and the files by their fields' names.

    Raises ValueError for what is no such form.
    """
    head = Message()
    head["Content-Type"] = content_type
    boundary = head.get_boundary()
    pieces = (CRLF + body).split(CRLF + b"--" + boundary.encode()) if boundary else []
    if not 2 <= len(pieces) <= MOST_PARTS:
        raise ValueError("no parts, or too many")
    pairs: list[tuple[str, str]] = []
    files: list[tuple[str, bytes]] = []
    for piece in pieces[1:-1]:
        fields, _, content = piece.partition(CRLF + CRLF)
        stated = BytesHeaderParser().parsebytes(fields.lstrip())
        name = stated.get_param("name", header="content-disposition")
        if not isinstance(name, str):
            raise ValueError("a part without a name")
        if stated.get_param("filename", header="content-disposition") is None:
            pairs.append((name, content.decode()))
        else:
            files.append((name, content))
    return tuple(pairs), tuple(files)
