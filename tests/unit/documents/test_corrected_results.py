"""A corrected result replaces the mistaken one; a recalled one is revoked."""

from typing import Literal

import pytest

from contracts.casework import CaseResultCorrected, CaseResultRecalled
from contracts.terms import Capacity, SealedResult, SealWanted
from contracts.testing.dossier_events import CODE
from contracts.testing.results import sample_content
from documents.domain.document import Document
from tests.unit.documents.papers import text_of
from tests.unit.documents.test_standing import verified
from tests.unit.documents.world import World, case_decided, world_with_dossier

REASON = "Ghi sai ngày sinh."


def decided() -> tuple[World, Document]:
    world = world_with_dossier()
    world.receive(case_decided(world.others, "Quyết định"))
    (first,) = world.documents()
    return world, first


def correct(world: World, first: Document, capacity: Capacity | None = None) -> Document:
    event = CaseResultCorrected(
        result=SealWanted(document="result-1", name="Quyết định"),
        document=first.id,
        reason=REASON,
        signer="sub-chi",
        signer_name="Lê Thị Chi",
        content=sample_content(),
        capacity=capacity,
    )
    world.receive(world.others.publish("casework", event))
    return sorted(world.documents(), key=lambda each: each.cause)[-1]


def recall(world: World, document: Document) -> None:
    assert document.seal is not None
    result = SealedResult(document=document.id, name=document.name, sha256=document.seal.sha256)
    event = CaseResultRecalled(results=(result,), reason=REASON)
    world.receive(world.others.publish("casework", event))


def test_a_corrected_result_has_the_next_number_names_the_mistaken_one_and_replaces_it() -> None:
    world, first = decided()

    second = correct(world, first)

    assert (first.number, second.number) == ("01/QĐ", "02/QĐ")
    assert verified(world, first) == ("replaced", second.id)
    assert verified(world, second) == ("valid", None)
    text = text_of(world.content_of(second))
    assert f"đính chính và thay thế văn bản số 01/QĐ (mã văn bản {first.id})" in text
    assert "Lê Thị Chi" in text
    assert "thay thế văn bản" not in text_of(world.content_of(first))
    assert world.events()[-1].data["wanted"] == "result-1"


@pytest.mark.parametrize("is_corrected", [False, True])
def test_a_recalled_result_is_revoked(is_corrected: bool) -> None:
    world, document = decided()
    if is_corrected:
        document = correct(world, document)

    recall(world, document)

    assert verified(world, document) == ("revoked", None)
    answer = world.client.get(f"/v1/verifications/{document.id}").body
    listed = world.client.get(f"/v1/dossiers/{CODE}/documents", "sub-an").body["items"]
    assert answer["recalled_at"] is not None
    assert {each["recalled_at"] is not None for each in listed} == {not is_corrected, True}


def test_an_erased_dossier_gets_no_corrected_result_and_the_first_one_stands() -> None:
    world, first = decided()
    world.destroy_keys()

    failed = correct(world, first)

    assert (failed.state, failed.why) == ("failed", "erased")
    assert verified(world, first) == ("valid", None)


@pytest.mark.parametrize("kind", ["KT", "TUQ"])
def test_the_paper_of_a_deputy_names_for_whom_they_sign(kind: Literal["KT", "TUQ"]) -> None:
    world, first = decided()
    capacity = Capacity(kind=kind, office="Chủ tịch", title="Phó Chủ tịch", official="sub-head")

    text = text_of(world.content_of(correct(world, first, capacity)))

    committee = "TM. ỦY BAN NHÂN DÂN"
    lines = f"{kind}. CHỦ TỊCH PHÓ CHỦ TỊCH"
    assert (f"{committee} {lines}" if kind == "KT" else lines) in text
    assert (committee in text) is (kind == "KT"), "who is authorised signs for the chair alone"
    assert f"{committee} CHỦ TỊCH" in text_of(world.content_of(first))
