"""A desk sees the pages of a paper at once: as small pictures, made after the verdict."""

import json
import time
from io import BytesIO
from typing import Final

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image
from pypdf import PdfWriter

from intake.adapters.inspection_process import Bounds
from intake.adapters.page_process import BOUNDS, ForkedPainter, load_painter
from intake.adapters.picture_queue import paint_attachments
from intake.attachments.finding import Finding
from intake.attachments.page_picture import HIGHEST, WIDEST, paint_page
from intake.attachments.paint import AttachmentPainter
from intake.domain.attachment import MOST_PICTURES, Attachment
from kit.testing.memory_queues import MemoryRedelivery
from tests.unit.intake.pdf_files import a_page
from tests.unit.intake.test_open_attachment import World
from tests.unit.intake.world import PDF, an_announcement

PDF_TYPE: Final = "application/pdf"


def pages(*sizes: tuple[float, float]) -> bytes:
    """A PDF with blank pages of these sizes in points."""
    writer = PdfWriter()
    for wide, high in sizes:
        writer.add_blank_page(wide, high)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def picture(kind: str, mode: str, size: tuple[int, int] = (4000, 3000)) -> bytes:
    """All of it black, and transparent where the mode knows that."""
    output = BytesIO()
    Image.new(mode, size, 0).save(output, kind)
    return output.getvalue()


def opened(content: bytes | None) -> Image.Image:
    assert content is not None
    shown = Image.open(BytesIO(content))
    assert shown.format == "WEBP"
    return shown


def size_of(media_type: str, content: bytes, page: int = 1) -> tuple[int, int]:
    wide, high = opened(paint_page(page, media_type, content).shown).size
    return wide, high


def _fill(pdf: Pdf) -> None:
    """A field whose appearance is a black box."""
    look = pdf.make_stream(b"0 g 0 0 200 100 re f", Subtype=Name.Form, BBox=[0, 0, 200, 100])
    look.Type = Name.XObject
    widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("ten"))
    widget.Rect, widget.F = Array([50, 20, 250, 120]), 4
    widget.AP = Dictionary(N=look)
    fields = Array([pdf.make_indirect(widget)])
    pdf.Root.AcroForm = Dictionary(Fields=fields)
    pdf.pages[0].obj.Annots = fields


class PaintingWorld(World):
    """The worker takes the requests one by one."""

    @property
    def painter(self) -> AttachmentPainter:
        return self.service.painter

    def paint(self) -> None:
        for attachment in self.pictures.waiting:
            self.painter.paint(attachment, at=self.clock())

    def file_with(self, content: bytes, media_type: str = PDF_TYPE) -> Attachment:
        """A dossier with this file; its pages are not painted yet."""
        draft = self.prepare_draft()
        self.pictures.waiting.clear()
        form = an_announcement(content, media_type=media_type)
        attachment = self.upload(self.announce(draft, form), content)
        self.code, self.paper = self.file(draft).id, attachment.id
        return attachment

    def attachment(self) -> Attachment:
        stored = self.intake.attachment(self.paper)
        assert stored is not None
        return stored


@pytest.fixture
def world() -> PaintingWorld:
    return PaintingWorld()


@pytest.mark.parametrize(
    ("points", "pixels"),
    [
        ((595, 842), (1000, 1416)),
        ((842, 595), (1000, 707)),
        ((300, 3000), (150, 1500)),
        ((14_400, 10), (1000, 1)),
        ((3, 3), (1000, 1000)),
    ],
    ids=("A4", "across", "a long roll", "a line", "a stamp"),
)
def test_a_page_of_any_size_fits_the_desk(points: tuple[int, int], pixels: tuple[int, int]) -> None:
    wide, high = size_of(PDF_TYPE, pages(points))
    assert (abs(wide - pixels[0]) <= 1, abs(high - pixels[1]) <= 1) == (True, True), (wide, high)
    assert wide <= WIDEST
    assert high <= HIGHEST


def test_what_stands_in_the_fields_of_a_form_is_in_the_picture() -> None:
    filled, empty = (opened(paint_page(1, PDF_TYPE, a_page(form)).shown) for form in (_fill, None))
    assert filled.convert("L").getpixel((200, 1300)) == 0
    assert empty.convert("L").getpixel((200, 1300)) == 255


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photograph_becomes_small(mode: str) -> None:
    assert size_of("image/jpeg", picture("JPEG", mode)) == (1000, 750)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_drawing_becomes_small_on_white_paper(mode: str) -> None:
    assert size_of("image/png", picture("PNG", mode)) == (1000, 750)


def test_what_is_transparent_is_white() -> None:
    shown = opened(paint_page(1, "image/png", picture("PNG", "RGBA", (10, 10))).shown)
    assert shown.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", PDF[:-200], b"\xff\xd8\xff"])
@pytest.mark.parametrize("media_type", [PDF_TYPE, "image/jpeg", "image/png"])
def test_what_cannot_be_read_has_no_picture(media_type: str, content: bytes) -> None:
    finding = paint_page(7, media_type, content)
    assert finding.shown is None or media_type != PDF_TYPE
    assert finding.why in ("unreadable", None)


