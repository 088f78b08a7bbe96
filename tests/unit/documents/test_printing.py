"""The papers themselves: what they say, every Vietnamese letter, PDF/A, equal bytes, literal data."""

import re
import subprocess
import sys
import unicodedata
import zlib
from datetime import UTC, datetime, timedelta

import pytest

from contracts.casework import CaseAccepted, CaseDecided
from contracts.intake import DossierFiled
from contracts.terms import Applicant, FiledPaper
from documents.domain import phrases
from documents.domain.document import Wanted
from documents.domain.dossier import Dossier, kept
from documents.rendering import contents
from documents.rendering import pdf as printing
from documents.rendering.contents import Erased, FormOne, ResultPaper
from documents.rendering.pdf import GlyphMissing, printed
from intake.domain.printable import printable_code_points
from kit.core.model import SealedValue
from tests.fakes import memory_vault
from tests.story import Story, due, filed

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CAUSE = "01KAQ000000000000000000000"
VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
LETTERS = VOWELS + VOWELS.upper() + "₫ 150.000 đ “ngoặc” – — … • № ½ ²"


def dossier(event: DossierFiled | None = None) -> Dossier:
    return kept(event or filed(), Story(memory_vault()).tell("intake", event or filed()))


def form_one(event: DossierFiled | None = None, *, provisional: bool = False) -> FormOne:
    accepted = CaseAccepted(at=AT, due=due(provisional=provisional), desk="Bộ phận Một cửa")
    return contents.form_one(
        dossier(event), accepted, Wanted(cause=CAUSE, kind="form-01", name=phrases.FORM_01)
    )


def result(
    name: str = "Giấy chứng nhận đăng ký hộ kinh doanh", event: DossierFiled | None = None
) -> ResultPaper:
    wanted = Wanted(cause=CAUSE, kind="result", name=name, wanted="w-1")
    return contents.result_paper(
        dossier(event), CaseDecided(results=(), signer="Trần Văn Bình"), wanted, at=AT
    )


def named(name: str) -> DossierFiled:
    applicant = Applicant(full_name=name, identity_number="022190001234", address="Hạ Long")
    return filed().evolve(applicant=applicant)


def streams(pdf: bytes) -> str:
    """Everything in a PDF that was compressed, as text."""
    found = b""
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            found += zlib.decompressobj().decompress(packed)
        except zlib.error:
            found += packed
    return found.decode("latin-1")


def test_a_receipt_is_one_page_of_pdf_a_2b_with_its_fonts_inside() -> None:
    pdf = printed("form-01", form_one(), at=AT)
    text = pdf.decode("latin-1") + streams(pdf)

    assert pdf.startswith(b"%PDF-1.7")
    assert "<pdfaid:part>2</pdfaid:part>" in text
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in text
    fonts = set(re.findall(r"/FontName ?/[A-Z]{6}\+([\w-]+)", text))
    assert fonts == {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}
    assert text.count("/FontFile2") == len(fonts)
    assert "/Encrypt" not in text
    assert "/JavaScript" not in text


def test_equal_facts_at_an_equal_moment_are_equal_bytes() -> None:
    assert printed("form-01", form_one(), at=AT) == printed("form-01", form_one(), at=AT)
    assert printed("result", result(), at=AT) != printed(
        "result", result(), at=AT + timedelta(days=1)
    )


