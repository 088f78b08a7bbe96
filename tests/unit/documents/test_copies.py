"""The agency signs the copy of an original, and the copy says so on its first page."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from contracts.documents import DocumentFailed, DocumentSealed
from contracts.intake import CopyConfirmed
from contracts.testing.dossier_events import CODE, DRAFT, OWNER
from intake.attachments.pdf_copy import pdf_copy
from kit.core.events import Envelope
from kit.security.pdf_signatures import judge_signatures
from kit.testing.clock import NOW
from tests.unit.documents.test_agency_signature import trust
from tests.unit.documents.world import World, world_with_dossier
from tests.unit.intake.scans import scanned, with_field

MILLIMETRE = 72 / 25.4
SCALE = 4
"""Dots for a point."""
DIGITISATION = "01KAQ0D1G00000000000000000"


def a_world(scan: bytes | None = None) -> tuple[World, Envelope]:
    """A world with a scan that intake checked, and the event that asks for its signature."""
    world = world_with_dossier()
    content = pdf_copy(scan or scanned(pages=2)).content
    digest = sha256(content).hexdigest()
    world.file_store.papers = {f"papers/{DRAFT}/{digest}": content}
    event = CopyConfirmed(
        paper="paper-1",
        draft=DRAFT,
        sha256=digest,
        pages=2,
        component="tp02",
        kind="Giấy khai sinh của cháu Nguyễn Thị Bé",
        component_name="Giấy khai sinh",
        number="123/2019",
        issuer="UBND phường Hồng Gai",
        issued_on="2019-03-05",
        by="desk-1",
    )
    return world, world.others.publish("intake", event, DIGITISATION)


def first_page_text(pdf: bytes) -> str:
    """What is to be read on the first page, with its annotations."""
    with pypdfium2.PdfDocument(pdf) as opened:
        opened.init_forms()
        opened[0].flatten()
        return " ".join(opened[0].get_textpage().get_text_bounded().split())


def test_a_copy_bears_the_agencys_signature_and_the_mark_of_a_copy() -> None:
    world, confirmed = a_world()

    world.receive(confirmed)

    (document,) = world.documents()
    signed = world.content_of(document)
    (judged,) = judge_signatures(signed, trust(), NOW)
    assert (judged.state, judged.signer) == ("valid", "Dấu của H49")
    name = world.client.get(f"/v1/verifications/{document.id}").body["name"]
    assert document.name == name == "Bản sao điện tử từ bản chính: Giấy khai sinh"
    shown = first_page_text(signed)
    assert "SAO Y" in shown
    assert "Cơ quan: UBND phường Hồng Gai" in shown
    assert "Thời gian ký: 2026-11-23T09:00:00+07:00" in shown
    with pikepdf.open(BytesIO(signed)) as pdf:
        assert len(pdf.pages) == 2
    sealed = world.events()[-1].read(DocumentSealed)
    assert (sealed.kind, sealed.digitisation) == ("copy", DIGITISATION)
    assert sealed.sha256 == sha256(signed).hexdigest()


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90])
def test_the_mark_stands_upright_at_the_top_right_of_what_readers_see(turn: int) -> None:
    world, confirmed = a_world(turned(turn))

    world.receive(confirmed)

    with pypdfium2.PdfDocument(world.content_of(world.documents()[0])) as opened:
        opened.init_forms()
        page = opened[0]
        wide, _ = page.get_size()
        picture = page.render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
    ink = picture.point(lambda shade: 255 * (shade < 128))
    left, top, right, bottom = (each / SCALE for each in ink.getbbox() or ())
    first_line = ink.crop((0, round(top * SCALE), ink.width, round((top + 9) * SCALE))).getbbox()
    assert left > wide - 77 * MILLIMETRE
    assert right < wide - 5 * MILLIMETRE
    assert top > 5 * MILLIMETRE
    assert bottom < 23 * MILLIMETRE
    assert bottom - top < right - left, "its lines run across"
    assert first_line is not None
    assert (first_line[3] - first_line[1]) / SCALE == pytest.approx(6.9, abs=0.3), "10 points"


def test_a_repeat_seals_no_second_copy_and_the_chain_has_the_act() -> None:
    world, confirmed = a_world()

    world.receive(confirmed, confirmed)

    assert len(world.documents()) == len(world.events()) == 1
    acts = [stored.fact.act for stored in world.repository.facts_of(CODE)]
    assert acts == ["dossier.filed", "paper.copy_confirmed", "document.sealed"]
    assert world.client.get(f"/v1/documents/{world.documents()[0].id}/link", OWNER).status == 200


def test_a_scan_that_is_not_what_intake_checked_is_not_signed() -> None:
    world, confirmed = a_world()
    world.file_store.papers = dict.fromkeys(world.file_store.papers, b"%PDF-1.7 another")

    world.receive(confirmed)

    failed = world.events()[-1].read(DocumentFailed)
    assert (failed.why, failed.digitisation) == ("copy_altered", DIGITISATION)
    assert world.file_store.files == {}


def test_a_scan_that_is_gone_or_has_no_room_for_the_signature_leads_out_of_signing() -> None:
    gone, confirmed = a_world()
    gone.file_store.papers = {}
    gone.receive(confirmed)
    taken, confirmed_too = a_world(with_field(scanned(pages=1), "CoQuan"))
    taken.receive(confirmed_too)

    failures = [world.events()[-1].read(DocumentFailed) for world in (gone, taken)]

    assert [failed.why for failed in failures] == ["copy_missing", "copy_unsignable"]
    assert {failed.digitisation for failed in failures} == {DIGITISATION}
    assert gone.deferred.of(CODE) == taken.deferred.of(CODE) == []


def turned(degrees: int) -> bytes:
    """A scan that readers turn, upright for them where it was scanned lying."""
    output = BytesIO()
    with pikepdf.open(BytesIO(scanned(pages=2))) as pdf:
        pdf.pages[0].obj["/Rotate"] = degrees
        pdf.save(output)
    return output.getvalue()
