"""Several photographs of a paper become one PDF: upright, A4, small, in the order named."""

from io import BytesIO
from typing import Final

import pypdfium2
import pytest
from pikepdf import Pdf
from PIL import Image

from intake.adapters.photo_process import ForkedPhotoBinder, load_binder
from intake.attachments.photo_pdf import A4, LARGEST_SHEET, LONG, SHORT, photo_pdf, photo_sheet
from intake.attachments.sweep_drafts import sweep_drafts
from intake.domain.combination import MOST_BYTES, MOST_PHOTOS
from intake.domain.draft_end import SETTLED
from kit.core.events import Change
from kit.testing.http_client import ClientResponse
from tests.unit.intake.phone_pictures import SENSOR, photograph
from tests.unit.intake.test_api import World as ApiWorld
from tests.unit.intake.test_api import announcement
from tests.unit.intake.world import PDF, an_announcement

JPEG: Final = "image/jpeg"
RED: Final = (200, 16, 16)
SIZE: Final = (400, 300)


class World(ApiWorld):
    """Its citizen photographs papers."""

    def __init__(self) -> None:
        super().__init__()
        self.open = self.draft()

    def photo(self, content: bytes, component: str = "tp01", media_type: str = JPEG) -> str:
        """The id of a picture that was uploaded and checked."""
        described = an_announcement(content, component, media_type)
        path = f"/v1/drafts/{self.open}/papers"
        form = self.client.post(path, "an", announcement(**dict(described))).body
        upload = self.bucket.upload(form["fields"]["key"], content)
        self.checker.check(upload, at=self.clock())
        return str(form["paper"])

    def combine(self, *photos: str, key: str = "", sub: str = "an") -> ClientResponse:
        path = f"/v1/drafts/{self.open}/combined-papers"
        repeated = {"idempotency_key": key} if key else {}
        return self.client.post(
            path, sub, {"component": "tp01", "papers": photos or None}, **repeated
        )

    def work(self) -> None:
        """The worker takes every message that waits."""
        waiting, self.pictures.waiting = self.pictures.waiting, []
        for attachment in waiting:
            self.service.painter.paint(attachment, at=self.clock())
        if self.pictures.waiting:
            self.work()

    def papers(self) -> list[dict[str, object]]:
        papers: list[dict[str, object]] = self.client.get(f"/v1/drafts/{self.open}", "an").body[
            "papers"
        ]
        return papers

    def combined(self, *contents: bytes) -> bytes:
        """The PDF of such photographs."""
        answer = self.combine(*map(self.photo, contents))
        assert answer.status == 201, answer.body
        self.work()
        [paper] = self.papers()
        assert (paper["paper"], paper["state"]) == (answer.body["paper"], "checked")
        [pdf] = [key for key in self.bucket.stored if "/combined/" in key and "webp" not in key]
        return self.bucket.stored[pdf]


@pytest.fixture
def world() -> World:
    return World()


def painted(content: bytes, page: int = 0) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(content)[page].render(scale=1).to_pil()
    return picture.convert("RGB")