def test_equal_bytes_come_from_another_process_in_another_place_too() -> None:
    told = result()
    program = (
        "import sys, hashlib; from datetime import datetime, UTC; from documents.rendering.contents import ResultPaper;"
        "from documents.rendering.pdf import printed;"
        "facts = ResultPaper.model_validate_json(sys.stdin.read());"
        "print(hashlib.sha256(printed('result', facts, at=datetime(2026, 11, 23, 2, tzinfo=UTC))).hexdigest())"
    )
    found = subprocess.run(
        [sys.executable, "-c", program],
        input=told.model_dump_json(),
        capture_output=True,
        text=True,
        check=True,
        env={
            "PYTHONPATH": ":".join(p for p in sys.path if p),
            "TZ": "America/New_York",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        cwd="/",
    )

    from hashlib import sha256

    assert found.stdout.strip() == sha256(printed("result", told, at=AT)).hexdigest()


def test_every_vietnamese_letter_and_the_dong_sign_can_be_printed() -> None:
    assert printed("form-01", form_one(named(LETTERS)), at=AT)


def test_every_character_that_intake_takes_is_printed_on_each_paper_of_a_holder() -> None:
    taken = " ".join(map(chr, sorted(printable_code_points())))
    everything = Applicant(
        full_name=taken, identity_number="022190001234", address=taken, organisation=taken
    )
    event = filed().evolve(applicant=everything)

    assert printed("form-01", form_one(event), at=AT)
    assert printed("result", result(event=event), at=AT)


def test_decomposed_letters_are_printed_like_composed_ones() -> None:
    name = "Nguyễn Thị Ưỡng Ệ"

    apart = printed("result", result(event=named(unicodedata.normalize("NFD", name))), at=AT)

    assert apart == printed("result", result(event=named(name)), at=AT)


@pytest.mark.parametrize(
    "name",
    ["#panic()", "*An* _An_ $x$ `y`", '#import "x"', "\\u{41}", '"}]', "<a> @b = c", "- d\n+ e"],
)
def test_markup_in_data_prints_as_it_is(name: str) -> None:
    assert printed("form-01", form_one(named(name)), at=AT)


@pytest.mark.parametrize("name", ["An\x00\x07", "An\x7f\x85", "An\u200b\ufeff", "An\u2028Bình"])
def test_invisible_characters_do_no_harm(name: str) -> None:
    assert printed("form-01", form_one(named(name)), at=AT)


@pytest.mark.parametrize("name", ["An 😀", "王", "محمد", "\ue000", "\ufffd"])
def test_a_character_without_a_glyph_is_refused_not_drawn_as_a_box(name: str) -> None:
    with pytest.raises(GlyphMissing):
        printed("result", result(event=named(name)), at=AT)


def test_a_long_receipt_goes_on_over_pages() -> None:
    papers = tuple(
        FiledPaper(id=str(n), component=f"Giấy tờ số {n} " * 8, sha256="0" * 64) for n in range(40)
    )
    event = filed().evolve(papers=papers)

    pdf = printed("form-01", form_one(event, provisional=True), at=AT)

    pages = re.search(r"/Type ?/Pages.*?/Count (\d+)", pdf.decode("latin-1") + streams(pdf), re.S)
    assert pages is not None
    assert int(pages[1]) >= 3


def test_papers_of_one_component_in_one_form_are_one_line() -> None:
    papers = [
        FiledPaper(id=id_, component=component, sha256="0" * 64)
        for id_, component in ("1a", "2a", "3b")
    ]
    papers.append(FiledPaper(id="4", component="b", sha256="0" * 64, reused=True))

    lines = contents.paper_lines(papers)

    assert [(line.name, line.count, line.form) for line in lines] == [
        ("a", 2, "Bản điện tử"),
        ("b", 1, "Bản điện tử"),
        ("b", 1, "Tái sử dụng từ kho dữ liệu"),
    ]


def test_moments_are_worded_as_on_administrative_papers() -> None:
    early = datetime(2026, 2, 3, 23, 5, tzinfo=UTC)  # the fourth in Vietnam

    assert phrases.moment(early) == "06 giờ 05 phút, ngày 04 tháng 02 năm 2026"
    assert phrases.dateline("H49.61.01", AT) == "Quảng Ninh, ngày 23 tháng 11 năm 2026"
    assert phrases.dateline("H99", AT) == "Ngày 23 tháng 11 năm 2026"


def test_a_receipt_says_everything_the_form_asks_for() -> None:
    told = form_one()

    assert (told.code, told.holder.name, told.holder.phone) == (
        "H49.61.01-261123-0001",
        "Nguyễn Thị An",
        "+84912345678",
    )
    assert (told.received, told.due) == (
        "09 giờ 00 phút, ngày 23 tháng 11 năm 2026",
        "17 giờ 00 phút, ngày 26 tháng 11 năm 2026",
    )
    assert told.steps == ("Ba ngày làm việc.",)
    assert told.collection.endswith("UBND phường Hồng Gai")


def test_locked_data_is_not_printed() -> None:
    locked = dossier().evolve(applicant=SealedValue("sealed:x"))
    wanted = Wanted(cause=CAUSE, kind="result", name="A")

    with pytest.raises(Erased):
        contents.result_paper(locked, CaseDecided(results=(), signer="B"), wanted, at=AT)


def test_the_qr_code_holds_the_dossiers_code_and_nothing_else() -> None:
    import segno

    code = "H49.61.01-261123-0001"

    assert printing.qr(code) == printing.qr(code) != printing.qr(code[:-1] + "2")
    assert printing.qr(code).startswith("<svg")
    assert segno.make(code, error="m", micro=False).mode == "alphanumeric"


@pytest.mark.parametrize(
    "apart", ["\u2028", "\u2029", "\x85", " " * 60, "\u00a0" * 60, "\u3000" * 40, "\u202e\n"]
)
def test_no_word_of_a_caller_begins_a_line_of_its_own_on_a_sealed_paper(apart: str) -> None:
    name = "Nguyễn Thị An"
    forged, plain = (
        result(event=named(f"{name}{gap}Quyết định: cho phép")) for gap in (apart, " ")
    )

    assert printed("result", forged, at=AT) == printed("result", plain, at=AT)
