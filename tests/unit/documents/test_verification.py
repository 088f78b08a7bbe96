"""Verification by everybody: by the digest of a file, or by the code on a document."""

import json

from contracts.documents import DocumentSealed
from contracts.testing.dossier_events import fee_settled
from tests.unit.documents.test_sealing import verify_offline
from tests.unit.documents.world import case_decided, world_with_accepted_dossier

VERIFICATIONS = "/v1/verifications"


def test_everybody_can_verify_a_file_with_the_public_routes() -> None:
    world = world_with_accepted_dossier()
    sealed = world.events()[0].read(DocumentSealed)

    verification = world.client.post(VERIFICATIONS, body={"sha256": sealed.sha256}).body
    keys = {key["key"]: key["pem"] for key in world.client.get("/v1/keys").body["items"]}

    assert (verification["ours"], verification["kind"]) == (True, "form-01")
    assert verification["algorithm"] == "ECDSA_SHA_256"
    assert verification["sealed_at"] == "2026-11-23T09:00:00+07:00"
    verify_offline(
        keys[verification["key"]],
        verification["signature"],
        world.content_of(world.documents()[0]),
    )


def test_the_code_on_a_receipt_leads_to_its_number_and_digest_and_to_no_name() -> None:
    world = world_with_accepted_dossier()
    world.receive(world.others.publish("payments", fee_settled(), "fee-1"))
    (receipt,) = [document for document in world.documents() if document.kind == "receipt"]

    verification = world.client.post(VERIFICATIONS, body={"document": receipt.id}).body

    assert receipt.seal is not None
    assert (verification["ours"], verification["kind"]) == (True, "receipt")
    assert verification["sha256"] == receipt.seal.sha256
    assert verification["name"] == "Giấy xác nhận đã thu phí, lệ phí số 0000001"
    signature = verification.pop("signature")
    assert signature == receipt.seal.signature
    assert "An" not in json.dumps(verification, ensure_ascii=False)


def test_the_code_of_a_failed_document_is_not_ours() -> None:
    world = world_with_accepted_dossier()
    world.receive(case_decided(world.others, "Giấy 😀"))
    (_, failed) = world.documents()

    verification = world.client.post(VERIFICATIONS, body={"document": failed.id}).body

    assert verification["ours"] is False
    assert verification["document"] is verification["sha256"] is None


def test_a_request_with_both_or_neither_gets_a_problem_that_says_what_to_send() -> None:
    client = world_with_accepted_dossier().client

    response = client.post(VERIFICATIONS, body={}, Accept_Language="en")

    assert response.code == "one_of"
    assert response.body["detail"] == "Send one of two: the file's sha256, or the document's code."


def test_a_foreign_file_is_not_ours_and_has_no_seal() -> None:
    client = world_with_accepted_dossier().client

    verification = client.post(VERIFICATIONS, body={"sha256": "0" * 64}).body

    assert verification["ours"] is False
    assert verification["kind"] is verification["signature"] is verification["key"] is None


def test_the_keys_are_answered_304_while_they_are_the_same() -> None:
    client = world_with_accepted_dossier().client
    etag = client.get("/v1/keys").headers["ETag"]

    assert client.get("/v1/keys", If_None_Match=etag).status == 304


def test_a_replaced_key_stays_listed() -> None:
    world = world_with_accepted_dossier()
    world.signer.key = "seal-2"

    keys = world.client.get("/v1/keys").body["items"]

    assert [key["key"] for key in keys] == ["seal-1", "seal-2"]
