"""Statements: looked at first, then taken; lines that can't be read are named by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.money.statements import MOST_BYTES, packed, unpacked
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_cash_desk import official
from tests.unit.pages.services_world import AGENCY, PROVINCE, ServicesWorld
from tests.unit.payments.bank_world import HEAD, row
from tests.unit.payments.day_builders import MONDAY
from tests.unit.payments.statement_uploads import notification

PATH = "/ke-toan/sao-ke"


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    return ServicesWorld()


@pytest.fixture
def treasurer(world: ServicesWorld) -> Officer:
    somebody = official(world, "accountant", agency=PROVINCE)
    somebody.get(PATH)
    return somebody


def statement(number: str, *more: str) -> bytes:
    return "\n".join((HEAD, row(number, MONDAY, "khong ro"), *more)).encode()


def uploads(world: ServicesWorld) -> list[str]:
    return list(world.world.statement_files.files)


def test_a_statement_is_looked_at_and_then_taken(world: ServicesWorld, treasurer: Officer) -> None:
    before = uploads(world)
    page = treasurer.upload(PATH, "file", statement("FT1", "FT9,hôm nay,NGUYEN THI AN,,1"))
    assert page.status == 200
    assert "Dòng 3:" in page.text_content
    assert "Chưa có dòng nào được đưa vào sổ." in page.text_content
    assert uploads(world) == before
    assert "NGUYEN THI AN" not in page.text_content

    form = treasurer.form("/nhan")
    page = treasurer.submit("/nhan")
    assert "Chờ đọc" in page.text_content
    assert page.headers["Refresh"].startswith("3; url=/ke-toan/sao-ke/")
    treasurer.post(form.action, form.filled({}))
    [taken] = set(uploads(world)) - set(before)

    answer = world.world.services["payments"].read_statements(notification(taken), None)
    assert answer == {"batchItemFailures": []}
    page = treasurer.get(f"{PATH}/{taken}")
    assert "Đã nhận" in page.text_content
    assert "Refresh" not in page.headers
    assert treasurer.link("23/11/2026") == "/ke-toan/ngay/2026-11-23"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Vui lòng chọn tệp sao kê."),
        (b"x" * (MOST_BYTES + 1), "Tệp lớn hơn 4 MB."),
        (b"no statement at all", "Lỗi:"),
    ],
)
def test_what_is_no_statement_is_refused_in_words(
    treasurer: Officer, content: bytes, sentence: str
) -> None:
    page = treasurer.upload(PATH, "file", content)

    assert page.status == 422
    assert sentence in page.text_content
    assert page.title.startswith("Lỗi:")


def test_a_statement_of_another_site_is_not_read(world: ServicesWorld, treasurer: Officer) -> None:
    before = [r for r in world.requests if r.method == "POST"]
    treasurer.history[-1].text = treasurer.page.text.replace('name="csrf" value="', 'name="x" v="')

    assert treasurer.upload(PATH, "file", statement("FT1")).status == 403
    assert [r for r in world.requests if r.method == "POST"] == before


def test_statements_are_the_provinces(world: ServicesWorld) -> None:
    accountant = official(world, "accountant", agency=AGENCY)
    accountant.get(PATH)

    assert accountant.upload(PATH, "file", statement("FT1")).status == 404


@given(st.binary(max_size=2000))
def test_a_packed_file_is_the_file(content: bytes) -> None:
    assert unpacked(packed(content)) == content


@pytest.mark.parametrize("text", ["", "%%%", "AAAA", packed(b"x" * (MOST_BYTES + 1)), "ă"])
def test_what_is_no_packed_file_is_none(text: str) -> None:
    assert unpacked(text) == b""
