"""Legal facts: each act is a record of a chain, and whatever is done to a chain is named."""

import copy
import json
import random
from base64 import b64decode
from functools import cache
from itertools import count, cycle, islice
from pathlib import Path

import pytest
import rfc8785

from contracts.casework import (
    CaseAssigned,
    CaseCompleted,
    CaseReopened,
    CaseResultRecalled,
    CaseReturned,
)
from contracts.payments import FeeVoided, FeeWaived
from contracts.terms import SealedResult
from contracts.testing.dossier_events import CODE, OWNER, dossier_filed, fee_settled
from documents.verify.__main__ import main
from documents.verify.chain_file import parse
from documents.verify.findings import Finding, is_ended
from documents.verify.hostile_json import DEEPEST, LARGEST, Refused
from tests.unit.documents.facts import (
    FACTS,
    LIVES,
    MANIPULATIONS,
    Json,
    chain_file,
    findings_in,
    happen,
    paid_life,
)
from tests.unit.documents.world import (
    RECEIVER,
    RECEIVER_ELSEWHERE,
    STRANGER,
    LocalSigner,
    World,
    case_accepted,
    case_decided,
    world_with_dossier,
)

QUICK, LONG = len(MANIPULATIONS), 500
FLIPPED, FLIPPED_LONG = 20, 2_000


@cache
def files(lives: int) -> tuple[Json, ...]:
    """The files of the first lives, with their values."""
    return tuple(chain_file(life(), values=True) for life in LIVES[:lives])


def test_each_act_and_each_sealed_document_is_a_record_and_every_seal_and_the_end_are_signed() -> (
    None
):
    root = files(1)[0]

    acts = [fact["act"] for fact in root["facts"]]
    signed = [acts[head["position"] - 1] for head in root["heads"]]

    assert acts == [
        "dossier.filed",
        "fee.settled",
        "document.sealed",
        "case.accepted",
        "document.sealed",
        "case.assigned",
        "case.papers_requested",
        "document.sealed",
        "dossier.supplemented",
        "case.resumed",
        "case.extended",
        "document.sealed",
        "case.consulted",
        "case.answered",
        "case.handed_over",
        "case.fee_assessed",
        "case.decided",
        "document.sealed",
        "document.sealed",
        "case.completed",
        "case.returned",
    ]
    assert signed == ["document.sealed"] * 5 + ["case.returned"]
    assert findings_in(root) == []
    assert is_ended(parse(rfc8785.dumps(root)))


def test_a_record_names_nobody_and_its_values_prove_what_was_said() -> None:
    world = paid_life()
    bare, opened = chain_file(world), chain_file(world, values=True)

    assert "values" not in bare
    assert "Cúc" not in json.dumps(bare, ensure_ascii=False)
    assert opened["values"]["6"]["by_name"]["value"] == '"Lê Thị Cúc"'
    assert json.loads(opened["values"]["1"]["applicant"]["value"])["full_name"] == "Nguyễn Thị An"
    assert "lookup_key" not in opened["facts"][0]["commitments"]
    opened["values"]["6"]["by_name"]["value"] = '"Ai đó"'
    assert findings_in(opened) == [Finding(6, 6, "value_edited", "by_name")]


def test_equal_values_have_unequal_commitments() -> None:
    root = files(1)[0]

    results = [f["commitments"]["kind"] for f in root["facts"] if "kind" in f["commitments"]]

    assert len(set(results)) == len(results)


def test_an_erased_dossier_has_a_chain_that_verifies_and_opens_nothing() -> None:
    world = paid_life()
    world.destroy_keys()
    happen(world, CaseReturned(how="post"))

    root = chain_file(world, values=True)

    assert "values" not in root
    assert findings_in(root) == []


def manipulated(size: int, lives: int) -> list[tuple[int, Json, set[str]]]:
    """Files with one manipulation each, and what it may be named; seeds are the first numbers."""
    chosen = random.Random(size)
    files_with_names = []
    for seed, manipulate in zip(count(), islice(cycle(MANIPULATIONS), size), strict=False):
        root = copy.deepcopy(chosen.choice(files(lives)))
        root.pop("values")
        named = manipulate(root, random.Random(seed))
        if named:
            files_with_names.append((seed, root, named))
    return files_with_names


def require_named(size: int, lives: int) -> None:
    for seed, root, named in manipulated(size, lives):
        kinds = {finding.kind for finding in findings_in(root)}
        assert kinds & named, (seed, named, kinds)


def test_every_manipulation_of_a_chain_is_named() -> None:
    require_named(QUICK, lives=1)


