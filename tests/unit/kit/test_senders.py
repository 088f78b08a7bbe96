"""A subscriber believes nobody who says another service's events, by name or by role."""

from typing import Any

import pytest

from contracts.routes import PUBLISHERS, ROUTES
from infra.places import SERVICES
from infra.service.description import read_description
from kit.messaging.batch import consume
from kit.messaging.inbox import Inbox
from kit.messaging.senders import ForeignSender, Senders, UnknownSender
from kit.testing.clock import NOW
from kit.testing.memory_queues import MemoryRedelivery
from kit.testing.memory_table import memory_table
from tests.unit.kit.thing import envelope

PAYMENTS_ROLE, INTAKE_ROLE = "AROA3XFRBF535PLBIFPI4", "AROAJDBLOIBPGSSIQETCW"
SESSION = "motcua-prod-payments-relay"
NAMED = Senders(PUBLISHERS)
OPERATOR, OWN_INBOX = "AIDAIENQZJOLO23YVJ4VO", "AROA5QOVDIHN2EXAMPLE0"
ROLES = Senders(
    PUBLISHERS,
    {"payments": frozenset({PAYMENTS_ROLE}), "intake": frozenset({INTAKE_ROLE})},
    frozenset({OPERATOR, OWN_INBOX}),
)


def test_every_type_has_a_publisher_and_it_is_the_one_of_the_descriptions() -> None:
    described = {
        word: service for service in SERVICES for word in read_description(service).publishes
    }
    assert described == PUBLISHERS
    assert {kind.partition(".")[0] for kind in ROUTES} <= set(PUBLISHERS)


@pytest.mark.parametrize("source", ["intake", "casework", "Payments", "payments ", ""])
def test_a_settled_fee_of_another_source_is_refused(source: str) -> None:
    with pytest.raises(ForeignSender):
        NAMED.require(envelope("fee.settled", source=source), f"{INTAKE_ROLE}:{SESSION}")


def test_the_publisher_is_believed() -> None:
    NAMED.require(envelope("fee.settled", source="payments"), "000000000000")
    ROLES.require(envelope("fee.settled", source="payments"), f"{PAYMENTS_ROLE}:{SESSION}")


@pytest.mark.parametrize(
    "sender",
    [f"{INTAKE_ROLE}:{SESSION}", "AIDAJQABLZS4A3QDU576Q", "123456789012", "", f":{PAYMENTS_ROLE}"],
)
def test_the_right_source_under_another_role_is_refused(sender: str) -> None:
    with pytest.raises(UnknownSender):
        ROLES.require(envelope("fee.settled", source="payments"), sender)


@pytest.mark.parametrize("sender", [OPERATOR, f"{OWN_INBOX}:motcua-prod-casework-inbox"])
def test_what_was_given_up_is_believed_when_it_is_redriven(sender: str) -> None:
    ROLES.require(envelope("fee.settled", source="payments"), sender)
    with pytest.raises(ForeignSender):
        ROLES.require(envelope("fee.settled", source="intake"), sender)


def test_a_type_of_nobody_is_left_to_the_inbox() -> None:
    NAMED.require(envelope("thing.named"), "")


def sent(kind: str, source: str, sender: str) -> dict[str, Any]:
    """A batch of one record, in the form of AWS' documentation of SQS events."""
    message = envelope(kind, source=source)
    return {
        "Records": [
            {
                "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d",
                "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
                "body": message.model_dump_json(),
                "attributes": {
                    "ApproximateReceiveCount": "1",
                    "SentTimestamp": "1545082649183",
                    "SenderId": sender,
                    "ApproximateFirstReceiveTimestamp": "1545082649185",
                },
                "messageAttributes": {},
                "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:ap-southeast-1:123456789012:inbox",
                "awsRegion": "ap-southeast-1",
            }
        ]
    }


@pytest.mark.parametrize(
    ("source", "sender", "handled", "becomes"),
    [
        ("payments", f"{PAYMENTS_ROLE}:{SESSION}", ["fee.settled"], "handled"),
        ("payments", f"{INTAKE_ROLE}:motcua-prod-intake-relay", [], "comes again"),
        ("intake", f"{INTAKE_ROLE}:motcua-prod-intake-relay", [], "given up"),
    ],
)
def test_a_foreign_message_reaches_no_handler_and_no_archive(
    source: str, sender: str, handled: list[str], becomes: str
) -> None:
    """A role may be known some minutes later; another source's type never becomes its own."""
    types: list[str] = []
    prepared: list[str] = []
    redelivery = MemoryRedelivery()
    inbox = Inbox(
        {"fee.settled": lambda message: types.append(message.type)}, memory_table(), lambda: NOW
    )

    answer = consume(
        sent("fee.settled", source, sender),
        None,
        inbox,
        prepare=lambda batch: prepared.extend(message.type for message in batch),
        redelivery=redelivery,
        senders=ROLES,
    )

    assert (types, prepared) == (handled, handled)
    assert len(answer["batchItemFailures"]) == (becomes == "comes again")
    assert len(redelivery.abandoned) == (becomes == "given up")
