"""What no role may do and what only the named roles may, tried on the cloud as each role."""

from typing import Any

import pytest

from infra.places import SERVICES
from local.cloud.settings import REGION
from tests.integration.roles import EVERY_ROLE, Role
from tests.integration.world import World, enforces_policies

pytestmark = pytest.mark.integration
RS256 = "RSASSA_PKCS1_V1_5_SHA_256"
KEY: dict[str, Any] = {"pk": {"S": "x"}, "sk": {"S": "x"}}
ROLES = [f"{service} {role.removesuffix('Role')}" for service, role in EVERY_ROLE]
OPENING = [service for service in SERVICES if service not in ("intake", "identity", "partners")]
READERS = {f"{service} Inbox" for service in OPENING}
READERS |= {f"{service} Sweeper" for service in OPENING}
READERS |= {"payments Poller", "payments Reconciler", "documents Api", "notifications Api"}
READERS |= {"status Api"}
READERS |= {"partners Deliverer"}
READERS |= {"exchange Asker", "exchange Fetcher", "intake Inbox", "letters Sender"}
"""Roles that open sealed fields; intake's inbox opens what came from the National Portal, identity
has none, and those of partners lie behind its routes.
"""
KEY_MAKERS = {"intake Api", "casework Api", "casework Inbox", "casework Sweeper"}
KEY_MAKERS |= {"payments Api", "payments Webhook", "payments Reader"}
KEY_MAKERS |= {"exchange Api", "exchange Pusher", "exchange Puller", "exchange Mapper"}
KEY_MAKERS |= {"partners Api", "voice Api", "status Api", "letters Api", "letters Reader"}
THIRD = 3
"""In `make test` a role tries each third of what it is refused, another role the next ones."""
Capability = tuple[str, tuple[str, str, dict[str, Any]], set[str]]
"""What, the call, and the roles that may."""
RELAYS = {name for name in ROLES if name.endswith(" Relay")}


def own(service: str) -> set[str]:
    """The roles of a service."""
    return {name for name in ROLES if name.startswith(f"{service} ")}


