"""Files whose words sound active and are not: they are taken, and the table of cases agrees."""

import json
from collections.abc import Callable

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from infra.places import ROOT
from intake.attachments.inspection import PDF, inspect
from tests.unit.intake.pdf_files import a_page, words_in
from tests.unit.intake.test_uploaded_files import EXPECTED


def _empty_tree(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))


def _empty_tree_of_scripts(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


def _empty_files(pdf: Pdf) -> None:
    pdf.Root.Note = Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary())


def _usage_rights(pdf: Pdf) -> None:
    pdf.Root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig, EF=Array([])))


def _resource_names(pdf: Pdf) -> None:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1))
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary({"/JS": font, "/Launch": font}))


def _words_in_text(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "/JavaScript /Launch /EmbeddedFiles"


def _named_places(pdf: Pdf) -> None:
    place = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("JavaScript"), place])))


def _an_empty_form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]))


HARMLESS: dict[str, Callable[[Pdf], None]] = {
    "an empty tree of files": _empty_tree,
    "an empty tree of scripts": _empty_tree_of_scripts,
    "a file without a file": _empty_files,
    "usage rights": _usage_rights,
    "fonts with such names": _resource_names,
    "such words in the title": _words_in_text,
    "a place with such a name": _named_places,
    "a form without fields": _an_empty_form,
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_file_is_taken(name: str) -> None:
    finding = inspect(PDF, a_page(HARMLESS[name]))

    assert (finding.why, finding.pages, finding.signature) == (None, 1, None)
    assert words_in(finding.shown or b"") <= {"/JS", "/Launch"}  # the fonts are still named so


def test_the_table_of_files_says_what_is_expected_of_the_cases() -> None:
    cases = json.loads((ROOT / "tests" / "cases" / "expected.json").read_text())["cases"]
    expected = {
        name.removeprefix("files/"): text
        for name, text in cases.items()
        if name.startswith("files/")
    }

    assert expected.keys() == EXPECTED.keys()
    for name, text in expected.items():
        state, _, why = text.partition(":")
        if state == "rejected":
            assert why.strip() == EXPECTED[name]
        elif text.startswith("checked"):
            assert EXPECTED[name].startswith("taken")
        else:
            assert text == EXPECTED[name]
