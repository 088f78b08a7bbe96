"""What each function may do, to the letter: more is a decision, and shows as a change here."""

import pytest

from infra.places import SERVICES
from tests.infra.cloudformation import as_list, every_role, functions, statements

PLATFORM = {"Logs", "Traces", "Receive", "Stream", "Streams", "Subscribers", "Failures"}
PLATFORM |= {"Postpone", "GiveUp"}
"""What every function of its kind has; tests/infra/test_functions.py has what is in them."""
RECEIVING = "Get Query Put Delete ConditionCheck"
"""Of an inbox: state and event in one transaction; deferred messages are read, checked, removed."""
COUNTING = "Get Query Put Update Delete ConditionCheck"
"""As an inbox, and SMS are counted."""
SWEEPING = "Get Query Put Update Delete ConditionCheck"
"""As an inbox, and the marks of sent events are cleared."""
OPENS_SEALED = {"Vault": "Get", "VaultKey": "kms:Decrypt"}
MAKES_KEYS = {"NewVault": "Put", "NewVaultKey": "kms:GenerateDataKey"}
STORES_RESPONSES = OPENS_SEALED | MAKES_KEYS
"""Of routes that create something: stored responses are sealed under a key of the month.

Intake makes dossiers' keys too, casework those of agencies' worklists."""
WAITING = {"Indexes": "Query"}
SEALS = {
    "Files": "s3:GetObject s3:PutObject s3:PutObjectRetention",
    "SealKey": "kms:Sign kms:GetPublicKey",
    "Copies": "s3:GetObject",
    "Letters": "s3:GetObject",
    "Secrets": "secretsmanager:GetSecretValue signing",
}
ERASES = {"Erased": "s3:DeleteObject s3:DeleteObjectVersion", "Versions": "s3:ListBucketVersions"}
"""Of one dossier, as an official ordered: the files that lie under no key of its own."""
SECRET = "secretsmanager:GetSecretValue"
SIGNS = "kms:Sign kms:GetPublicKey"
SENDS_NOTICES = {"Sms": "sns:Publish", "Messaging": "sms-voice:SendTextMessage"}
SENDS_NOTICES |= {"Mail": "ses:SendEmail", "Directory": "Get", "Secrets": f"{SECRET} sms"}

WAKES = {"Hooks": "sqs:SendMessage"}
"""Endpoints of partners."""

INQUIRIES = {"Inquiries": "sqs:SendMessage"}
"""Registries."""