def capabilities(world: World) -> list[Capability]:
    """All that is tried."""
    account = world.client("sts").get_caller_identity()["Account"]
    bucket = f"motcua-local-{account}-{REGION}"
    seal, vault = key_of(world, "documents", "SealKey"), key_of(world, "foundation", "VaultKey")
    tokens = key_of(world, "identity", "TokenKey")
    queue = world.client("sqs").get_queue_url
    table = "motcua-local-"
    listed: list[Capability] = []
    for service in SERVICES:
        listed += [
            (
                f"read {service}'s table",
                ("dynamodb", "get_item", {"TableName": table + service, "Key": KEY}),
                own(service) - RELAYS - {"partners Waker"},
            ),
            (
                f"receive {service}'s messages",
                (
                    "sqs",
                    "receive_message",
                    {"QueueUrl": queue(QueueName=f"{table}{service}-inbox-dlq")["QueueUrl"]},
                ),
                set(),
            ),
        ]
    nobody: set[str] = set()
    listed += [
        (f"scan {s}'s table", ("dynamodb", "scan", {"TableName": table + s, "Limit": 1}), nobody)
        for s in SERVICES
    ]
    item = {"Item": KEY | {"doc": {"S": "x"}}}
    sealing = {"Message": b"x" * 32, "MessageType": "DIGEST", "SigningAlgorithm": "ECDSA_SHA_256"}
    listed += [
        (
            "make a key in the vault",
            ("kms", "generate_data_key", {"KeyId": vault, "KeySpec": "AES_256"}),
            KEY_MAKERS,
        ),
        (
            "read the vault",
            ("dynamodb", "get_item", {"TableName": table + "vault", "Key": KEY}),
            KEY_MAKERS | READERS | {"exchange Files"},
        ),
        (
            "remove a key from the vault",
            ("dynamodb", "delete_item", {"TableName": table + "vault", "Key": KEY}),
            {"intake Inbox", "voice Inbox", "voice Sweeper"},
        ),
        (
            "write the directory",
            ("dynamodb", "put_item", {"TableName": table + "directory", **item}),
            {"casework Api"},
        ),
        (
            "write who is who",
            ("dynamodb", "put_item", {"TableName": table + "people", **item}),
            {"intake Api"},
        ),
        (
            "remove who is who",
            ("dynamodb", "delete_item", {"TableName": table + "people", "Key": KEY}),
            {"intake Api", "intake Inbox"},
        ),
        (
            "read the secret of identity numbers' fingerprints",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/identity"}),
            {"intake Api", "intake Inbox"},
        ),
        (
            "read the secret of the search",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/search"}),
            {"casework Api", "casework Inbox", "casework Sweeper"},
        ),
        (
            "seal",
            ("kms", "sign", {"KeyId": seal, **sealing}),
            {"documents Inbox", "documents Sweeper"},
        ),
        (
            "sign tokens",
            ("kms", "sign", {"KeyId": tokens, **sealing, "SigningAlgorithm": RS256}),
            {"identity Api"},
        ),
        (
            "read the pepper of citizens' subjects",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/subjects"}),
            {"identity Api"},
        ),
        ("sign with the vault's key", ("kms", "sign", {"KeyId": vault, **sealing}), nobody),
        (
            "read Stripe's secret",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/stripe"}),
            own("payments") - RELAYS - {"payments Reader"},
        ),
        (
            "read the account that transfers go to",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/bank"}),
            {"payments Api", "payments Webhook", "payments Reader"},
        ),
        (
            "read the secret of links for the National Portal",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/national-files"}),
            {"exchange Files", "exchange Pusher"},
        ),
        (
            "read the secret of requests to the tax authority",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/tax"}),
            {"payments Sweeper"},
        ),
        (
            "read the secret of look-up keys' hashes",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/keyhash"}),
            {"payments Api", "payments Inbox", "payments Sweeper"}
            | {"status Api", "status Inbox", "status Sweeper"},
        ),
        (
            "read the look-up keys' secret",
            ("secretsmanager", "get_secret_value", {"SecretId": "motcua/local/lookup"}),
            {"intake Api", "intake Inbox"},
        ),
        (
            "send an SMS",
            ("sns", "publish", {"PhoneNumber": "+84980000000", "Message": "x"}),
            nobody | mailers(),
        ),
        ("read an uploaded paper", read(f"{bucket}-papers", "quarantine/x"), {"intake Checker"}),
        (
            "read the copy of a paper",
            read(f"{bucket}-papers", "papers/x/y"),
            {"intake Api", "intake Pictures", "documents Inbox", "documents Sweeper"}
            | {"exchange Files"},
        ),
        (
            "delete a copy",
            ("s3", "delete_object", {"Bucket": f"{bucket}-papers", "Key": "papers/x/y"}),
            {"intake Sweeper", "intake Inbox"},
        ),
        ("store a copy", write(f"{bucket}-papers", "papers/x/y"), {"intake Checker"}),
        (
            "store the picture of a page",
            write(f"{bucket}-papers", "papers/x/y/01", end=".webp"),
            {"intake Checker", "intake Pictures"},
        ),
        (
            "store a PDF of pictures",
            write(f"{bucket}-papers", "papers/x/combined/y"),
            {"intake Checker", "intake Pictures"},
        ),
        (
            "read an uploaded statement",
            read(f"{bucket}-statement", "statements/x"),
            {"payments Reader"},
        ),
        (
            "keep an uploaded statement",
            write(f"{bucket}-statement", "statements/x"),
            {"payments Api"},
        ),
        (
            "read the sealed file of a letter",
            read(f"{bucket}-documents", "documents/letters/x/y"),
            {"intake Api", "documents Api", "documents Inbox", "documents Sweeper"}
            | {"exchange Files", "letters Api", "letters Sender"},
        ),
        (
            "read a sealed document",
            read(f"{bucket}-documents", "documents/x"),
            {"intake Api", "documents Api", "documents Inbox", "documents Sweeper"}
            | {"exchange Files"},
        ),
        (
            "keep a document",
            write(f"{bucket}-documents", "x"),
            {"documents Inbox", "documents Sweeper"},
        ),
        (
            "read a letter's file",
            read(f"{bucket}-letters", "files/x"),
            {"letters Api", "letters Sender", "documents Inbox", "documents Sweeper"},
        ),
        ("write the archive", write(f"{bucket}-archive", "x"), {"status Inbox"}),
        (
            "delete from the archive",
            ("s3", "delete_object", {"Bucket": f"{bucket}-archive", "Key": "x"}),
            nobody,
        ),
        (
            "delete a document",
            ("s3", "delete_object", {"Bucket": f"{bucket}-documents", "Key": "documents/x"}),
            {"documents Inbox"},
        ),
        ("make a user", ("iam", "create_user", {"UserName": "x"}), nobody),
        (
            "call a function",
            ("lambda", "invoke", {"FunctionName": "motcua-local-status-api"}),
            nobody,
        ),
        ("schedule a key's end", ("kms", "schedule_key_deletion", {"KeyId": vault}), nobody),
    ]
    return listed


def mailers() -> set[str]:
    """Who speaks to citizens."""
    return {"notifications Inbox", "notifications Sweeper"}


def read(bucket: str, key: str) -> tuple[str, str, dict[str, Any]]:
    """A GetObject."""
    return "s3", "get_object", {"Bucket": bucket, "Key": key}


def write(bucket: str, key: str, *, end: str = "") -> tuple[str, str, dict[str, Any]]:
    """A PutObject, of nothing that anybody reads."""
    key = f"{key}-least-privilege{end}"
    return "s3", "put_object", {"Bucket": bucket, "Key": key, "Body": b""}


def key_of(world: World, stack: str, logical: str) -> str:
    """A KMS key's id."""
    response = world.client("cloudformation").describe_stack_resource(
        StackName=f"motcua-local-{stack}", LogicalResourceId=logical
    )
    return str(response["StackResourceDetail"]["PhysicalResourceId"])


@pytest.fixture(scope="module")
def tried(world: World) -> list[Capability]:
    return capabilities(world)


@pytest.mark.parametrize("part", [THIRD, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize(("service", "logical"), EVERY_ROLE)
def test_a_role_may_do_its_own_work_and_is_refused_all_else(
    world: World, tried: list[Capability], service: str, logical: str, part: int
) -> None:
    if not enforces_policies():
        pytest.skip("this cloud does not enforce policies")
    role, name = Role(world, service, logical), f"{service} {logical.removesuffix('Role')}"
    first = ROLES.index(name)

    wrong = []
    for place, (what, (client, operation, request), allowed) in enumerate(tried):
        if name in allowed and operation in (
            "sign",
            "put_item",
            "put_object",
            "publish",
            "generate_data_key",
        ):
            continue  # what leaves a trace is shown by the journeys
        if name not in allowed and (first + place) % part:
            continue
        if role.may(client, operation, **request) != (name in allowed):
            wrong.append(f"{'must' if name in allowed else 'must not'} {what}")

    assert wrong == []
