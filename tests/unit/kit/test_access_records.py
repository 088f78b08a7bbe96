"""Records of who read what: one a reading, one a day for the owner, and a word when it is much."""

import json
from datetime import timedelta

import pytest

from kit.security.access_records import MUCH, AccessRecord, AccessRecords, Disclosure
from kit.security.principal import Principal
from kit.security.staff_rights import Staff
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, memory_table

OFFICER = Staff(sub="o", roles=("officer",), agencies=("H49.61",), name="Trần Văn Bình")
CODE = "H49.61-261123-0001"


class Book:
    def __init__(self) -> None:
        self.transport = MemoryTransport()
        self.records = self.another_function()

    def another_function(self) -> AccessRecords:
        return AccessRecords(memory_table(self.transport), "intake")

    def read(self, minutes: int = 0, rows: int = 1, dossier: str | None = CODE) -> None:
        self.records.write(
            Principal("o", "staff"),
            OFFICER,
            Disclosure(dossier, rows),
            operation="dossiers_get",
            at=NOW + timedelta(minutes=minutes),
        )

    def own(self, records: AccessRecords, *, hours: int = 0, dossier: str = CODE) -> None:
        at = NOW + timedelta(hours=hours)
        records.write(Principal("an", "citizen"), None, Disclosure(dossier), operation="x", at=at)

    def all(self) -> list[AccessRecord]:
        return [AccessRecord.model_validate_json(i.doc) for i in self.transport.items.values()]


def test_each_reading_of_an_official_is_a_record_that_says_who_what_and_when() -> None:
    book = Book()
    book.read()
    book.read()

    one, other = book.all()
    assert one.id != other.id
    assert (one.by, one.name, one.dossier, one.rows) == ("o", "Trần Văn Bình", CODE, 1)
    assert (one.operation, one.at, one.agencies) == ("intake.dossiers_get", NOW, ("H49.61",))


def test_the_owners_own_reading_is_one_a_day_and_dossier_over_all_functions() -> None:
    book = Book()
    for records in (book.records, book.records, book.another_function()):
        book.own(records)
    assert len(book.all()) == 1
    book.own(book.records, dossier="H49.61-261123-0002")
    book.own(book.records, hours=16)
    assert len(book.all()) == 3


def test_a_days_own_readings_cost_one_write() -> None:
    book = Book()
    book.own(book.records)
    book.transport.items.clear()
    book.own(book.records)
    assert book.all() == []


def test_one_list_read_is_one_record_that_counts_its_rows() -> None:
    book = Book()
    book.read(rows=25, dossier=None)

    (record,) = book.all()
    assert (record.rows, record.dossier) == (25, None)
    assert tuple(pk for pk, _ in book.transport.items) == ("READER#o",)


def test_the_records_of_a_dossier_are_read_newest_first_page_by_page() -> None:
    book = Book()
    for minute in range(3):
        book.read(minute)

    first, after = book.records.of_dossier(CODE, None, 2)
    rest, end = book.records.of_dossier(CODE, after, 2)

    assert [each.at.minute for each in first + rest] == [2, 1, 0]
    assert end is None


def test_much_reading_of_one_official_in_an_hour_is_reported_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = Book()
    for _ in range(MUCH + 5):
        book.read()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [line["reader"] for line in lines if line.get("message") == "reads_much"] == ["o"]
    assert sum(line.get("PersonalDataReadMuch", 0) for line in lines) == 1
    book.read(60, rows=MUCH)
    assert capsys.readouterr().out == ""


def test_a_page_of_names_counts_less_than_the_dossiers_behind_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    book = Book()
    for _ in range(2 * MUCH // 10):
        book.read(rows=50, dossier=None)
    assert capsys.readouterr().out == ""

    book.read(rows=50, dossier=None)

    assert "reads_much" in capsys.readouterr().out


def test_each_opening_of_a_file_is_a_record_with_its_purpose_also_the_owners() -> None:
    book = Book()
    opening = Disclosure(CODE, object="the-file", purpose="own")
    for _ in range(2):
        book.records.write(Principal("an", "citizen"), None, opening, operation="x", at=NOW)
    book.own(book.records)

    assert [(each.object, each.purpose) for each in book.all()] == [
        ("the-file", "own"),
        ("the-file", "own"),
        ("", ""),
    ]
