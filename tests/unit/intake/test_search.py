"""The search among all procedures of the National Portal: what people type finds what they mean."""

import json
from functools import cache
from pathlib import Path

import pytest
import yaml

from data import shapes
from intake.domain.catalogue_listing import ListedProcedure, Listing
from intake.domain.procedure import Procedure
from intake.domain.procedure_content import ProcedureContent
from intake.domain.search_index import SearchIndex
from intake.domain.search_text import plain, words_of
from kit.testing.clock import NOW

QUERIES = yaml.safe_load(Path(__file__).with_name("search_queries.yaml").read_text("utf-8"))
MALFORMED = "1.0133611"


@cache
def listing() -> Listing:
    """All of them, as the sweeper would list them."""
    entries = [entry for entry in shapes.all_entries() if entry["code"] != MALFORMED]
    contents = [ProcedureContent.model_validate_json(json.dumps(e["content"])) for e in entries]
    procedures = (
        Procedure(id=entry["code"], version=1, content=content, published_at=NOW)
        for entry, content in zip(entries, contents, strict=True)
    )
    return Listing(procedures=tuple(ListedProcedure(versions=(p.summary,)) for p in procedures))


@cache
def index() -> SearchIndex:
    unpacked = Listing.unpacked(listing().packed())
    return SearchIndex.of([each.versions[-1] for each in unpacked.procedures])


def test_sixty_queries_find_the_right_procedure_among_the_first_three() -> None:
    missed = [
        (query, code)
        for query, code in QUERIES
        if code not in [match.code for match in index().search(query)[:3]]
    ]
    assert len(QUERIES) >= 60
    assert missed == []


def test_the_packed_list_is_small_and_loses_nothing() -> None:
    packed = listing().packed()
    assert len(packed) < 256 * 1024
    assert Listing.unpacked(packed) == listing()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Đăng ký", "dang ki"), ("LÝ LỊCH", "li lich"), ("quý", "qui"), ("Mỹ", "mi")],
)
def test_accents_capitals_and_i_or_y_are_alike(one: str, other: str) -> None:
    assert plain(one) == plain(other) == other


@pytest.mark.parametrize("syllable", ["tây", "máy", "suy", "xay"])
def test_a_y_that_is_no_vowel_of_its_own_stays(syllable: str) -> None:
    assert plain(syllable).endswith("y")


def test_short_forms_are_written_out() -> None:
    assert words_of("đổi GPLX") == ["doi", "giay", "phep", "lai", "xe"]


def test_a_half_typed_word_finds_what_begins_with_it() -> None:
    assert "1.000894" in [match.code for match in index().search("ket ho")[:5]]


def test_without_words_everything_comes_in_the_order_of_the_codes() -> None:
    codes = [each.code for each in index().search(" ?! ")]
    assert codes == sorted(codes)
    assert len(codes) == 2576


def test_what_nobody_has_is_not_found() -> None:
    assert index().search("xyzabc") == []