@pytest.mark.soak
def test_every_manipulation_of_the_chains_of_all_lives_is_named() -> None:
    assert all(findings_in(root) == [] for root in files(len(LIVES)))
    require_named(LONG, lives=len(LIVES))


def require_findings(flips: int) -> None:
    content = rfc8785.dumps(files(1)[0])
    chosen = random.Random(flips)
    for _ in range(flips):
        place = chosen.randrange(len(content))
        flipped = bytearray(content)
        flipped[place] ^= 1 << chosen.randrange(8)
        try:
            root = json.loads(bytes(flipped))
            parse(bytes(flipped))
        except (Refused, ValueError):
            continue
        assert findings_in(root), place


def test_flipped_bits_of_a_file_are_found() -> None:
    require_findings(FLIPPED)


@pytest.mark.soak
def test_each_of_many_flipped_bits_of_a_file_is_found() -> None:
    require_findings(FLIPPED_LONG)


def test_an_edited_record_is_named_by_its_place() -> None:
    root = copy.deepcopy(files(1)[0])
    root.pop("values")
    root["facts"][9]["role"] = "head"

    assert findings_in(root) == [Finding(10, 10, "edited")]


def test_an_event_that_comes_twice_is_one_record() -> None:
    world = world_with_dossier()
    accepted = case_accepted(world.others)

    world.receive(accepted, accepted)

    acts = [stored.fact.act for stored in world.repository.facts_of(CODE)]
    assert acts == ["dossier.filed", "case.accepted", "document.sealed"]


def test_records_of_two_events_at_once_stand_behind_each_other() -> None:
    class InterruptedSigner(LocalSigner):
        """Another event arrives while the head is signed, after the file."""

        def sign(self, digest: bytes) -> str:
            signatures.append(digest)
            if len(signatures) == 2:
                world.receive(assigned)
            return super().sign(digest)

    signatures: list[bytes] = []
    world = World(signer=InterruptedSigner())
    world.receive(world.others.publish("intake", dossier_filed()))
    settled = world.others.publish("payments", fee_settled(), "fee-1")
    assigned = world.others.publish("casework", CaseAssigned(step="Thẩm định", desk="Phòng 1"))

    world.receive(settled)

    facts = [stored.fact for stored in world.repository.facts_of(CODE)]
    assert [fact.act for fact in facts] == [
        "dossier.filed",
        "case.assigned",
        "fee.settled",
        "document.sealed",
    ]
    assert findings_in(chain_file(world)) == []


def test_everybody_with_the_file_can_ask_whether_the_chain_is_ours_and_whole() -> None:
    world = paid_life()
    head = chain_file(world)["heads"][0]
    path = f"{FACTS}/verification?position={head['position']}&digest="

    ours = world.client.get(path + head["digest"]).body
    foreign = world.client.get(path + "0" * 64).body
    unknown = world.client.get(path.replace("0001/", "0002/") + head["digest"]).body

    assert ours == {"ours": True, "intact": True, "position": 21, "ended": True, "findings": []}
    assert foreign == unknown
    assert foreign["ours"] is False


def test_a_stored_record_that_was_edited_is_named_to_whoever_asks() -> None:
    world = paid_life()
    head = chain_file(world)["heads"][-1]
    key = next(key for key in world.transport.items if key[1] == "FACT#000006")
    item = world.transport.items[key]
    changed = item.doc.replace("case.assigned", "case.accepted")
    world.transport.items[key] = type(item)(item.pk, item.sk, changed)

    path = f"{FACTS}/verification?position={head['position']}&digest={head['digest']}"
    answer = world.client.get(path).body

    assert (answer["ours"], answer["intact"]) == (True, False)
    assert answer["findings"] == [{"kind": "edited", "first": 6, "last": 6}]


def test_the_owner_and_officials_of_the_agency_get_the_file_and_its_values_are_recorded() -> None:
    world = paid_life()
    world.employ(RECEIVER, RECEIVER_ELSEWHERE)

    assert world.client.get(FACTS, RECEIVER_ELSEWHERE.sub).status == 200  # has the case now
    assert world.client.get(FACTS, RECEIVER.sub).status == 404
    assert world.client.get(FACTS, STRANGER).status == 404
    assert world.client.get(FACTS).status == 401
    before = len(world.access_records())
    world.client.get(f"{FACTS}?values=true", RECEIVER_ELSEWHERE.sub)
    assert len(world.access_records()) == before + 1


