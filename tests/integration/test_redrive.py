"""Dead letters are carried home on the local cloud, which can't move them itself."""

from uuid import uuid4

import pytest

from infra.redrive import carry
from tests.integration.world import World

pytestmark = pytest.mark.integration


def test_dead_letters_go_home_once_however_often_it_is_asked(world: World) -> None:
    queues = world.client("sqs")
    dead, home = (
        queues.create_queue(QueueName=f"redrive-{end}-{uuid4().hex[:8]}")["QueueUrl"]
        for end in ("dlq", "in")
    )
    letters = {f"letter {n}" for n in range(12)}
    for letter in letters:
        queues.send_message(QueueUrl=dead, MessageBody=letter)

    assert [carry(queues, dead, home), carry(queues, dead, home)] == [12, 0]

    moved: list[str] = []
    while messages := queues.receive_message(QueueUrl=home, MaxNumberOfMessages=10).get("Messages"):
        moved += [message["Body"] for message in messages]
    assert sorted(moved) == sorted(letters)
    for queue in (dead, home):
        queues.delete_queue(QueueUrl=queue)
