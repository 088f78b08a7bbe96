"""A version of a procedure: its event, its summary, its bounds, and the words of refusals."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.intake import ProcedurePublished
from contracts.intake.procedures import ListedComponent
from contracts.procedure_terms import Limit, Step
from contracts.terms import ProcedureRef
from intake.domain.fee_rules import Count, FeeRule, Tier
from intake.domain.lookup_key import LookupKeys, check_character
from intake.domain.procedure import Procedure
from intake.domain.procedure_content import ProcedureContent, Text
from intake.domain.procedure_summary import CatalogueEntry, ProcedureSummary
from intake.domain.profile import Profile
from intake.domain.profile_fields import MESSAGES
from intake.domain.publication import Publication, publish
from kit.core.time import vietnam_day
from kit.testing.clock import NOW
from tests.unit.intake.world import AN, CODE, a_procedure, a_rule

STEPS = (Step(name="Thẩm định", hours=9),)


def published(existing: Procedure | None = None, **changes: object) -> Publication:
    publication = publish(existing, CODE, a_procedure(**changes), at=NOW)
    assert publication is not None
    return publication


def test_the_first_version_is_published_with_all_that_casework_needs() -> None:
    publication, content = published(steps=STEPS), a_procedure(steps=STEPS)

    procedure = publication.procedure
    assert (procedure.id, procedure.version, publication.version) == (CODE, 0, 1)
    assert (procedure.published_at, procedure.begins_last) == (NOW, "")
    assert procedure.pk == f"PROC#{CODE}"
    assert publication.event == ProcedurePublished(
        procedure=ProcedureRef(code=CODE, name=content.name, version=1),
        valid_from=datetime(2026, 11, 20, 17, 0, tzinfo=UTC),
        limits=(Limit(value=3, unit="working_day"),),
        steps=STEPS,
        pay="before_acceptance",
        results=content.results,
        content_sha256=content.digest,
        field=content.field,
        field_code=content.field_code,
        components=tuple(
            ListedComponent(id=each.id, name=each.name, code=each.code)
            for each in content.documents
        ),
        amounts=(150_000,),
    )


def test_the_next_version_counts_on_and_the_same_content_is_none() -> None:
    first = published().procedure.evolve(version=1)

    second = published(first, name="Tên mới")

    assert (second.version, second.event.procedure.version) == (2, 2)
    assert publish(first, CODE, a_procedure(), at=NOW) is None


def test_a_version_remembers_the_latest_beginning_of_those_before() -> None:
    planned = published(valid_from="2027-01-01").procedure.evolve(version=1)
    corrected = published(planned, valid_from="2026-11-21").procedure.evolve(version=2)
    last = published(corrected, valid_from="2026-12-01").procedure

    assert [p.begins_last for p in (planned, corrected, last)] == ["", "2027-01-01", "2027-01-01"]


@pytest.mark.parametrize(
    ("begins_last", "valid_from", "day", "surely"),
    [
        ("", "2026-11-21", "2026-11-21", True),
        ("", "2026-11-21", "2026-11-20", False),
        ("2026-11-21", "2026-11-21", "2026-11-22", True),
        ("2026-11-22", "2026-11-21", "2026-11-22", False),
    ],
)
def test_a_version_is_surely_in_force_if_it_began_after_all_others(
    begins_last: str, valid_from: str, day: str, surely: bool
) -> None:
    content = a_procedure(valid_from=valid_from)
    procedure = Procedure(id=CODE, content=content, published_at=NOW, begins_last=begins_last)
    entry = CatalogueEntry(**dict(procedure.summary), begins_last=begins_last)

    assert procedure.is_surely_in_force(day) is surely
    assert entry.is_surely_in_force(day) is surely


def test_an_entry_of_an_older_release_is_looked_up_by_its_versions() -> None:
    older = published().procedure.summary.evolve(valid_from="")
    entry = CatalogueEntry.model_validate_json(older.model_dump_json(exclude_defaults=True))

    assert (entry.valid_from, entry.begins_last) == ("", "")


def test_a_procedure_is_listed_by_its_summary() -> None:
    procedure = published().procedure.evolve(version=4)

    assert procedure.summary == ProcedureSummary(
        code=CODE,
        version=4,
        valid_from="2026-11-21",
        name="Đăng ký thành lập hộ kinh doanh",
        short_name="Đăng ký thành lập hộ kinh doanh",
        field="Hộ kinh doanh",
        level="Cấp xã",
        online_level="full",
        pay="before_acceptance",
        channels=("online", "counter"),
    )


def test_a_day_begins_at_midnight_in_vietnam() -> None:
    assert vietnam_day(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)) == "2026-11-22"
    assert vietnam_day(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == "2026-11-23"


def test_the_cases_of_a_procedure_are_those_of_its_limits_and_of_its_fees() -> None:
    limits = (Limit(value=3, unit="working_day"), Limit(value=1, unit="working_day", case="nhanh"))
    rules = (a_rule(), a_rule(id="2", case="cap-lai"))

    assert a_procedure(limits=limits, fee_rules=rules).cases == {"nhanh", "cap-lai"}


def is_valid(type_: Any, value: object) -> bool:
    try:
        TypeAdapter(type_).validate_python(value)
    except ValidationError:
        return False
    return True


def test_a_text_of_a_procedure_has_one_to_a_thousand_characters() -> None:
    lengths = (0, 1, 1000, 1001)

    assert [is_valid(Text, "x" * length) for length in lengths] == [False, True, True, False]


def test_a_count_is_one_to_ten_thousand() -> None:
    assert [is_valid(Count, n) for n in (0, 1, 10_000, 10_001)] == [False, True, True, False]


def test_a_fee_rule_holds_always_everywhere_and_is_not_optional_unless_it_says_so() -> None:
    rule = a_rule()

    assert (rule.tiers, rule.optional, rule.refund_when) == ((), False, "never")
    assert rule.is_for({None}, "post", None)
    assert rule.is_for({None}, "online", "ho-ngheo")
    assert rule.is_in_force("9999-12-31")
    assert rule.is_in_force("0001-01-01")


@pytest.mark.parametrize(
    ("rule", "counts", "price"),
    [
        (a_rule(), {}, 150_000),
        (a_rule(amount=None), {}, 0),
        (a_rule(amount=8_000, optional=True), {}, 0),
        (a_rule(amount=8_000, optional=True), {"le-phi": 3}, 24_000),
        (a_rule(tiers=(Tier(first=1, amount=5), Tier(first=3, amount=2))), {"le-phi": 2}, 10),
        (a_rule(tiers=(Tier(first=1, amount=5), Tier(first=3, amount=2))), {"le-phi": 3}, 12),
        (a_rule(tiers=(Tier(first=1, amount=5),), cap=0), {"le-phi": 3}, 0),
        (a_rule(tiers=(Tier(first=1, amount=5),), cap=14), {"le-phi": 3}, 14),
    ],
)
def test_a_rule_prices_the_count_of_its_line(
    rule: FeeRule, counts: dict[str, int], price: int
) -> None:
    assert rule.price(rule.count_in(counts)) == price


def test_a_look_up_key_stays_the_same_from_release_to_release() -> None:
    keys = LookupKeys(json.dumps({"current": "v1", "v1": "11" * 32}))

    assert keys.key("H49.61.01-261123-0001", 0) == "02MXAZJ6S7"
    assert keys.key("H49.61.01-261123-0001", 1) == "FST4RCQYCE"


@pytest.mark.parametrize(
    ("body", "character"),
    [("000000000", "0"), ("000000001", "Y"), ("000000010", "Z"), ("00000000Z", "1")],
)
def test_the_check_character_makes_luhns_sum_a_multiple_of_32(body: str, character: str) -> None:
    assert check_character(body) == character


SENTENCES = {
    "identity_number": (
        "Vui lòng nhập đủ 12 chữ số của số định danh cá nhân, như trên thẻ căn cước.",
        "Please enter all 12 digits of the identity number, as on the identity card.",
    ),
    "phone": (
        "Vui lòng nhập lại số di động: số Việt Nam có 10 chữ số, bắt đầu bằng 0; số nước ngoài "
        "bắt đầu bằng dấu + và mã nước.",
        "Please enter the mobile number again: a Vietnamese one has 10 digits and begins with 0, "
        "a foreign one begins with + and the country's code.",
    ),
    "email": (
        "Vui lòng nhập lại một địa chỉ thư điện tử, ví dụ: ten@example.vn.",
        "Please enter one e-mail address again, for example ten@example.vn.",
    ),
    "full_name": (
        "Có ký tự không viết được. Vui lòng bỏ các ký tự điều khiển và ký tự lạ.",
        "There are characters that cannot be written. Please remove control characters and "
        "unusual ones.",
    ),
}


@pytest.mark.parametrize("field", SENTENCES)
def test_a_refused_field_says_in_both_languages_what_to_write(field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Profile.model_validate(AN.model_dump() | {field: "12\x00"})

    (error,) = refused.value.errors()
    context = error["ctx"]
    assert (context["vi"], context["en"]) == SENTENCES[field]
    assert (context["vi"], context["en"]) in MESSAGES.values()


@pytest.mark.parametrize(("field", "longest"), [("full_name", 200), ("address", 400)])
def test_a_name_and_an_address_are_stripped_and_bounded(field: str, longest: int) -> None:
    def read(text: str) -> str:
        return str(getattr(Profile.model_validate(AN.model_dump() | {field: text}), field))

    assert read(" " + "x" * longest + " ") == "x" * longest
    assert read("x") == "x"
    for text in ("", "  ", "x" * (longest + 1)):
        with pytest.raises(ValidationError):
            read(text)


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("email", "a@" + ".".join(["b" * 63] * 3) + "." + "c" * 57 + ".vn"),
        ("phone", "+84912345678" + "." * 20),
    ],
)
def test_an_address_or_number_of_the_greatest_length_is_taken_and_a_longer_one_is_not(
    field: str, longest: str
) -> None:
    assert Profile.model_validate(AN.model_dump() | {field: longest})
    longer = longest.replace("a@", "aa@") if field == "email" else longest + "."
    with pytest.raises(ValidationError):
        Profile.model_validate(AN.model_dump() | {field: longer})


@pytest.mark.parametrize("label", ["b", "b1", "b" * 63])
def test_a_host_name_has_labels_of_one_to_63_characters(label: str) -> None:
    assert Profile.model_validate(AN.model_dump() | {"email": f"an@{label}.vn"})
    with pytest.raises(ValidationError):
        Profile.model_validate(AN.model_dump() | {"email": f"an@{label + 'b' * 64}.vn"})


def test_notices_are_in_vietnamese_unless_the_person_asks_for_english() -> None:
    assert Profile.model_validate(AN.model_dump(exclude={"language"})).language == "vi"


@pytest.mark.parametrize("missing", ["channels", "name", "short_name", "field", "level", "source"])
def test_a_procedure_without_what_it_needs_is_refused(missing: str) -> None:
    empty: object = () if missing == "channels" else ""

    with pytest.raises(ValidationError):
        ProcedureContent.model_validate(a_procedure().model_dump() | {missing: empty})


@pytest.mark.parametrize(
    "pasted",
    [
        "Phí\r\nBcc: a@b.vn",
        " Phí  Bcc:\u200b a@b.vn ",
        "Phi\u0301\tBcc: a@b.vn\u202e",
        "\ufeffPhí\u00a0Bcc: a@b.vn\n",
        "Phí\u2028Bcc: a@b.vn",
    ],
)
def test_a_procedures_name_stands_on_one_line_without_what_is_not_seen(pasted: str) -> None:
    assert a_procedure(name=pasted).name == "Phí Bcc: a@b.vn"


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "\n"])
def test_a_procedure_needs_a_name_that_is_seen(nothing: str) -> None:
    with pytest.raises(ValidationError):
        a_procedure(name=nothing)
