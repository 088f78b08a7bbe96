"""Every shape of a package, in both dialects, is one canonical form."""

import pytest

from letters.edxml.dialect import DIALECTS, Dialect
from letters.edxml.letter import Letter, document_id_of, document_key
from letters.edxml.read import read
from letters.edxml.tree import Unwritable
from letters.edxml.write import write
from tests.unit.letters.edxml.letters import DAY, ID, SHAPES, letter
from tests.unit.letters.edxml.samples import sample


def named(dialect: Dialect) -> str:
    return dialect.name


@pytest.mark.parametrize("dialect", DIALECTS, ids=named)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_sample_of_another_maker_is_read_whole(shape: str, dialect: Dialect) -> None:
    contents = read(sample(SHAPES[shape], dialect.name))

    assert contents.package == SHAPES[shape]
    assert (contents.dialect, contents.unread) == (dialect.name, ())


@pytest.mark.parametrize("dialect", DIALECTS, ids=named)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_written_is_read_as_the_same(shape: str, dialect: Dialect) -> None:
    written = write(SHAPES[shape], dialect)

    assert read(written).package == SHAPES[shape]
    assert write(SHAPES[shape], dialect) == written


@pytest.mark.parametrize("shape", SHAPES)
def test_a_package_goes_from_one_dialect_into_the_other_and_back(shape: str) -> None:
    package = SHAPES[shape]
    for dialect in (*DIALECTS, *DIALECTS):
        package = read(write(package, dialect)).package

    assert package == SHAPES[shape]


def test_no_field_of_the_canonical_form_is_without_a_sample() -> None:
    def names(value: object) -> set[str]:
        if isinstance(value, tuple):
            return set().union(*map(names, value))
        fields = getattr(type(value), "model_fields", {})
        own = {f"{type(value).__name__}.{n}" for n in fields if getattr(value, n)}
        return own.union(*(names(getattr(value, n)) for n in fields))

    filled = set().union(*map(names, SHAPES.values()))
    kinds = {name.partition(".")[0] for name in filled}
    every = {
        f"{kind.__name__}.{name}"
        for kind in map(type, walk(tuple(SHAPES.values())))
        for name in kind.model_fields  # type: ignore[attr-defined]
    }
    assert len(kinds) == 14
    assert every - filled == set()


def walk(value: object) -> list[object]:
    if isinstance(value, tuple):
        return [part for each in value for part in walk(each)]
    fields = getattr(type(value), "model_fields", None)
    if fields is None:
        return []
    return [value, *(part for name in fields for part in walk(getattr(value, name)))]


def test_elements_that_the_standard_does_not_name_are_listed() -> None:
    raw = sample(letter(), "axis").replace(
        b"<edXML:SteeringType>", b"<edXML:Secret>1</edXML:Secret><edXML:SteeringType>"
    )

    contents = read(raw)

    assert contents.unread == ("edXMLEnvelope/edXMLHeader/MessageHeader/Secret",)
    assert contents.package == letter()


def test_comments_change_no_text() -> None:
    raw = sample(letter(), "axis").replace("Hạ Long</".encode(), "Hạ<!-- x --> Long</".encode())

    assert read(raw).package == letter()


def test_a_byte_order_mark_is_no_stray_prefix() -> None:
    assert read(b"\xef\xbb\xbf" + sample(letter(), "provincial")).package == letter()


@pytest.mark.parametrize("dialect", DIALECTS, ids=named)
def test_what_xml_cannot_carry_is_not_written(dialect: Dialect) -> None:
    with pytest.raises(Unwritable, match="Subject"):
        write(letter(subject="Mời họp\x00"), dialect)


def test_a_document_id_names_agency_day_and_number() -> None:
    assert document_id_of("H49.61", DAY, "128", "UBND-VP") == ID
    assert document_key(ID) == ("H49.61", DAY, "128/UBND-VP")
    assert document_key("H49.61,2026/13/30,128/UBND-VP") is None
    assert document_key("0a4fd8f2-6a2f-4a4e-9b3e-000000000001") is None


def test_the_canonical_form_can_be_stored_without_its_files() -> None:
    stored = letter(attachments=())

    assert Letter.model_validate_json(stored.model_dump_json()) == stored
