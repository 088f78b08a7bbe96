"""Whether a paper is ours, as anybody may ask: by the digest of its file, or by the code that it bears."""

from contracts.documents import DocumentSealed
from tests.story import fee_settled
from tests.unit.documents.building import decided
from tests.unit.documents.desk import Desk
from tests.unit.documents.test_sealing import check


def test_anybody_can_verify_a_file_with_what_the_public_doors_say(desk: Desk) -> None:
    sealed = desk.printery.said[0].read(DocumentSealed)

    said = desk.ask("POST", "/v1/verifications", body={"sha256": sealed.sha256}).json_body
    keys = {k["key"]: k["pem"] for k in desk.ask("GET", "/v1/keys").json_body["items"]}

    assert (said["ours"], said["kind"], said["algorithm"]) == (True, "form-01", "ECDSA_SHA_256")
    assert said["sealed_at"].startswith("2026-11-23T02:00:00")
    check(
        keys[said["key"]],
        said["signature"],
        desk.printery.shelf.files[f"documents/{sealed.sha256}.pdf"],
    )


def test_the_look_up_code_on_a_receipt_leads_to_its_number_and_digest_and_to_nobodys_name(
    desk: Desk,
) -> None:
    desk.printery.hear(desk.printery.story.tell("payments", fee_settled(), "fee-1"))
    (receipt,) = [document for document in desk.printery.documents if document.kind == "receipt"]

    answer = desk.ask("POST", "/v1/verifications", body={"document": receipt.id})

    said = answer.json_body
    assert receipt.seal is not None
    assert (said["ours"], said["kind"], said["sha256"]) == (True, "receipt", receipt.seal.sha256)
    assert said["name"] == "Biên lai thu phí, lệ phí điện tử số 0000001"
    assert "An" not in answer.body.decode()


def test_the_code_of_a_document_that_failed_is_not_ours(desk: Desk) -> None:
    desk.printery.hear(decided(desk.printery.story, "Giấy 😀"))
    (_, failed) = desk.printery.documents

    said = desk.ask("POST", "/v1/verifications", body={"document": failed.id}).json_body

    assert (said["ours"], said["document"], said["sha256"]) == (False, None, None)


def test_who_sends_both_or_neither_is_told_what_to_send(desk: Desk) -> None:
    answer = desk.ask("POST", "/v1/verifications", body={}, **{"Accept-Language": "en"})

    assert (answer.json_body["code"], answer.json_body["detail"]) == (
        "one_of",
        "Send one of two: the file's sha256, or the document's code.",
    )


def test_a_foreign_file_is_not_ours_and_nothing_is_said_of_it(desk: Desk) -> None:
    said = desk.ask("POST", "/v1/verifications", body={"sha256": "0" * 64}).json_body

    assert said["ours"] is False
    assert said["kind"] is said["signature"] is said["key"] is None


def test_the_keys_answer_304_while_they_are_the_same(desk: Desk) -> None:
    tag = desk.ask("GET", "/v1/keys").headers["ETag"]

    assert desk.ask("GET", "/v1/keys", **{"If-None-Match": tag}).status_code == 304


def test_a_key_no_longer_in_use_stays_listed(desk: Desk) -> None:
    desk.printery.press.key = "seal-2"

    assert [k["key"] for k in desk.ask("GET", "/v1/keys").json_body["items"]] == [
        "seal-1",
        "seal-2",
    ]
