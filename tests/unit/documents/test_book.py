"""The book of an agency: numbers from 1 without gaps, whatever papers could not be made."""

from datetime import UTC, datetime

from documents.domain.book import Book, Page


def test_numbers_run_from_one() -> None:
    first, book = Book().take()
    second, book = book.take()

    assert (first, second, book) == (1, 2, Book(last=2))


def test_the_highest_number_that_comes_back_was_never_given() -> None:
    assert Book(last=7).give_back(7) == Book(last=6)


def test_a_lower_number_that_comes_back_is_given_before_a_higher_one() -> None:
    book = Book(last=7).give_back(5).give_back(3).give_back(5)
    assert book == Book(last=7, free=(3, 5))

    numbers = []
    for _ in range(3):
        number, book = book.take()
        numbers.append(number)

    assert (numbers, book) == ([3, 5, 8], Book(last=8))


def test_a_page_is_of_the_year_and_month_in_vietnam() -> None:
    at = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)

    assert Page.of("H49.01", "result", at) == ("H49.01", "result", 2027, 1)
