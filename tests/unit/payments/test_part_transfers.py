"""Transfers that no machine can place: several that make a fee, and those that name a dossier."""

import pytest

from contracts.testing.dossier_events import CODE
from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from payments.backoffice.allocate_money import AllocateMoney, MoneyTooLittle, allocate
from payments.providers.bank.dossier_codes import codes_in
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.bank_world import TwoPayers, two_payers


def parts(payers: TwoPayers, *amounts: int) -> list[str]:
    """Transfers of these amounts with one reference came; the ids of their discrepancies."""
    for place, amount in enumerate(amounts):
        payers.call_back(payers.line(payers.one, id=f"FT{place}", amount=amount))
    by_line = sorted(payers.world.stored("DISCREPANCY#"), key=lambda case: case["line"])
    return [case["id"] for case in by_line]


def allocation(payers: TwoPayers, first: str, *others: str) -> AllocateMoney:
    fee = payers.fee(payers.one).id
    return AllocateMoney(first, "one", "Hai lần chuyển", fee, new_ulid(payers.world.now), others)


@pytest.mark.parametrize("amounts", [(75_000, 75_000), (149_000, 1_000), (50_000, 60_000, 40_000)])
def test_transfers_that_together_make_the_fee_settle_it_with_an_accountants_word(
    amounts: tuple[int, ...],
) -> None:
    payers = two_payers()
    first, *others = parts(payers, *amounts)
    assert payers.states == ("due", "due")

    command = allocation(payers, first, *others)
    allocate(payers.world.store, payers.world.providers, command, payers.world.now)
    allocate(payers.world.store, payers.world.providers, command, payers.world.now)

    assert payers.states == ("settled", "due")
    assert payers.world.cases() == []
    assert balances(payers.world) == {"at:bank": 150_000, "fees": -150_000}
    assert len(payers.world.receipts) == 1
    assert books_agree(payers.world)


def test_what_is_over_goes_back() -> None:
    payers = two_payers()
    first, second = parts(payers, 100_000, 80_000)

    allocate(
        payers.world.store,
        payers.world.providers,
        allocation(payers, first, second),
        payers.world.now,
    )

    assert payers.states == ("settled", "due")
    assert payers.world.cases() == ["overpaid"]
    assert balances(payers.world)["overpayments"] == -30_000
    assert books_agree(payers.world)


@pytest.mark.parametrize("together", [False, True])
def test_too_little_stays_too_little(*, together: bool) -> None:
    payers = two_payers()
    first, second = parts(payers, 75_000, 74_999)
    others = (second,) if together else (first, first)

    with pytest.raises(MoneyTooLittle):
        allocate(
            payers.world.store,
            payers.world.providers,
            allocation(payers, first, *others),
            payers.world.now,
        )

    assert payers.states == ("due", "due")
    assert len(payers.world.cases()) == 2


def test_a_part_that_was_used_is_not_used_again() -> None:
    payers = two_payers()
    first, second, third = parts(payers, 75_000, 75_000, 75_000)
    store, providers, now = payers.world.store, payers.world.providers, payers.world.now
    allocate(store, providers, allocation(payers, first, second), now)
    command = AllocateMoney(
        third, "one", "x", payers.fee(payers.two).id, new_ulid(payers.world.now), (second,)
    )

    with pytest.raises(ServiceError):
        allocate(store, providers, command, now)

    assert payers.states == ("settled", "due")
    assert payers.world.cases() == ["underpaid"]


def test_an_accountant_joins_transfers_by_the_route() -> None:
    payers = two_payers()
    first, second = parts(payers, 75_000, 75_000)
    body = {"how": "allocated", "together": [second], "reason": "Hai lần chuyển"}

    response = ApiWorld(payers.world).ask(
        "POST", f"/v1/discrepancies/{first}/resolution", "treasurer", body
    )

    assert (response.status, response.body["state"]) == (201, "resolved")
    assert payers.states == ("settled", "due")


def test_a_text_that_names_the_dossier_is_proposed_and_never_settled_by_itself() -> None:
    payers = two_payers()
    payers.call_back(payers.line(payers.one, text=f"nop phi ho so {CODE}"))
    assert payers.states == ("due", "due")
    [case] = payers.world.stored("DISCREPANCY#")

    api = ApiWorld(payers.world)
    view = api.ask("GET", f"/v1/discrepancies/{case['id']}", "treasurer").body

    assert [(each["dossier"], each["state"], each["total"]) for each in view["proposed"]] == [
        (CODE, "due", 150_000),
        (CODE, "due", 150_000),
    ]
    assert payers.world.cases() == ["unmatched_transfer"]


def test_two_references_of_two_fees_are_both_proposed() -> None:
    payers = two_payers()
    text = f"{payers.one.reference} {payers.two.reference}"

    payers.call_back(payers.line(payers.one, text=text, amount=300_000))

    assert payers.states == ("due", "due")
    [case] = payers.world.stored("DISCREPANCY#")
    assert case["proposed"] == [payers.one.fee, payers.two.fee]


def test_two_references_of_one_fee_settle_it() -> None:
    payers = two_payers()
    again = payers.world.start(method="transfer")

    payers.call_back(payers.line(again, text=f"{payers.two.reference} {again.reference}"))

    assert payers.states == ("due", "settled")


def test_a_reference_that_was_typed_with_look_alikes_settles_its_fee() -> None:
    payers = two_payers()
    typed = (payers.one.reference or "").replace("0", "O").replace("1", "l").lower()

    payers.call_back(payers.line(payers.one, text=f"nop phi {typed}"))

    assert payers.states == ("settled", "due")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nop phi ho so H49.60-261129-0012", ("H49.60-261129-0012",)),
        ("HS H49 60 261129 0012 NGUYEN AN", ("H49.60-261129-0012",)),
        ("h49.61.01-261123-0001", ("H49.61.01-261123-0001",)),
        ("H49610126112300 01", ()),
        ("H4960-261129-0012.CT tu 0501", ("H49.60-261129-0012",)),
        ("IBFT H49-261129-0012", ("H49-261129-0012",)),
        ("H49.60-261129-0012 H49.60-261129-0013", ("H49.60-261129-0012", "H49.60-261129-0013")),
        ("H49.60-261329-0012", ()),
        ("MC3JVAAAB5D3", ()),
        ("so tai khoan 0501000123456", ()),
        ("", ()),
    ],
)
def test_codes_of_dossiers_are_read_as_banks_carry_them(text: str, codes: tuple[str, ...]) -> None:
    assert codes_in(text) == codes
