"""Attacks on uploads: announcements that lie, other bytes, other people's drafts and files."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from intake.attachments.ports import Upload
from intake.domain.announcement import LARGEST_FILE
from intake.domain.draft import MOST_ATTACHMENTS
from kit.testing.http_client import ClientResponse
from tests.attacks.attack import Attack
from tests.unit.intake.test_api import World, announcement
from tests.unit.intake.world import PDF

OTHER: Final = PDF.replace(b"Page", b"Pago")
"""As long as the announced file."""
Answer = Callable[[World, str], ClientResponse]


def announced(changes: dict[str, Any], who: str = "an") -> ClientResponse:
    """A file is announced for the draft of `an`."""
    world = World()
    return world.client.post(f"/v1/drafts/{world.draft()}/papers", who, announcement(**changes))


def uploaded(content: bytes) -> str:
    """Other bytes than the announced ones come to the bucket."""
    world = World()
    form = world.client.post(f"/v1/drafts/{world.draft()}/papers", "an", announcement()).body
    checked = world.checker.check(
        world.bucket.upload(form["fields"]["key"], content), at=world.clock()
    )
    assert checked is not None
    return f"{checked.state} {checked.why}, {len(world.bucket.stored)} kept"


def overwritten(*, before_the_check: bool) -> str:
    """Whether another file takes the place of the one that is checked."""
    world = World()
    draft = world.draft()
    form = world.client.post(f"/v1/drafts/{draft}/papers", "an", announcement()).body
    first = world.bucket.upload(form["fields"]["key"], PDF)
    if not before_the_check:
        world.checker.check(first, at=world.clock())
    second = world.bucket.upload(form["fields"]["key"], OTHER)
    for upload in (first, second):
        world.checker.check(upload, at=world.clock())
    shown = world.client.get(f"/v1/drafts/{draft}/papers/{form['paper']}", "an").body["state"]
    return f"{shown}, {sum(b'Pago' in copy for copy in world.bucket.stored.values())} others"


def unannounced(key: str) -> str:
    """An object that nobody announced."""
    world = World()
    form = world.client.post(f"/v1/drafts/{world.draft()}/papers", "an", announcement()).body
    upload = world.bucket.upload(key.format(form["paper"]), PDF)
    checked = world.checker.check(Upload(upload.key, upload.version), at=world.clock())
    return f"{checked and checked.state}, {len(world.bucket.stored)} kept"


def foreign(ask: Answer) -> ClientResponse:
    """Somebody asks for what is another citizen's."""
    world = World()
    return ask(world, world.draft())


def _paper(world: World, draft: str) -> str:
    return f"/v1/drafts/{draft}/papers/{world.checked_paper(draft)}"


def filed_with(*, theirs: bool) -> ClientResponse:
    """A dossier with another citizen's file, or with one that there is not."""
    world = World()
    other = world.checked_paper(world.draft()) if theirs else "01KAQ000000000000000000000"
    mine = world.draft("binh")
    world.checked_paper(mine, "binh")
    return world.client.post(f"/v1/drafts/{mine}/filing", "binh", {"papers": [other]})


def filed_unchecked(content: bytes) -> ClientResponse:
    """A dossier is filed with a file that was refused, or never came."""
    world = World()
    draft = world.draft()
    form = world.client.post(f"/v1/drafts/{draft}/papers", "an", announcement()).body
    if content:
        upload = world.bucket.upload(form["fields"]["key"], content)
        world.checker.check(upload, at=world.clock())
    return world.client.post(f"/v1/drafts/{draft}/filing", "an", {"papers": [form["paper"]]})


def flooded() -> ClientResponse:
    world = World()
    path = f"/v1/drafts/{world.draft()}/papers"
    for _ in range(MOST_ATTACHMENTS):
        assert world.client.post(path, "an", announcement()).status == 201
    return world.client.post(path, "an", announcement())


