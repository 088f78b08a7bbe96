"""Attacks by files: scripts, bombs, files in two kinds, pictures that are none."""

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Final

from infra.places import ROOT
from intake.adapters.inspection_process import Bounds, ForkedInspector, load_readers
from intake.adapters.scanner import EICAR
from intake.attachments.inspection import inspect
from tests.attacks.attack import Attack
from tests.unit.intake.pdf_files import (
    ACTIVE,
    LOSING,
    a_page,
    locked,
    read_differently,
    starving,
    words_in,
)
from tests.unit.intake.signed_files import signed
from tests.unit.intake.test_picture_copy import picture, png_of
from tests.unit.intake.world import PDF, World, an_announcement

BOUNDS: Final = Bounds(seconds=2.0)
LATEST: Final = 5.0
"""Seconds by which a verdict is there, with the start and the end of a process."""
PICTURES: Final = {"image/jpeg": "JPEG", "image/png": "PNG"}


@cache
def inspector() -> ForkedInspector:
    load_readers()
    return ForkedInspector(inspect, BOUNDS)


def check_result(content: bytes, media_type: str = "application/pdf") -> tuple[str, list[bytes]]:
    """What becomes of a file that was announced truly, and all that is kept of it."""
    world = World()
    draft = world.prepare_draft()
    attachment = world.announce(draft, an_announcement(content, media_type=media_type))
    checker = replace(world.checker, inspector=inspector())
    upload = world.bucket.upload(attachment.upload_key, content)
    checked = checker.check(upload, at=world.clock())
    assert checked is not None
    return f"{checked.state} {checked.why or ''}".strip(), list(world.bucket.stored.values())


def judged(content: bytes, media_type: str = "application/pdf") -> str:
    return check_result(content, media_type)[0]


def active(content: bytes) -> str:
    """The verdict, and which active parts people would be shown."""
    assert words_in(content)
    state, stored = check_result(content)
    return f"{state}, active: {[word for copy in stored for word in sorted(words_in(copy))]}"


def shown_scripts(content: bytes) -> str:
    """Whether a reader that repairs what is kept may find a script in it."""
    _, stored = check_result(content)
    scripts = [copy for copy in stored if b"JavaScript" in copy or words_in(copy)]
    return f"{len(scripts)} scripts"


def held(content: bytes) -> str:
    """Finding 3: a small file held the checker past its time, five times."""
    began = time.monotonic()
    state, _ = check_result(content)
    in_time = time.monotonic() - began < LATEST
    return f"{state in ('checked', 'rejected unreadable')}, in time: {in_time}"


def tail(content: bytes, what: bytes, media_type: str = "application/pdf") -> str:
    """Whether what stands behind the end of a file is kept."""
    state, stored = check_result(content + what, media_type)
    return f"{state}, tails: {sum(what in copy for copy in stored)}"


def passed_off(file: str) -> str:
    """A signed paper that was changed afterwards says so."""
    content = signed(a_page())
    changed = {
        "its size": content.replace(b"595", b"594", 1),
        "its signature": content.replace(b"/Contents <30", b"/Contents <31", 1),
        "what is signed of it": content.replace(b"/ByteRange [0 ", b"/ByteRange [1 ", 1),
    }[file]
    assert changed != content
    return str(inspect("application/pdf", changed).signature)


def _starving() -> Mapping[str, bytes]:
    case = (ROOT / "tests" / "cases" / "files" / "objstm-20k-200.pdf").read_bytes()
    return {"twenty thousand objects of one stream": case, **starving()}


_NO_PICTURE: Final = {
    "three bytes": ("image/jpeg", b"\xff\xd8\xff"),
    "eight bytes": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "a script behind a picture's first bytes": (
        "image/png",
        b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script></html>",
    ),
    "a program behind a picture's first bytes": ("image/jpeg", b"\xff\xd8\xff" + b"MZ\x90" * 99),
    "a picture cut short": ("image/jpeg", picture()[:200]),
    "no picture between its head and its end": ("image/png", png_of(10, 10)),
}
_OTHER_KIND: Final = {
    "a page of HTML": b"<html><script>alert(1)</script></html>",
    "a drawing with a script": b'<svg xmlns="x"><script>alert(1)</script></svg>',
    "a program": b"MZ\x90\x00" * 50,
    "a ZIP file": b"PK\x03\x04" * 50,
    "a GIF": picture("GIF"),
    "a header far behind the beginning": b"x" * 1024 + PDF,
    "nothing": b"",
}
_TAILS: Final = (b"<script>alert(1)</script>", b"PK\x03\x04 zip", b"MZ\x90\x00", b"#!/bin/sh\n")

ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(
            f"file: {name} holds the checker",
            partial(held, content),
            "True, in time: True",
            finding="security-3",
        )
        for name, content in _starving().items()
    ),
    *(
        Attack(f"file: a script {name}", partial(active, a_page(change)), "checked, active: []")
        for name, change in ACTIVE.items()
    ),
    *(
        Attack(f"file: {name}", partial(judged, a_page(change)), "rejected active_content")
        for name, change in LOSING.items()
    ),
    *(
        Attack(
            f"file: a script by {name}",
            partial(shown_scripts, content),
            "0 scripts",
            finding="security-7",
        )
        for name, content in read_differently().items()
    ),
    *(
        Attack(f"file: {name} for a picture", partial(judged, content, kind), "rejected unreadable")
        for name, (kind, content) in _NO_PICTURE.items()
    ),
    *(
        Attack(
            f"file: a picture of {wide} × {high} pixels in a hundred bytes",
            partial(judged, png_of(wide, high), "image/png"),
            "rejected too_many_pixels",
        )
        for wide, high in ((60_000, 60_000), (2**31 - 1, 1), (1, 2**30))
    ),
    *(
        Attack(f"file: {name} for a PDF", partial(judged, content), "rejected wrong_type")
        for name, content in _OTHER_KIND.items()
    ),
    *(
        Attack(
            f"file: a PDF that is {what[:4]!r} too", partial(tail, PDF, what), "checked, tails: 0"
        )
        for what in _TAILS
    ),
    *(
        Attack(
            f"file: a {name} that is {what[:4]!r} too",
            partial(tail, picture(name), what, kind),
            "checked, tails: 0",
        )
        for kind, name in PICTURES.items()
        for what in _TAILS
    ),
    Attack("file: a virus", partial(judged, PDF + EICAR), "rejected infected"),
    *(
        Attack(
            f"file: a password hides the content from the check ({revision})",
            partial(judged, locked("khoa", revision, aes=aes)),
            "rejected password_needed",
        )
        for revision, aes in ((2, False), (3, False), (4, True), (6, True))
    ),
    *(
        Attack(f"file: a signed paper with {what} changed", partial(passed_off, what), "broken")
        for what in ("its size", "its signature", "what is signed of it")
    ),
)
