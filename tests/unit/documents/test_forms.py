"""Forms and results as PDF: contents, every Vietnamese letter, PDF/A, equal bytes, no markup."""

import re
import subprocess
import sys
import unicodedata
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from contracts.casework import CaseAccepted, CaseDecided
from contracts.intake import DossierFiled
from contracts.printable import printable_code_points
from contracts.result_templates import template_of
from contracts.terms import Applicant, FiledPaper
from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed, due_date
from contracts.testing.results import sample_content
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier, new_dossier
from documents.rendering import contents, formatting, labels
from documents.rendering import result as results
from documents.rendering.acceptance_form import AcceptanceFormContents
from documents.rendering.acceptance_form import acceptance_form as acceptance_form_of
from documents.rendering.contents import Paper
from documents.rendering.pdf import GlyphMissing, qr_code, render_pdf
from documents.rendering.people import Erased
from kit.core.model import SealedValue
from kit.testing.memory_vault import memory_vault
from tests.unit.documents.papers import text_of
from tests.unit.documents.world import VERIFICATION, world_with_accepted_dossier

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CAUSE = "01KAQ000000000000000000000"
VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
LETTERS = VOWELS + VOWELS.upper() + "₫ 150.000 đ “ngoặc” – — … • № ½ ²"


def dossier(event: DossierFiled | None = None) -> Dossier:
    filed = event or dossier_filed()
    return new_dossier(filed, DossierEvents(memory_vault()).publish("intake", filed))


def acceptance_form(
    event: DossierFiled | None = None, *, provisional: bool = False
) -> AcceptanceFormContents:
    accepted = CaseAccepted(at=AT, due=due_date(provisional=provisional), desk="Bộ phận Một cửa")
    request = DocumentRequest(cause=CAUSE, kind="form-01", name=labels.FORMS["form-01"])
    form = acceptance_form_of(dossier(event), accepted, request)
    return form.evolve(book_number="12/TNHS-BPTNTKQ")


def result(
    name: str = "Giấy chứng nhận đăng ký hộ kinh doanh", event: DossierFiled | None = None
) -> results.ResultContents:
    template = template_of(None)
    request = DocumentRequest(
        cause=CAUSE, kind="result", name=name, result="result-1", template=template.id
    )
    decided = CaseDecided(
        results=(),
        signer="sub-binh",
        signer_name="Trần Văn Bình",
        contents={"result-1": sample_content()},
    )
    return results.result(dossier(event), decided, template, request, at=AT)


def filed_by(name: str) -> DossierFiled:
    applicant = Applicant(full_name=name, identity_number="022190001234", address="Hạ Long")
    return dossier_filed().evolve(applicant=applicant)


def streams(pdf: bytes) -> str:
    """The streams of a PDF, decompressed, as text."""
    text = b""
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            text += zlib.decompressobj().decompress(packed)
        except zlib.error:
            text += packed
    return text.decode("latin-1")


def test_an_acceptance_form_is_pdf_a_2b_with_embedded_fonts() -> None:
    pdf = render_pdf("form-01", acceptance_form(), at=AT)
    text = pdf.decode("latin-1") + streams(pdf)

    assert pdf.startswith(b"%PDF-1.7")
    assert "<pdfaid:part>2</pdfaid:part>" in text
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in text
    fonts = set(re.findall(r"/FontName ?/[A-Z]{6}\+([\w-]+)", text))
    assert fonts == {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}
    assert text.count("/FontFile2") == len(fonts)
    assert "/Encrypt" not in text
    assert "/JavaScript" not in text


def test_equal_contents_at_an_equal_time_are_equal_bytes() -> None:
    assert render_pdf("form-01", acceptance_form(), at=AT) == render_pdf(
        "form-01", acceptance_form(), at=AT
    )
    assert render_pdf("result", result(), at=AT) != render_pdf(
        "result", result(), at=AT + timedelta(days=1)
    )