_ANNOUNCED: Final[tuple[tuple[str, dict[str, Any], str], ...]] = (
    ("HTML", {"media_type": "text/html"}, "422 wrong_type"),
    ("a drawing", {"media_type": "image/svg+xml"}, "422 wrong_type"),
    ("a program", {"media_type": "application/x-msdownload"}, "422 wrong_type"),
    (
        "two types",
        {"media_type": "text/html, application/pdf"},
        "422 wrong_type",
    ),
    ("a type in a parameter", {"media_type": "text/html;application/pdf"}, "422 wrong_type"),
    ("21 MB", {"size": LARGEST_FILE + 1}, "413 file_too_large"),
    ("less than nothing", {"size": -1}, "422 invalid"),
    ("nothing", {"size": 0}, "422 invalid"),
    ("a size in words", {"size": "one"}, "422 invalid"),
    ("a digest of another kind", {"sha256": "0" * 32}, "422 invalid"),
    ("a digest that is a path", {"sha256": "../" * 21 + "x"}, "422 invalid"),
    ("a document that nobody asks for", {"component": "../tp01"}, "422 unknown_component"),
    ("a verdict of their own", {"state": "checked"}, "422 invalid"),
    ("a place of their own", {"key": "papers/x"}, "422 invalid"),
    ("a name of ten thousand letters", {"name": "a" * 10_000}, "422 invalid"),
)

_FOREIGN: Final[dict[str, tuple[Answer, str]]] = {
    "announces a file": (
        lambda w, d: w.client.post(f"/v1/drafts/{d}/papers", "binh", announcement()),
        "404 not_found",
    ),
    "reads a file's verdict": (
        lambda w, d: w.client.get(_paper(w, d), "binh"),
        "404 not_found",
    ),
    "removes a file": (lambda w, d: w.client.delete(_paper(w, d), "binh"), "404 not_found"),
    "reads the draft": (lambda w, d: w.client.get(f"/v1/drafts/{d}", "binh"), "404 not_found"),
    "files the draft": (
        lambda w, d: w.client.post(f"/v1/drafts/{d}/filing", "binh", {}),
        "404 not_found",
    ),
}

ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(f"upload: announces {name}", partial(announced, changes), expected)
        for name, changes, expected in _ANNOUNCED
    ),
    *(
        Attack(
            f"upload: an official ({who}) announces a file",
            partial(announced, {}, who),
            "403 forbidden",
        )
        for who in ("officer", "editor")
    ),
    Attack("upload: nobody announces a file", partial(announced, {}, ""), "401 token_required"),
    *(
        Attack(
            f"upload: other bytes ({name})",
            partial(uploaded, content),
            f"rejected {why}, 0 kept",
        )
        for name, content, why in (
            ("as many", OTHER, "wrong_digest"),
            ("one less", PDF[:-1], "wrong_digest"),
            ("more", PDF + b"more", "file_too_large"),
            ("none", b"", "wrong_digest"),
            ("a program", b"MZ".ljust(len(PDF), b"!"), "wrong_digest"),
        )
    ),
    Attack(
        "upload: another file after the check",
        partial(overwritten, before_the_check=False),
        "checked, 0 others",
    ),
    Attack(
        "upload: another file before the check",
        partial(overwritten, before_the_check=True),
        "checked, 0 others",
    ),
    *(
        Attack(f"upload: an object at {key}", partial(unannounced, key), "None, 0 kept")
        for key in (
            "elsewhere/{}",
            "papers/{}",
            "quarantine/../{}",
            "quarantine/x/{}",
            "quarantine/01KAQ000000000000000000000",
        )
    ),
    *(
        Attack(f"upload: another citizen {name}", partial(foreign, ask), expected)
        for name, (ask, expected) in _FOREIGN.items()
    ),
    *(
        Attack(
            f"upload: a dossier with {whose} file",
            partial(filed_with, theirs=theirs),
            "422 paper_foreign",
        )
        for whose, theirs in (("another citizen's", True), ("nobody's", False))
    ),
    Attack(
        "upload: a dossier with a file that never came",
        partial(filed_unchecked, b""),
        "409 paper_unchecked",
    ),
    Attack(
        "upload: a dossier with a file that was refused",
        partial(filed_unchecked, OTHER),
        "409 paper_unchecked",
    ),
    Attack("upload: a file more than a draft takes", flooded, "422 too_many_papers"),
)
