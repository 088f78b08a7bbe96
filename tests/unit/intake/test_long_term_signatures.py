"""Papers that are signed for years: the original verifies as it did, the copy runs nothing."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Pdf

from intake.attachments.inspection import PDF, inspect
from tests.unit.intake.ltv_files import long_term_signed, verifies_for_years
from tests.unit.intake.pdf_files import ACTIVE, a_page, words_in
from tests.unit.intake.world import World


def typeset() -> bytes:
    typst = pytest.importorskip("typst")
    content: bytes = typst.compile(b"= Xin chao")
    return content


PAPERS: dict[str, Callable[[], bytes]] = {
    "an empty page": a_page,
    "a drawn page": typeset,
    **{name: lambda change=change: a_page(change) for name, change in ACTIVE.items()},  # type: ignore[misc]
}


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_stored_verifies_as_what_was_uploaded_and_the_copy_has_no_active_part(
    name: str,
) -> None:
    content = long_term_signed(PAPERS[name]())
    assert verifies_for_years(content)
    world = World()

    attachment = world.attach(world.prepare_draft(), content)

    assert (attachment.state, attachment.signature) == ("checked", "foreign")
    original = world.bucket.stored[attachment.key_of(attachment.sha256)]
    assert original == content
    assert verifies_for_years(original)
    assert words_in(world.bucket.stored[attachment.key_of(str(attachment.shown))]) == set()


def test_the_mark_is_seen_in_the_copy() -> None:
    with pikepdf.open(_copy(long_term_signed(a_page()))) as pdf:
        signs = [mark for mark in _annotations(pdf) if "/AP" in mark]
        assert len(signs) == 1
        assert b"Nguyen Thi An" in _appearance_of(signs[0])
        assert "/DSS" not in pdf.Root


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"595", b"594"), (b"/Contents <30", b"/Contents <31"), (b"Nguyen Thi An", b"Nguyen Thi Em")],
)
def test_a_changed_one_verifies_no_more_and_says_so(before: bytes, after: bytes) -> None:
    content = long_term_signed(a_page()).replace(before, after, 1)

    assert not _verifies(content)
    assert inspect(PDF, content).signature == "broken"


def _verifies(content: bytes) -> bool:
    try:
        return verifies_for_years(content)
    except Exception:  # noqa: BLE001 - a changed file may lead the reader to anything
        return False


def _copy(content: bytes) -> BytesIO:
    return BytesIO(inspect(PDF, content).shown or b"")


def _annotations(pdf: Pdf) -> list[pikepdf.Object]:
    return list(pdf.pages[0].obj.Annots)


def _appearance_of(mark: pikepdf.Object) -> bytes:
    """What the appearance draws, with that of the forms in it."""
    appearance = mark.AP.N
    content: bytes = appearance.read_bytes()
    if "/XObject" in appearance.get("/Resources", pikepdf.Dictionary()):
        forms = appearance.Resources.XObject
        content += b"".join(forms[str(key)].read_bytes() for key in forms.keys())  # noqa: SIM118
    return content