def test_photographs_of_every_turn_become_upright_pages_of_a4_without_any_metadata(
    world: World,
) -> None:
    turns = tuple(sorted(SENSOR))
    content = world.combined(*(photograph(SIZE, orientation=turned) for turned in turns))

    with Pdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) == len(turns)
        assert "/Info" not in pdf.trailer
        assert "/Metadata" not in pdf.Root
        assert [float(side) for side in pdf.pages[0].mediabox[2:]] == pytest.approx(A4[::-1])
    assert not {mark for mark in (b"Exif", b"GPS", b"Phone") if mark in content}
    for page in range(len(turns)):
        picture = painted(content, page)
        wide, high = picture.size
        assert picture.getpixel((wide * 3 // 16, high * 3 // 16)) == pytest.approx(RED, abs=24)


def test_the_pages_stand_in_the_order_that_was_named_and_take_the_place_of_the_pictures(
    world: World,
) -> None:
    upright, lying = world.photo(photograph((300, 400))), world.photo(photograph((400, 300)))
    combined = world.combine(lying, upright).body
    assert (combined["state"], combined["photos"]) == ("awaiting_upload", [lying, upright])
    assert len(world.papers()) == 3  # nothing is taken away before the PDF is there
    assert world.client.post(f"/v1/drafts/{world.open}/filing", "an", {}).code == "paper_unchecked"

    world.work()
    [paper] = world.papers()
    assert (paper["state"], paper["pages"], paper["component"]) == ("checked", 2, "tp01")
    attachment = world.intake.attachment(str(paper["paper"]))
    assert attachment is not None
    assert attachment.painted == (1, 2)
    sheets = pypdfium2.PdfDocument(world.bucket.read_copy(attachment))
    assert [wide > high for wide, high in (page.get_size() for page in sheets)] == [True, False]

    filed = world.client.post(f"/v1/drafts/{world.open}/filing", "an", {}).body
    code, before = filed["code"], len(world.bucket.stored)
    link = world.client.get(
        f"/v1/dossiers/{code}/papers/{attachment.id}/link?purpose=reception", "officer"
    )
    assert world.bucket.at(link.body["url"]).startswith(b"%PDF-")
    world.clock.advance(SETTLED)
    sweep_drafts(world.service.keyless_intake, world.bucket, world.clock())
    assert before > len(world.bucket.stored)  # the pictures' files are gone
    assert world.bucket.at(link.body["url"]).startswith(b"%PDF-")


def test_without_a_choice_all_pictures_of_the_component_are_combined(world: World) -> None:
    assert world.combine().code == "not_a_photo"
    first, second = world.photo(photograph(SIZE)), world.photo(photograph(SIZE, orientation=3))
    world.photo(photograph(SIZE), "tp02")
    assert world.combine().body["photos"] == [first, second]


def test_a_repeat_and_a_message_that_comes_twice_change_nothing(world: World) -> None:
    photo = world.photo(photograph(SIZE))
    first, again = world.combine(photo, key="k" * 20), world.combine(photo, key="k" * 20)
    assert first.body["paper"] == again.body["paper"]
    world.pictures.waiting.append(first.body["paper"])
    world.work()
    world.pictures.waiting.append(first.body["paper"])
    world.work()
    assert [paper["paper"] for paper in world.papers()] == [first.body["paper"]]
    assert world.event_types.count("paper.checked") == 2


def test_what_was_removed_meanwhile_is_not_made(world: World) -> None:
    photo = world.photo(photograph(SIZE))
    paper = world.combine(photo).body["paper"]
    assert world.client.delete(f"/v1/drafts/{world.open}/papers/{paper}", "an").status == 204
    world.work()
    assert [each["paper"] for each in world.papers()] == [photo]


def test_what_cannot_be_combined_is_refused_in_words(world: World) -> None:
    photo = world.photo(photograph(SIZE))
    other = world.photo(photograph(SIZE), "tp02")
    pdf = world.photo(PDF, media_type="application/pdf")
    waiting = world.client.post(f"/v1/drafts/{world.open}/papers", "an", announcement()).body

    refusals = {
        world.combine(photo, photo).code,
        world.combine(photo, other).code,
        world.combine(photo, pdf).code,
    }
    assert refusals == {"not_a_photo"}
    assert world.combine(*([photo] * (MOST_PHOTOS + 1))).code == "too_many_photos"
    assert world.combine(waiting["paper"]).code == "paper_unchecked"
    assert world.combine("01JZZZZZZZZZZZZZZZZZZZZZZZ").code == "paper_foreign"
    assert world.combine(photo, sub="binh").status == 404
    attachment = world.intake.attachment(photo)
    assert attachment is not None
    large = attachment.evolve(size=MOST_BYTES + 1)
    world.intake.commit([Change(large, None)], at=world.clock())
    refused = world.combine(photo)
    assert (refused.status, refused.code) == (413, "photos_too_large")
    assert "100 MB" in refused.body["detail"]


def test_a_page_has_200_dpi_at_most_and_stays_small_whatever_is_on_it() -> None:
    noise = Image.effect_noise((3024, 4032), 200).convert("RGB")
    output = BytesIO()
    noise.save(output, "JPEG", quality=95)
    sheet = photo_sheet(JPEG, output.getvalue()).shown
    assert sheet is not None
    assert len(sheet) <= LARGEST_SHEET
    wide, high = Image.open(BytesIO(sheet)).size
    assert wide <= SHORT
    assert high <= LONG
    assert max(wide / SHORT, high / LONG) == pytest.approx(1, abs=0.01)


def test_small_and_transparent_pictures_keep_their_dots_on_white() -> None:
    output = BytesIO()
    Image.new("RGBA", (60, 80), (0, 0, 0, 0)).save(output, "PNG")
    sheet = photo_sheet("image/png", output.getvalue()).shown
    assert sheet is not None
    picture = Image.open(BytesIO(sheet))
    assert (picture.size, picture.getpixel((30, 40))) == ((60, 80), (255, 255, 255))


def test_equal_pictures_make_an_equal_file() -> None:
    sheet = photo_sheet(JPEG, photograph(SIZE)).shown or b""
    assert photo_pdf([sheet, sheet]).shown == photo_pdf([sheet, sheet]).shown


def test_each_picture_is_read_in_a_process_of_its_own() -> None:
    load_binder()
    binder = ForkedPhotoBinder()
    sheet = binder.sheet(JPEG, photograph(SIZE))
    assert sheet.shown is not None
    whole = binder.bind([sheet.shown, sheet.shown])
    assert (whole.pages, (whole.shown or b"")[:5]) == (2, b"%PDF-")
    assert binder.sheet(JPEG, b"\xff\xd8\xff").why == "unreadable"
    assert binder.bind([b"none"]).why == "unreadable"