def test_the_pages_of_a_paper_come_with_its_link_once_they_are_painted(
    world: PaintingWorld,
) -> None:
    world.file_with(pages((595, 842), (842, 595)))
    assert world.open("assessor").body["pages"] == []

    world.paint()

    link = world.open("assessor").body
    assert [each["page"] for each in link["pages"]] == [1, 2]
    shown = [opened(world.bucket.at(each["url"])).size for each in link["pages"]]
    assert [wide for wide, _ in shown] == [1000, 1000]
    assert all(each["url"].endswith("?seconds=300") for each in link["pages"])


def test_pages_and_file_are_one_opening(world: PaintingWorld) -> None:
    world.file_with(PDF)
    world.paint()
    world.open("assessor")
    assert len(world.readers()) == 1


def test_the_original_comes_without_pages(world: PaintingWorld) -> None:
    world.file_signed()
    world.paint()
    assert len(world.open("assessor").body["pages"]) == 1
    assert world.open("assessor", "purpose=assessment&original=true").body["pages"] == []


def test_of_a_long_paper_the_first_twenty_pages_are_painted(world: PaintingWorld) -> None:
    world.file_with(pages(*[(100, 100)] * (MOST_PICTURES + 5)))
    world.paint()
    assert world.attachment().painted == tuple(range(1, MOST_PICTURES + 1))


def test_pictures_lie_beside_the_copy_under_the_vault_id(world: PaintingWorld) -> None:
    attachment = world.file_with(PDF)
    world.paint()
    keys = [key for key in world.bucket.stored if key.endswith(".webp")]
    assert keys == [f"papers/{attachment.vault}/{attachment.shown}/01.webp"]


def test_a_page_that_cannot_be_painted_leaves_the_others_theirs(world: PaintingWorld) -> None:
    world.file_with(pages((100, 100), (100, 100), (100, 100)))

    class Refusing:
        def paint(self, media_type: str, content: bytes, page: int) -> bytes | None:
            return None if page == 2 else b"a picture"

    painter = AttachmentPainter(world.intake, world.bucket, Refusing(), world.painter.combiner)
    painter.paint(world.paper, at=world.clock())

    assert world.attachment().painted == (1, 3)
    assert [each["page"] for each in world.open("assessor").body["pages"]] == [1, 3]


def test_painting_again_changes_nothing(world: PaintingWorld) -> None:
    world.file_with(PDF)
    world.paint()
    before = world.attachment(), dict(world.bucket.stored)
    world.paint()
    assert (world.attachment(), world.bucket.stored) == before


def test_a_rejected_file_and_one_that_is_gone_are_not_painted(world: PaintingWorld) -> None:
    draft = world.prepare_draft()
    world.pictures.waiting.clear()
    rejected = world.attach(draft, b"%PDF-1.7 nothing")
    assert (rejected.state, world.pictures.waiting) == ("rejected", [])

    before = dict(world.bucket.stored)
    for attachment in (rejected.id, "01KAQ0000000000000000000ZZ"):
        world.painter.paint(attachment, at=world.clock())
    assert world.bucket.stored == before


def test_a_request_that_was_lost_is_made_again_when_the_notification_comes_again(
    world: PaintingWorld,
) -> None:
    draft = world.prepare_draft()
    world.pictures.waiting.clear()
    attachment = world.announce(draft, an_announcement(PDF))
    upload = world.bucket.upload(attachment.upload_key, PDF)

    world.pictures.down = True
    with pytest.raises(ConnectionError):
        world.checker.check(upload, at=world.clock())
    world.pictures.down = False
    world.checker.check(upload, at=world.clock(), receives=2)

    assert world.pictures.waiting == [attachment.id]


def test_a_batch_of_requests_is_painted_and_an_unreadable_one_is_given_up(
    world: PaintingWorld,
) -> None:
    world.file_with(PDF)
    redelivery = MemoryRedelivery()
    bodies = [json.dumps({"attachment": world.paper}), "not a request"]
    event = {
        "Records": [
            {"messageId": str(n), "body": body, "attributes": {"ApproximateReceiveCount": "1"}}
            for n, body in enumerate(bodies)
        ]
    }

    answer = paint_attachments(event, None, world.painter, world.clock, redelivery)

    assert answer == {"batchItemFailures": []}
    assert world.attachment().painted == (1,)


def hang(*_: object) -> Finding:
    time.sleep(60)
    return Finding()


def test_a_page_that_breaks_its_reader_is_ended_from_outside() -> None:
    began = time.monotonic()
    assert ForkedPainter(hang, Bounds(seconds=0.5)).paint(PDF_TYPE, PDF, 1) is None
    assert time.monotonic() - began < 3


def test_a_page_is_painted_in_a_process_of_its_own() -> None:
    load_painter()
    assert opened(ForkedPainter().paint(PDF_TYPE, PDF, 1)).size == (1000, 1416)


def test_twenty_pages_that_all_hang_end_before_the_function() -> None:
    from infra.service.description import read_description

    timeout = read_description("intake").functions["pictures"].timeout
    assert MOST_PICTURES * (BOUNDS.seconds + 1) < timeout