MAY: dict[str, dict[str, str]] = {
    "intake Api": {
        "Table": "Get Query Put Update Delete",
        **STORES_RESPONSES,
        "Directory": "Get Query",
    }
    | {"Secrets": f"{SECRET} lookup cursor identity citizen-signing", "Upload": "s3:PutObject"}
    | {"Papers": "s3:GetObject", "People": "Get Put Delete", "Catalogue": "s3:GetObject"}
    | {"Access": "Put Query", "Pictures": "sqs:SendMessage", "Documents": "s3:GetObject"}
    | {"Exports": "s3:GetObject s3:PutObject", "Indexes": "Query", "Trust": "s3:GetObject"},
    "intake Inbox": {
        "Table": RECEIVING,
        "Catalogue": "s3:PutObject",
        "EndOfVault": "Delete",
        **OPENS_SEALED,
        "Directory": "Get Query",
        "Secrets": f"{SECRET} lookup identity",
        "People": "Get Delete",
        **ERASES,
    },
    "intake Checker": {
        "Table": "Get Put Delete",
        "Quarantine": "s3:GetObject s3:GetObjectVersion",
        "Papers": "s3:PutObject",
        "Trust": "s3:GetObject",
        "Pictures": "sqs:SendMessage",
    },
    "intake Pictures": {"Table": "Get Put", "Papers": "s3:GetObject", "Pictures": "s3:PutObject"}
    | {"Combined": "s3:PutObject", "Again": "sqs:SendMessage"},
    "intake Sweeper": {"Table": SWEEPING, **WAITING, "Catalogue": "s3:PutObject"}
    | {"Papers": "s3:DeleteObject"},
    "casework Api": {"Table": "Get Query Put Update Delete", "Indexes": "Query", **STORES_RESPONSES}
    | {"Directory": "Get Query Put ConditionCheck", "Secrets": f"{SECRET} cursor search"}
    | {"Access": "Put"},
    "casework Inbox": {"Table": RECEIVING, **STORES_RESPONSES, "Directory": "Get"}
    | {"Secrets": f"{SECRET} search"},
    "casework Sweeper": {"Table": SWEEPING, **WAITING, **STORES_RESPONSES}
    | {"Directory": "Get", "Secrets": f"{SECRET} search"},
    "documents Api": {
        "Table": "Get Query",
        **OPENS_SEALED,
        "Directory": "Get",
        "People": "Get",
        "Access": "Put",
        "Files": "s3:GetObject",
        "SealKey": "kms:GetPublicKey",
    },
    "documents Inbox": {"Table": RECEIVING, **OPENS_SEALED, **SEALS, **ERASES}
    | {"Directory": "Get"},
    "documents Sweeper": {"Table": SWEEPING, **WAITING, **OPENS_SEALED, **SEALS}
    | {"Directory": "Get"},
    "payments Api": {
        "Table": "Get Query Put Update Delete",
        **WAITING,
        **STORES_RESPONSES,
        "Directory": "Get",
        "People": "Get",
        "Access": "Put",
        "Secrets": f"{SECRET} cursor stripe bank platform keyhash visitor",
        "Statement": "s3:PutObject",
    },
    "payments Inbox": {"Table": RECEIVING, **OPENS_SEALED, "Directory": "Get"}
    | {"Secrets": f"{SECRET} stripe platform keyhash"},
    "payments Webhook": {
        "Table": "Get Put",
        **WAITING,
        **STORES_RESPONSES,
        "Secrets": f"{SECRET} stripe bank platform",
    },
    "payments Poller": {
        "Table": "Get Put",
        **WAITING,
        **OPENS_SEALED,
        "Directory": "Get",
        "Secrets": f"{SECRET} stripe platform",
    },
    "payments Backfill": {"Table": "Get Put", "Secrets": f"{SECRET} stripe"},
    "payments Reader": {
        "Table": "Get Query Put",
        **WAITING,
        **STORES_RESPONSES,
        "Secrets": f"{SECRET} bank",
        "Statement": "s3:GetObject",
    },
    "payments Reconciler": {
        "Table": "Get Query Put",
        **WAITING,
        **OPENS_SEALED,
        "Directory": "Get",
        "Secrets": f"{SECRET} stripe platform",
    },
    "payments Sweeper": {
        "Table": SWEEPING,
        **WAITING,
        **OPENS_SEALED,
        "Directory": "Get",
        "Secrets": f"{SECRET} stripe platform keyhash tax",
    },
    "notifications Api": {
        **OPENS_SEALED,
        **WAITING,
        "Table": "Get Query Put Delete",
        "Access": "Put",
        "Directory": "Get",
        "People": "Get",
        "Secrets": f"{SECRET} cursor sms",
    },
    "notifications Inbox": {"Table": COUNTING, **OPENS_SEALED, **SENDS_NOTICES},
    "notifications Reports": {"Table": "Get Put"},
    "notifications Sweeper": {"Table": SWEEPING, **WAITING, **OPENS_SEALED, **SENDS_NOTICES},
    "status Api": {"Table": "Get Query Put Update", **STORES_RESPONSES}
    | {"Secrets": f"{SECRET} cursor keyhash visitor", "Access": "Put", "Directory": "Get"}
    | {"People": "Get", "Absences": "s3:ListBucket"}
    | dict.fromkeys(("Figures", "Open", "Proofs", "Supervision"), "s3:GetObject"),
    "status Folder": {"Table": "Get", "Archive": "s3:GetObject", "Listing": "s3:ListBucket"}
    | {"Leaves": "s3:GetObject s3:PutObject s3:DeleteObject", "Absences": "s3:ListBucket"}
    | dict.fromkeys(("Figures", "Open", "Proofs"), "s3:GetObject s3:PutObject")
    | {"Secrets": f"{SECRET} roots", "Supervision": "s3:PutObject"},
    "status Inbox": {"Table": "Get Put Delete", **OPENS_SEALED}
    | {"Secrets": f"{SECRET} keyhash", "Archive": "s3:PutObject"},
    "status Sweeper": {"Table": "Get Query Put Update Delete", **WAITING, **OPENS_SEALED}
    | {"Secrets": f"{SECRET} keyhash"},
    "exchange Api": {"Table": "Get Query Put Update", **WAITING, "Directory": "Get"}
    | {"Access": "Put", "Secrets": f"{SECRET} cursor national-push", **STORES_RESPONSES}
    | {"Inline": "s3:PutObject", "People": "Get", **INQUIRIES},
    "exchange Inbox": {"Table": "Get Query Put Delete", **OPENS_SEALED, **INQUIRIES},
    "exchange Asker": {"Table": "Get Put", **OPENS_SEALED, "Secrets": f"{SECRET} registries"},
    "exchange Sweeper": {"Table": "Get Query Put Update Delete", **WAITING, **OPENS_SEALED}
    | INQUIRIES,
    "exchange Pusher": {"Table": "Get Query Put ConditionCheck", **WAITING, **STORES_RESPONSES}
    | {"Secrets": f"{SECRET} national national-files"},
    "exchange Files": {"Table": "Get Update", "Held": "Get", "Access": "Put"}
    | {"Secrets": f"{SECRET} national-files", "Papers": "s3:GetObject", "Results": "s3:GetObject"},
    "identity Api": {"Table": "Get Put Delete", "TokenKey": "kms:Sign kms:GetPublicKey"}
    | {"FormerKey": "kms:GetPublicKey", "Secrets": f"{SECRET} subjects national-account"},
    "identity Inbox": {"Table": RECEIVING},
    "identity Sweeper": {"Table": SWEEPING, **WAITING},
    "partners Api": {"Table": "Get Query Put Update Delete", **STORES_RESPONSES}
    | {"Directory": "Get", "Access": "Put", "Secrets": f"{SECRET} partner-keys", **WAKES}
    | {"People": "Get"},
    "partners Inbox": {"Table": RECEIVING, "Directory": "Get", **WAKES},
    "partners Sweeper": {"Table": SWEEPING, **WAITING, "Directory": "Get", **WAKES},
    "partners Deliverer": {"Table": "Get Query Put Update Delete", **OPENS_SEALED, **WAKES}
    | {"Mail": "ses:SendEmail"},
    "partners Waker": {**WAITING, **WAKES},
    "voice Api": {"Table": "Get Query Put Update Delete", **WAITING, **OPENS_SEALED}
    | {**STORES_RESPONSES, "Directory": "Get", "People": "Get", "Access": "Put"}
    | {"Secrets": f"{SECRET} cursor visitor"},
    "voice Inbox": {"Table": RECEIVING, **OPENS_SEALED, "EndOfVault": "Delete"},
    "voice Sweeper": {"Table": SWEEPING, **WAITING, **OPENS_SEALED, "EndOfVault": "Delete"},
    "letters Api": {"Table": "Get Query Put Update Delete", **WAITING, **OPENS_SEALED}
    | {**STORES_RESPONSES, "Directory": "Get", "People": "Get", "Access": "Put"}
    | {"Secrets": f"{SECRET} cursor", "Files": "s3:GetObject s3:PutObject"}
    | {"Sealed": "s3:GetObject"},
    "letters Inbox": {"Table": RECEIVING, **OPENS_SEALED},
    "letters Sweeper": {"Table": SWEEPING, **WAITING, **OPENS_SEALED},
    "exchange Fetcher": {"Table": "Get Query Put", **WAITING, **OPENS_SEALED}
    | {"Inline": "s3:GetObject", "Quarantine": "s3:PutObject"},
    "exchange Puller": {"Table": "Get Put", **STORES_RESPONSES, "Directory": "Get"}
    | {"Secrets": f"{SECRET} national", "Inline": "s3:PutObject"},
    "exchange Mapper": {"Table": "Get Query Put Delete", **WAITING, **STORES_RESPONSES}
    | {"Secrets": f"{SECRET} national", "Directory": "Get Query"},
    "exchange Peers": {"Table": "Get Put", "PeerKey": SIGNS, "Calls": "s3:PutObject"},
    "exchange Stamper": {"Table": "Get Put", "Listing": "s3:ListBucket"}
    | {"Calls": "s3:GetObject", "Roots": "s3:GetObject"}
    | dict.fromkeys(("Heads", "Leaves", "Stamps"), "s3:GetObject s3:PutObject"),
    "letters Sender": {"Table": "Get Query Put", **WAITING, **OPENS_SEALED, "Directory": "Get"}
    | {"Secrets": f"{SECRET} letters-axis", "OfficeKey": SIGNS}
    | dict.fromkeys(("Files", "Sealed", "Trust"), "s3:GetObject"),
    "letters Fetcher": {"Table": "Get Put", "Secrets": f"{SECRET} letters-axis"}
    | {"Packages": "s3:PutObject"},
    "letters Reader": {"Table": "Get Query Put", **WAITING, **STORES_RESPONSES}
    | {"Directory": "Get", "Packages": "s3:GetObject", "Files": "s3:PutObject"}
    | {"Trust": "s3:GetObject"},
    **{f"{service} Relay": {"Table": "Update Put"} for service in SERVICES},
    "identity Relay": {},
    "partners Relay": {},
}


