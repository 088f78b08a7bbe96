"""The reference of a transfer survives what banks do to it, and nothing else passes for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.providers.bank.reference import LETTERS, MOST_REFERENCES, new, references_in, valid

ALL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PAYMENTS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=26)
ALIKE = {"0": "0Oo", "1": "1IiLl"}
AROUND = st.text(st.characters(exclude_characters="mM"), max_size=40)


@given(PAYMENTS, st.integers(0, 5))
def test_it_is_twelve_unmistakable_letters_and_digits_and_always_the_same(
    payment: str, n: int
) -> None:
    reference = new(payment, n)

    assert len(reference) == 12
    assert reference.startswith("MC")
    assert set(reference) <= set(LETTERS)
    assert valid(reference)
    assert new(payment, n) == reference


def test_its_form_is_a_promise_to_those_who_have_one_in_hand() -> None:
    assert new("01JD0000000000000000000000") == "MCPTM7G96TXG"


def test_the_next_counter_gives_another_one() -> None:
    assert len({new("01JD", n) for n in range(100)}) == 100


def test_twenty_thousand_payments_get_as_many_references() -> None:
    assert len({new(str(payment)) for payment in range(20_000)}) == 20_000


@given(PAYMENTS)
def test_its_check_character_is_that_of_iso_7064_mod_37_2(payment: str) -> None:
    def weighed(text: str) -> int:
        return sum(ALL.index(c) << place for place, c in enumerate(reversed(text))) % 37

    assert weighed("G123489654321Y") == 1
    assert weighed(new(payment)) == 1


@given(PAYMENTS)
def test_every_single_changed_character_is_caught(payment: str) -> None:
    reference = new(payment)
    changed = [
        reference[:i] + c + reference[i + 1 :] for i in range(12) for c in ALL if c != reference[i]
    ]

    assert len(changed) == 12 * 35
    assert not any(map(valid, changed))


@given(PAYMENTS)
def test_every_swap_of_neighbours_is_caught(payment: str) -> None:
    reference = new(payment)
    swapped = {
        reference[:i] + reference[i + 1] + reference[i] + reference[i + 2 :] for i in range(11)
    } - {reference}

    assert not any(map(valid, swapped))


@given(PAYMENTS, st.text("., -/_:;\t\n đ–", max_size=30), AROUND, AROUND, st.booleans())
def test_it_is_found_in_what_banks_make_of_it(
    payment: str, dirt: str, before: str, after: str, small: bool
) -> None:
    reference = new(payment)
    spoilt = "".join(c + dirt[i : i + 2] for i, c in enumerate(reference))
    text = before + " " + (spoilt.lower() if small else spoilt) + " " + after

    assert reference in references_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "MBVCB.7263518.{}.CT tu 0123456789 NGUYEN VAN A toi 113366668888",
        "{} thanh toan phi, lệ phí hồ sơ",
        "IBFT {}GD 123456-112326",
        "CUSTOMER {}. TU: NGUYỄN THỊ AN",
        "MCMC{}",
    ],
)
def test_it_is_found_amid_a_banks_own_words(text: str) -> None:
    reference = new("01JD")

    assert references_in(text.format(reference)) == (reference,)
    assert references_in(text.format(reference).lower()) == (reference,)


def test_two_references_are_both_found_in_their_order_and_each_once() -> None:
    one, two = new("1"), new("2")

    assert references_in(f"{two} va {one} va {two}") == (two, one)


def test_no_more_than_five_are_found() -> None:
    assert len(references_in(" ".join(new(str(n)) for n in range(9)))) == MOST_REFERENCES


@given(PAYMENTS, st.integers(1, 11))
def test_a_reference_that_was_cut_is_not_guessed(payment: str, length: int) -> None:
    assert references_in(new(payment)[:length]) == ()
    assert references_in(new(payment)[-length:]) == ()


@given(PAYMENTS, st.data())
def test_look_alikes_that_somebody_typed_are_read(payment: str, data: st.DataObject) -> None:
    reference = new(payment)
    typed = "".join(data.draw(st.sampled_from(ALIKE.get(each, each))) for each in reference)

    assert references_in(f"NOP PHI {typed} CAM ON") == (reference,)


@pytest.mark.parametrize("alike", ["O", "o", "О", "Ο"])
def test_an_o_of_any_alphabet_is_read_as_a_zero(alike: str) -> None:
    reference = next(reference for reference in map(new, map(str, range(100))) if "0" in reference)

    assert references_in(reference.replace("0", alike)) == (reference,)


@pytest.mark.parametrize(
    "typed",
    ["МСPTM7G96TXG", "мсptm7g96txg", "ＭＣＰＴＭ７Ｇ９６ＴＸＧ", "ΜCΡTΜ7G96ΤΧG", "MС PТМ7 G96 ТХG"],
)
def test_letters_of_the_same_shape_in_other_alphabets_are_read(typed: str) -> None:
    assert references_in(f"nop phi {typed}") == ("MCPTM7G96TXG",)


@given(PAYMENTS, PAYMENTS)
def test_one_that_is_there_as_it_is_goes_before_one_of_look_alikes(one: str, other: str) -> None:
    typed = new(other).replace("0", "O").replace("1", "I")
    if typed != new(other):
        assert references_in(f"{typed} {new(one)}") == (new(one),)


@pytest.mark.parametrize("wrong", ["U", "V", "Z", "S", "B"])
def test_no_other_letter_is_read_as_a_digit(wrong: str) -> None:
    reference = "MCPTM7G96TXG"

    assert (
        references_in(reference.replace("7", wrong))
        == references_in(reference.replace("9", wrong))
        == ()
    )


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(valid(each) for each in references_in(text))


@pytest.mark.parametrize("text", ["", "ＭＣ", "MC", "ıſß", "\ud800MC", "٣" * 12, "MC١٢٣٤٥٦٧٨٩٠"])
def test_letters_of_other_scripts_are_no_part_of_one(text: str) -> None:
    assert references_in(text) == ()
