"""The files of a copy of one's data, volume after volume, without scripts."""

import io
import random
import re
import zipfile

import pikepdf
import pytest

from tests.unit.portal.citizen import Citizen

HALF = 10_300_000
"""Two files of so many bytes are more than a volume holds."""


@pytest.fixture(scope="module")
def owner() -> Citizen:
    """Their result was returned; two of their papers are large."""
    citizen = Citizen()
    draft, world = citizen.begin_draft(), citizen.world.world
    citizen.answer_all(draft)
    for component in ("p06", "p07"):
        citizen.upload(draft, component, large_paper(component))
    citizen.get(f"/nop/{draft}/xem-lai")
    citizen.submit(f"/nop/{draft}/nop")
    stored = world.intake.draft(draft)
    assert stored is not None
    world.code = stored.code or ""
    world.settle()
    world.pay_fee()
    world.settle()
    world.work(world.code)
    return citizen


def large_paper(seed: str) -> bytes:
    """A PDF file of one page with a long comment."""
    comment = random.Random(seed).randbytes(HALF).replace(b"\n", b".").replace(b"\r", b".")
    pdf, file = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(b"% " + comment)
    pdf.save(file, compress_streams=False)
    return file.getvalue()


@pytest.fixture(scope="module")
def path(owner: Citizen) -> str:
    """The path of the volumes of an export that is ready."""
    owner.sign_in()
    owner.get("/toi/du-lieu/ban-sao")
    owner.submit("/ban-sao")
    path = owner.link("Kiểm tra lại ngay")
    owner.world.world.settle()
    owner.sign_in()
    owner.get(path)
    return owner.link("Tải các tệp giấy tờ")


def files_in(owner: Citizen, number: int) -> set[str]:
    url = owner.link(f"Tải tập {number}")
    assert not url.startswith("/")
    with zipfile.ZipFile(io.BytesIO(owner.world.world.bucket.at(url))) as archive:
        return set(archive.namelist()) - {"files.csv"}


def test_an_owner_goes_through_the_volumes_of_files(owner: Citizen, path: str) -> None:
    first_look = owner.get(path)
    assert "nhiều nhất 100 tệp" in first_look.text_content
    files: set[str] = set()
    for number in (1, 2):
        page = owner.submit("/tep")
        assert f"Tập {number} đã sẵn sàng" in page.text_content
        volume = files_in(owner, number)
        assert len(volume) == int(re.findall(r"Tập này có (\d+) tệp", page.text_content)[0])
        assert not volume & files
        files |= volume

    assert {"result", "receipt"} <= {name.split("/")[1].split("-")[0] for name in files}
    assert all(any(component in name for name in files) for component in ("p06", "p07"))
    assert "Đây là tập cuối cùng" in page.text_content
    assert '/tep"' not in page.text, "no volume is left"


def test_the_same_volume_is_prepared_again_after_a_reload(owner: Citizen, path: str) -> None:
    owner.get(path)
    pairs = owner.form("/tep").pairs
    first, again = owner.post(path, pairs), owner.post(path, pairs)

    assert "Tập 1 đã sẵn sàng" in first.text_content
    assert again.text_content == first.text_content


@pytest.mark.parametrize("typed", ["9" * 5000, "٣", "x", "-1"])
def test_a_number_that_no_page_sends_counts_nothing(owner: Citizen, path: str, typed: str) -> None:
    owner.get(path)
    owner.submit("/tep")
    pairs = [pair for pair in owner.form("/tep").pairs if pair[0] != "so"]
    page = owner.post(path, [*pairs, ("so", typed)])

    assert "Tập 1 đã sẵn sàng" in page.text_content


def test_a_foreign_cursor_prepares_nothing(owner: Citizen, path: str) -> None:
    owner.get(path)

    assert owner.post(path, [*owner.form("/tep").pairs, ("sau", "x")]).status == 422


def test_files_wait_for_the_copy_and_are_nobody_elses(owner: Citizen) -> None:
    owner.sign_in()
    owner.get("/toi/du-lieu/ban-sao")
    owner.submit("/ban-sao")
    path = f"{owner.link('Kiểm tra lại ngay')}/tep"
    waiting = owner.get(path)
    assert "đang gom dữ liệu" in waiting.text_content
    assert '/tep"><' not in waiting.text
    pairs = [pair for pair in owner.form("/ra").pairs if pair[0] == "csrf"]
    early = owner.post(path, [*pairs, ("nonce", "a" * 22)])
    assert early.status == 409
    owner.world.world.settle()

    stranger = Citizen()
    stranger.sign_in()
    stranger.complete_profile()
    assert stranger.get(path).status == 404