@pytest.mark.parametrize(("service", "role"), every_role())
def test_a_function_may_do_what_its_code_does_and_no_more(service: str, role: str) -> None:
    described = {sid: s for sid, s in statements(service, role).items() if sid not in PLATFORM}
    may = MAY[f"{service} {role.removesuffix('Role')}"]

    assert {sid: set(as_list(s["Action"])) for sid, s in described.items()} == {
        sid: actions(what) for sid, what in may.items()
    }
    if "Secrets" in may:
        assert {
            arn["Fn::Sub"].rpartition("/")[2] for arn in as_list(described["Secrets"]["Resource"])
        } == secrets(may)


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_received_and_sent_is_allowed_by_exactly_what_the_platform_asks(
    service: str,
) -> None:
    for function in functions(service).values():
        described = statements(service, function["Role"]["Fn::GetAtt"][0])
        if "Receive" in described:
            needed = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
            assert described["Receive"]["Action"] == needed
            assert described["Postpone"]["Action"] == ["sqs:ChangeMessageVisibility"]
            assert described["GiveUp"]["Action"] == ["sqs:SendMessage"]


def actions(what: str) -> set[str]:
    """IAM's names: a bare word is one of DynamoDB's on items, or its Query."""
    words = [word for word in what.split() if ":" in word or word[0].isupper()]
    return {
        word if ":" in word else f"dynamodb:{word}" + "Item" * (word != "Query") for word in words
    }


def secrets(may: dict[str, str]) -> set[str]:
    """The secrets named behind the action."""
    return {f"{word}-??????" for word in may["Secrets"].split() if ":" not in word}
