"""What a paper says of its applicant: no more than was verified, and whom they file for."""

import io

import pytest
from pypdf import PdfReader

from contracts.terms import Applicant
from contracts.testing.dossier_events import dossier_filed
from documents.rendering.pdf import render_pdf
from tests.unit.documents.test_forms import AT, acceptance_form

PERSON = Applicant(full_name="Nguyễn Thị An", identity_number="022190001234", address="Hạ Long")


def printed(applicant: Applicant) -> str:
    """The text of an acceptance form."""
    form = acceptance_form(dossier_filed().evolve(applicant=applicant))
    pages = PdfReader(io.BytesIO(render_pdf("form-01", form, at=AT))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(
    ("authenticated", "words"),
    [(True, "Nộp qua tài khoản đã xác thực"), (False, "Nộp trực tuyến")],
)
def test_a_form_says_authenticated_only_of_who_was(authenticated: bool, words: str) -> None:
    text = printed(PERSON.evolve(authenticated=authenticated))

    assert words in text
    assert ("đã xác thực" in text) is authenticated


def test_a_form_names_the_organisation_with_its_tax_code() -> None:
    text = printed(PERSON.evolve(organisation="Công ty TNHH Hạ Long", tax_code="5701234567"))

    assert "Nguyễn Thị An, đại diện Công ty TNHH Hạ Long" in text
    assert "Số định danh tổ chức (mã số thuế): 5701234567" in text


def test_a_form_names_a_foreigner_by_passport_and_nationality() -> None:
    text = printed(PERSON.evolve(identity_number=None, passport="C1234567", nationality="LA"))

    assert "Số hộ chiếu: C1234567" in text
    assert "Quốc tịch: LA" in text
    assert "Số định danh cá nhân" not in text