def test_another_process_in_another_time_zone_renders_equal_bytes() -> None:
    expected = result()
    program = (
        "import sys, hashlib; from datetime import datetime, UTC;"
        "from documents.rendering.result import ResultContents;"
        "from documents.rendering.pdf import render_pdf;"
        "contents = ResultContents.model_validate_json(sys.stdin.read());"
        "at = datetime(2026, 11, 23, 2, tzinfo=UTC);"
        "print(hashlib.sha256(render_pdf('result', contents, at=at)).hexdigest())"
    )
    process = subprocess.run(
        [sys.executable, "-c", program],
        input=expected.model_dump_json(),
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

    assert process.stdout.strip() == sha256(render_pdf("result", expected, at=AT)).hexdigest()


def test_every_vietnamese_letter_and_the_dong_sign_can_be_printed() -> None:
    assert render_pdf("form-01", acceptance_form(filed_by(LETTERS)), at=AT)


@pytest.mark.parametrize("step", [23, pytest.param(1, marks=pytest.mark.soak)])
def test_every_character_that_intake_accepts_is_printed_on_each_document(step: int) -> None:
    text = " ".join(map(chr, sorted(printable_code_points())[::step]))
    applicant = Applicant(
        full_name=text, identity_number="022190001234", address=text, organisation=text
    )
    event = dossier_filed().evolve(applicant=applicant)

    assert render_pdf("form-01", acceptance_form(event), at=AT)
    assert render_pdf("result", result(event=event), at=AT)


def test_decomposed_letters_are_printed_like_composed_ones() -> None:
    name = "Nguyễn Thị Ưỡng Ệ"

    decomposed = render_pdf(
        "result", result(event=filed_by(unicodedata.normalize("NFD", name))), at=AT
    )

    assert decomposed == render_pdf("result", result(event=filed_by(name)), at=AT)


@pytest.mark.parametrize(
    "name",
    ["#panic()", "*An* _An_ $x$ `y`", '#import "x"', "\\u{41}", '"}]', "<a> @b = c", "- d\n+ e"],
)
def test_markup_in_data_prints_as_it_is(name: str) -> None:
    assert render_pdf("form-01", acceptance_form(filed_by(name)), at=AT)


@pytest.mark.parametrize("name", ["An\x00\x07", "An\x7f\x85", "An\u200b\ufeff", "An\u2028Bình"])
def test_invisible_characters_are_rendered(name: str) -> None:
    assert render_pdf("form-01", acceptance_form(filed_by(name)), at=AT)


@pytest.mark.parametrize("name", ["An 😀", "王", "محمد", "\ue000", "\ufffd"])
def test_a_character_without_a_glyph_raises_instead_of_an_empty_box(name: str) -> None:
    with pytest.raises(GlyphMissing):
        render_pdf("result", result(event=filed_by(name)), at=AT)


def test_a_long_acceptance_form_has_several_pages() -> None:
    papers = tuple(
        FiledPaper(id=str(n), component=f"Giấy tờ số {n} " * 8, sha256="0" * 64) for n in range(40)
    )
    event = dossier_filed().evolve(papers=papers)

    pdf = render_pdf("form-01", acceptance_form(event, provisional=True), at=AT)

    pages = re.search(r"/Type ?/Pages.*?/Count (\d+)", pdf.decode("latin-1") + streams(pdf), re.S)
    assert pages is not None
    assert int(pages[1]) >= 3


def test_attachments_of_one_component_in_one_form_are_one_line() -> None:
    papers = [
        FiledPaper(id=id_, component=component, sha256="0" * 64)
        for id_, component in ("1a", "2a", "3b")
    ]
    papers.append(FiledPaper(id="4", component="b", sha256="0" * 64, reused=True))

    lines = contents.attachment_lines(papers)

    assert [(line.name, line.count, line.form) for line in lines] == [
        ("a", 2, "Bản điện tử"),
        ("b", 1, "Bản điện tử"),
        ("b", 1, "Tái sử dụng từ kho dữ liệu"),
    ]


def test_times_are_formatted_as_on_administrative_documents() -> None:
    early = datetime(2026, 2, 3, 23, 5, tzinfo=UTC)  # the fourth in Vietnam

    assert formatting.moment(early) == "06 giờ 05 phút, ngày 04 tháng 02 năm 2026"
    assert formatting.dateline("H49.61.01", AT) == "Quảng Ninh, ngày 23 tháng 11 năm 2026"
    assert formatting.dateline("H99", AT) == "Ngày 23 tháng 11 năm 2026"


def test_an_acceptance_form_has_every_field_of_the_circular() -> None:
    form = acceptance_form()

    assert (form.code, form.applicant.name, form.applicant.phone) == (
        "H49.61.01-261123-0001",
        "Nguyễn Thị An",
        "0912345678",
    )
    assert (form.received, form.due) == (
        "09 giờ 00 phút, ngày 23 tháng 11 năm 2026",
        "17 giờ 00 phút, ngày 26 tháng 11 năm 2026",
    )
    assert form.steps == ("Ba ngày làm việc.",)
    assert form.collection.endswith("UBND phường Hồng Gai")


def test_sealed_data_is_not_printed() -> None:
    sealed = dossier().evolve(applicant=SealedValue("sealed:x"))
    filling = results.Filling(template=template_of(None), fields={}, signer="B")
    request = DocumentRequest(cause=CAUSE, kind="result", name="A")

    with pytest.raises(Erased):
        results.filled(sealed, filling, request, at=AT)


def test_the_qr_code_has_the_dossier_code_and_nothing_else() -> None:
    import segno

    code = "H49.61.01-261123-0001"

    assert qr_code(code) == qr_code(code) != qr_code(code[:-1] + "2")
    assert qr_code(code).startswith("<svg")
    assert segno.make(code, error="m", micro=False).mode == "alphanumeric"


def test_the_qr_code_of_a_sealed_paper_leads_to_where_it_is_verified() -> None:
    world = world_with_accepted_dossier()
    (document,) = world.documents()
    contents = Paper(
        document=document.id,
        code=CODE,
        agency="a",
        dateline="b",
        address=f"{VERIFICATION}/{document.id}",
    )

    path = urlsplit(contents.qr_text).path.removeprefix("/documents")
    text = text_of(world.content_of(document))

    assert world.client.get(path).body["ours"] is True
    assert "Quét để kiểm tra" in text
    assert re.search(r"ĐÃ KÝ SỐ UBND phường Hồng Gai \d\d:\d\d:\d\d 23/11/2026, giờ Việt Nam", text)


@pytest.mark.parametrize(
    "separator", ["\u2028", "\u2029", "\x85", " " * 60, "\u00a0" * 60, "\u3000" * 40, "\u202e\n"]
)
def test_no_input_begins_a_line_of_its_own_on_a_sealed_document(separator: str) -> None:
    name = "Nguyễn Thị An"
    forged, plain = (
        result(event=filed_by(f"{name}{gap}Quyết định: cho phép")) for gap in (separator, " ")
    )

    assert render_pdf("result", forged, at=AT) == render_pdf("result", plain, at=AT)
