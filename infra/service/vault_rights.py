"""Rights on the vault: whose data keys a function reads or makes, by the beginning of their ids."""

from collections.abc import Mapping, Sequence
from typing import Final

from infra.service.intrinsics import NO_VALUE, Node, allow, arn, imported, when

ULID: Final = "0" + 25 * "?"
"""The form of a draft's id; its first digit is 0 until the year 3084."""
IDS: Final = {
    "dossiers": ULID,
    "people": "person-*",
    "answers": "once-{service}-*",
    "bank": "bank-*",
    "agencies": "agency-*",
    "portal": "portal-session",
    "partners": "partner-*",
    "feedback": "feedback-*",
    "letters": "letters-*",
    "signs": "sign-*",
}
"""Forms of vault ids, by what lies under their keys: dossiers, profiles, the answers that a service
keeps for repeated requests, what a bank says of people, names in the worklists of an agency, the
session at the National Portal, what is secret of a partner, what a citizen wrote to an
agency, the letters of a month, what an official replied to a sign of supervision."""

TABLE = arn("dynamodb", "table/motcua-${Stage}-vault")
STEPS: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str] | None]]] = {
    "GetItem": (("Vault", "dynamodb:GetItem"), ("VaultKey", "kms:Decrypt")),
    "PutItem": (("NewVault", "dynamodb:PutItem"), ("NewVaultKey", "kms:GenerateDataKey")),
    "DeleteItem": (("EndOfVault", "dynamodb:DeleteItem"), None),
}
"""Who reads an item of the vault unwraps its key, who writes one makes it; who deletes one needs
KMS for nothing."""


def vault_statements(service: str, rights: Mapping[str, Sequence[str]]) -> list[Node]:
    """The statements of a description such as `{dossiers: [GetItem], answers: [PutItem]}`.

    Raises KeyError for keys of an unknown kind.
    """
    statements = []
    for action, ((item_sid, item), key_step) in STEPS.items():
        ids = [vault_ids(kind, service) for kind, actions in rights.items() if action in actions]
        if ids:
            leading = {"dynamodb:LeadingKeys": [f"VAULT#{each}" for each in ids]}
            items = {"ForAllValues:StringLike": leading}
            statements.append(allow(item_sid, [item], TABLE, _on_aws(items)))
            if key_step is not None:
                key_sid, key = key_step
                context = {"StringLike": {"kms:EncryptionContext:vault": ids}}
                statements.append(allow(key_sid, [key], imported("vault-key"), _on_aws(context)))
    return statements


def vault_ids(kind: str, service: str) -> str:
    """The form of the ids of a kind of keys, as IAM compares it."""
    return IDS[kind].format(service=service)


def _on_aws(condition: Node) -> Node:
    """Local clouds know neither the context of a key nor that of an item."""
    return when("Local", NO_VALUE, condition)