def test_a_recall_after_the_end_is_signed_and_the_case_has_ended_no_more_until_its_next_end() -> (
    None
):
    world = paid_life()
    results = tuple(
        SealedResult(document=each.id, name=each.name, sha256=each.seal.sha256)
        for each in world.documents()
        if each.kind == "result" and each.seal
    )

    happen(world, CaseResultRecalled(results=results, reason="Sai"))
    recalled = chain_file(world)
    world.receive(case_decided(world.others, "Quyết định mới"))
    happen(world, CaseCompleted(results=()))
    decided = chain_file(world)
    happen(world, CaseReturned(how="online"))
    returned = chain_file(world)

    assert recalled["facts"][-1]["act"] == "case.result_recalled"
    files_in_order = (recalled, decided, returned)
    assert [findings_in(each) for each in files_in_order] == [[], [], []]
    assert [is_ended(parse(rfc8785.dumps(each))) for each in files_in_order] == [False, False, True]


def test_a_reopening_is_signed_and_its_number_shows_that_it_came_after_the_end() -> None:
    world = world_with_dossier("none")
    world.receive(case_accepted(world.others))
    returned = world.others.publish("casework", CaseReturned(how="online"))
    reopened = world.others.publish("casework", CaseReopened(why="undone", state="completed"))

    world.receive(reopened)
    assert chain_file(world)["facts"][-1]["act"] == "case.reopened"
    world.receive(returned)

    assert not is_ended(parse(rfc8785.dumps(chain_file(world))))


@pytest.mark.parametrize(
    ("by", "role"),
    [("pay_by", "system"), ("case.refused", "system"), ("officer-1", "official")],
)
def test_a_fee_voided_by_the_clock_or_with_its_case_is_no_act_of_an_official(
    by: str, role: str
) -> None:
    world = world_with_dossier()

    world.receive(world.others.publish("payments", FeeVoided(why="unpaid", by=by), "fee-1"))

    assert world.repository.facts_of(CODE)[-1].fact.role == role


def test_the_owner_sees_no_result_before_its_fee_is_paid_and_nothing_internal_at_all() -> None:
    world = paid_life()  # it ends with an assessed fee unpaid
    world.employ(RECEIVER_ELSEWHERE)
    assessed = next(e for e in world.others.published if e.type == "case.fee_assessed")

    unpaid = chain_file(world, values=True)
    of_officials = chain_file(world, values=True, reader=RECEIVER_ELSEWHERE.sub)
    waived = FeeWaived(why="hộ nghèo", by="officer-1", proposed_by="officer-2")
    world.receive(world.others.publish("payments", waived, assessed.id))
    happen(world, CaseReturned(how="post"))
    paid = chain_file(world, values=True)

    withheld = {"answer", "signer", "by", "proposed_by", "capacity"}
    assert names_in(unpaid) & (withheld | {"contents"}) == set()
    assert names_in(paid) & (withheld | {"contents"}) == {"contents"}
    assert {"answer", "signer", "by", "contents"} < names_in(of_officials)
    assert all(findings_in(root) == [] for root in (unpaid, paid, of_officials))
    assert unpaid["facts"] == of_officials["facts"]


def names_in(root: Json) -> set[str]:
    """The fields whose values a file opens."""
    return {name for opened in root["values"].values() for name in opened}


def test_a_chain_without_a_signature_is_not_handed_out() -> None:
    assert world_with_dossier().client.get(FACTS, OWNER).code == "facts_unsigned"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no_json"),
        (b"\xff\xfe", "no_json"),
        (b"[]", "unknown_form"),
        (b"{}", "unknown_form"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1), "too_deep"),
        (b'{"a":1,"a":1}', "duplicate_name"),
        (b'{"a":1.5}', "fraction"),
        (b'{"a":NaN}', "fraction"),
        (b'{"a":' + b"9" * 5000 + b"}", "number_too_large"),
        (b'{"a": 1}', "not_canonical"),
        (b'{"a":"\\ud800"}', "not_canonical"),
        (b" " * (LARGEST + 1), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_is_refused_by_name(content: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(content)

    assert refused.value.why == why


def test_the_command_says_that_a_chain_is_whole_or_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = paid_life()
    root = chain_file(world)
    file, edited, keys = tmp_path / "chain.json", tmp_path / "edited.json", tmp_path / "keys.json"
    file.write_bytes(rfc8785.dumps(root))
    del root["facts"][3]
    edited.write_bytes(rfc8785.dumps(root))
    keys.write_text(json.dumps(world.client.get("/v1/keys").body))

    assert main([str(file), "--keys", str(keys)]) == 0
    assert "Chuỗi nguyên vẹn" in capsys.readouterr().out
    assert main([str(edited)]) == 1
    assert "dữ kiện 4 bị bỏ đi (dropped)" in capsys.readouterr().out
    assert main([str(tmp_path / "none")]) == 2
    assert b64decode(world.client.get(FACTS, OWNER).body["content"]) == file.read_bytes()
