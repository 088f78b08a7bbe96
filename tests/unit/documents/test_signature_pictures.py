"""Where the pictures of signature and seal stand on a result, and on whose behalf it is signed."""

from hashlib import sha256
from io import BytesIO
from typing import Any, Final

import pypdfium2
import pytest
from PIL import Image

from contracts.result_templates import ResultTemplate, templates
from documents.domain.agency_seal import SignaturePicture, picture_key
from documents.repository import SIGNATURES
from infra.pictures import LARGEST, UnfitPicture, require_picture
from kit.persistence.items import Item, Put
from kit.security.pdf_signatures import judge_signatures
from kit.testing.clock import NOW
from local.pictures import SEAL_DIAMETER, picture
from tests.unit.documents.papers import NAME, SUB, text_of
from tests.unit.documents.test_agency_signature import trust
from tests.unit.documents.test_results import code_of, decided, office_of
from tests.unit.documents.world import World, agency_seal, world_with_dossier

MILLIMETRE: Final = 72 / 25.4
SEAL: Final = picture("seal", "UBND tỉnh Quảng Ninh")
SIGNATURE: Final = picture("signature", "Lê Thị Chi")
Box = tuple[float, float, float, float]


def store(world: World, *, seal: bool = True, signature: str = "") -> None:
    """What the operator stored: the seal's picture, and that of an official."""
    for content in (SEAL, SIGNATURE):
        world.file_store.files[picture_key(sha256(content).hexdigest())] = content
    if seal:
        digest = sha256(SEAL).hexdigest()
        world.certify(agency_seal().evolve(picture=digest, diameter=SEAL_DIAMETER))
    if signature:
        stored = SignaturePicture(official=signature, picture=sha256(SIGNATURE).hexdigest())
        world.transport.write([Put(Item(SIGNATURES, signature, stored.model_dump_json()))], "")


def result(world: World, code: str | None = None, signer: str = SUB) -> bytes:
    event = decided(code).evolve(signer=signer)
    world.receive(world.others.publish("casework", event))
    return world.content_of(world.documents()[-1])


def pictures_of(pdf: bytes) -> list[Box]:
    """The boxes of the pictures of the last page, the widest first; points from the left bottom."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[len(opened) - 1]
        images = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=8)
        boxes = [each.get_bounds() for each in images]
    return sorted(boxes, key=lambda box: box[0] - box[2])


def place_of(pdf: bytes, words: str) -> Box:
    """The box of words on the last page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        text = opened[len(opened) - 1].get_textpage()
        match = text.search(words).get_next()
        assert match is not None, words
        boxes = [text.get_charbox(match[0] + n) for n in range(match[1])]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_the_signature_stands_between_title_and_name_the_seal_over_its_left_third(
    template: ResultTemplate,
) -> None:
    world = world_with_dossier()
    store(world, signature=SUB)

    signed = result(world, code_of(template))

    signature, seal = pictures_of(signed)
    title, name = place_of(signed, office_of(template)[-1]), place_of(signed, NAME)
    assert centre(signature) == pytest.approx(centre(name), abs=1)
    assert centre(signature) == pytest.approx(centre(title), abs=5)
    assert name[3] < signature[1] < signature[3] < title[1]
    size = SEAL_DIAMETER * MILLIMETRE
    assert (seal[2] - seal[0], seal[3] - seal[1]) == pytest.approx((size, size), abs=1)
    third = (signature[2] - signature[0]) / 3
    assert seal[0] < signature[0]
    assert seal[2] == pytest.approx(signature[0] + third, abs=1)
    assert "ĐÃ KÝ SỐ" not in text_of(signed)
    assert [each.state for each in judge_signatures(signed, trust(), NOW)] == ["valid"]


def centre(box: Box) -> float:
    return (box[0] + box[2]) / 2


@pytest.mark.parametrize(
    ("stored", "pictures"),
    [({"seal": False}, 0), ({}, 1), ({"seal": False, "signature": SUB}, 1)],
    ids=["none", "seal", "signature"],
)
def test_the_mark_in_words_stands_where_there_is_no_picture_of_the_signature(
    stored: dict[str, Any], pictures: int
) -> None:
    world = world_with_dossier()
    store(world, **stored)

    signed = result(world)

    assert len(pictures_of(signed)) == pictures
    assert ("ĐÃ KÝ SỐ" in text_of(signed)) is ("signature" not in stored)


def test_a_repeat_prints_the_same_file() -> None:
    world = world_with_dossier()
    store(world, signature=SUB)
    message = world.others.publish("casework", decided(None))

    world.receive(message, message)

    assert len(world.documents()) == 1


def a_png(colour: tuple[int, int, int, int], ground: int = 0) -> bytes:
    image = Image.new("RGBA", (60, 60), (255, 255, 255, ground))
    image.paste(Image.new("RGBA", (20, 20), colour), (20, 20))
    content = BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        a_png((200, 0, 0, 255)),
        a_png((0, 0, 200, 255), ground=255),
        a_png((0, 0, 200, 0)),
        a_png((0, 0, 200, 255)) + bytes(LARGEST),
    ],
    ids=["no PNG", "red", "opaque", "empty", "large"],
)
def test_the_operator_stores_no_other_picture_than_the_law_describes(content: bytes) -> None:
    with pytest.raises(UnfitPicture):
        require_picture(content, "blue")
    assert require_picture(a_png((0, 0, 200, 255)), "blue")
