"""Who may use which key for what: the parts of roles and key policies that no local cloud reads."""

import json
from fnmatch import fnmatchcase
from typing import Any

import pytest

from casework.domain.listed_case import agency_vault
from exchange.repository import SESSION_VAULT
from infra.places import CLIENTS, SERVICES
from infra.service.roles import role_name
from infra.service.vault_rights import vault_ids
from intake.domain.person import person_vault
from kit.core.ids import new_ulid
from kit.http.idempotency import answers_vault
from kit.testing.clock import NOW
from letters.outgoing.draft import month_key
from partners.domain.partner import vault_of as partner_vault
from payments.repositories.provider_records import bank_vault
from tests.infra.cloudformation import (
    as_list,
    evaluated,
    every_role,
    resources,
    statements,
    template,
)
from voice.domain.feedback import vault_of as feedback_vault

PROD, LOCAL = {"Stage": "prod"}, {"Stage": "local"}
VAULT_SIDS = {"Vault", "VaultKey", "NewVault", "NewVaultKey", "EndOfVault"}
USES = {
    *("kms:Decrypt", "kms:Encrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:CreateGrant"),
    *("kms:GenerateDataKey", "kms:GenerateDataKeyPair", "kms:GenerateDataKeyWithoutPlaintext"),
    *("kms:Sign", "kms:GenerateMac", "kms:DeriveSharedSecret"),
}
"""What a key is for, and the right to pass that on."""
KEYS = [("foundation", "VaultKey"), ("documents", "SealKey")]


def policy(stack: str, key: str, parameters: dict[str, str] = PROD) -> dict[str, Any]:
    """A key's statements by Sid."""
    every = template(stack)["Resources"][key]["Properties"]["KeyPolicy"]["Statement"]
    present = (evaluated(statement, parameters, stack) for statement in every)
    return {statement["Sid"]: statement for statement in present if statement}


def ids(service: str, role: str, sid: str) -> list[str]:
    """The vault ids that a statement lets pass."""
    condition = evaluated(statements(service, role)[sid]["Condition"], PROD, service)
    [(operator, keys)] = condition.items()
    [(key, forms)] = keys.items()
    expected = {
        "Vault": ("ForAllValues:StringLike", "dynamodb:LeadingKeys"),
        "VaultKey": ("StringLike", "kms:EncryptionContext:vault"),
    }
    assert (operator, key) == expected[sid.removeprefix("New").removeprefix("EndOf")]
    return [form.removeprefix("VAULT#") for form in forms]


@pytest.mark.parametrize(("service", "role"), every_role())
def test_a_function_opens_keys_of_the_kinds_that_it_needs_and_finds_no_others(
    service: str, role: str
) -> None:
    allowed = statements(service, role)
    if not VAULT_SIDS & allowed.keys():
        return
    dossiers, answers = vault_ids("dossiers", service), vault_ids("answers", service)
    expected = {
        ("intake", "ApiRole"): [dossiers, "person-*", answers],
        ("casework", "ApiRole"): [dossiers, answers, "agency-*"],
        ("casework", "InboxRole"): [dossiers, "agency-*"],
        ("casework", "SweeperRole"): [dossiers, "agency-*"],
        ("status", "ApiRole"): ["sign-*"],
        ("payments", "ApiRole"): [dossiers, answers, "bank-*"],
        ("payments", "WebhookRole"): ["bank-*"],
        ("payments", "ReaderRole"): ["bank-*"],
        ("exchange", "PusherRole"): [dossiers, "portal-session", "feedback-*"],
        ("exchange", "PullerRole"): [dossiers, "portal-session", "feedback-*"],
        ("partners", "ApiRole"): [answers, "partner-*"],
        ("partners", "DelivererRole"): ["partner-*"],
        ("voice", "ApiRole"): [dossiers, answers, "feedback-*"],
        ("voice", "InboxRole"): [dossiers, "person-*", "feedback-*"],
        ("voice", "SweeperRole"): [dossiers, "person-*", "feedback-*"],
        ("letters", "ApiRole"): [dossiers, answers, "letters-*"],
        ("letters", "InboxRole"): [dossiers, "letters-*"],
        ("letters", "SweeperRole"): [dossiers, "letters-*"],
        ("exchange", "MapperRole"): ["portal-session"],
        ("letters", "SenderRole"): [dossiers, "letters-*"],
        ("letters", "ReaderRole"): ["letters-*"],
        ("intake", "InboxRole"): [dossiers, "person-*"],
        ("notifications", "InboxRole"): [dossiers, "person-*"],
        ("notifications", "SweeperRole"): [dossiers, "person-*"],
    }
    usual = [dossiers, "bank-*"] if service == "payments" else [dossiers]
    created = {
        ("status", "ApiRole"): ["sign-*"],
        ("intake", "ApiRole"): [dossiers, "person-*", answers],
        ("casework", "ApiRole"): [answers, "agency-*"],
        ("casework", "InboxRole"): ["agency-*"],
        ("casework", "SweeperRole"): ["agency-*"],
        ("payments", "ApiRole"): [answers, "bank-*"],
        ("payments", "WebhookRole"): ["bank-*"],
        ("payments", "ReaderRole"): ["bank-*"],
        ("exchange", "PusherRole"): ["portal-session"],
        ("exchange", "PullerRole"): [dossiers, "portal-session", "feedback-*"],
        ("partners", "ApiRole"): [answers, "partner-*"],
        ("voice", "ApiRole"): [answers, "feedback-*"],
        ("letters", "ApiRole"): [answers, "letters-*"],
        ("exchange", "MapperRole"): ["portal-session"],
        ("letters", "ReaderRole"): ["letters-*"],
    }
    ended = expected | {("voice", name): ["feedback-*"] for name in ("InboxRole", "SweeperRole")}
    for sid in sorted(VAULT_SIDS & allowed.keys()):
        kinds = ended if sid == "EndOfVault" else created if sid.startswith("New") else expected
        assert ids(service, role, sid) == kinds.get((service, role), usual), sid
        assert evaluated(allowed[sid]["Condition"], LOCAL, service) is None


def test_the_forms_of_vault_ids_are_those_of_the_code_and_no_kind_has_anothers() -> None:
    created = {
        "dossiers": new_ulid(NOW),
        "people": person_vault("3f1c0a52-6d0e-4b0e-8f53-0c54e5d0a001"),
        "answers": answers_vault("intake", NOW),
        "bank": bank_vault(NOW),
        "portal": SESSION_VAULT,
        "agencies": agency_vault("H49.61"),
        "partners": partner_vault("cong-ty-ha-long"),
        "feedback": feedback_vault(new_ulid(NOW)),
        "letters": month_key(NOW),
    }
    for kind, vault in created.items():
        fitting = {other for other in created if fnmatchcase(vault, vault_ids(other, "intake"))}
        assert fitting == {kind}
    assert not fnmatchcase(answers_vault("intake", NOW), vault_ids("answers", "payments"))


@pytest.mark.parametrize(("stack", "key"), KEYS)
def test_a_keys_policy_lets_nobody_grant_or_use_it_otherwise(stack: str, key: str) -> None:
    allowed = [s for s in policy(stack, key).values() if s["Effect"] == "Allow"]
    forms = {form for statement in allowed for form in as_list(statement["Action"])}
    used = {action for action in USES if any(fnmatchcase(action, form) for form in forms)}

    assert used == ({"kms:Sign"} if key == "SealKey" else {"kms:Decrypt", "kms:GenerateDataKey"})
    assert "kms:Put*" in forms, "a policy that its owner can't change is refused"


def test_a_data_key_is_opened_for_a_named_vault_id_and_by_roles_of_the_stage_only() -> None:
    statements_of_key = policy("foundation", "VaultKey")

    context = evaluated(statements_of_key["DataKeys"]["Condition"], PROD, "foundation")
    assert context == {"Null": {"kms:EncryptionContext:vault": "false"}}
    denied = statements_of_key["TheStageAlone"]
    assert (denied["Effect"], denied["Principal"]) == ("Deny", "*")
    assert denied["Action"] == ["kms:Decrypt", "kms:GenerateDataKey"]
    assert arns(denied["Condition"]["ArnNotLike"]) == ["role/motcua-${Stage}-*"]


def test_nobody_but_documents_two_functions_seals_whatever_iam_allows() -> None:
    denied = policy("documents", "SealKey")["DocumentsAlone"]

    assert (denied["Effect"], denied["Principal"], denied["Action"]) == ("Deny", "*", "kms:Sign")
    sealers = [
        f"role/{role_name('documents', function)}"
        for function in ("inbox", "sweeper")
        if "kms:Sign"
        in statements("documents", f"{function.capitalize()}Role")["SealKey"]["Action"]
    ]
    assert arns(denied["Condition"]["ArnNotEquals"]) == sealers
    assert len(sealers) == 2
    rule = template("documents")["Resources"]["SealKeyStrangers"]["Properties"]
    assert rule["State"].endswith("ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"), "a signature is no writing"
    assert json.dumps(rule["EventPattern"]).count("documents-") == 2


@pytest.mark.parametrize("service", [*SERVICES, *CLIENTS])
def test_a_role_has_the_name_that_policies_of_keys_use_and_it_fits(service: str) -> None:
    for logical, role in resources(service, "AWS::IAM::Role").items():
        name = role["Properties"]["RoleName"]["Fn::Sub"]
        longest = name.replace("${Stage}", "s" * 18).replace("${AWS::Region}", "ap-southeast-1")
        assert name == role_name(service, logical.removesuffix("Role").lower())
        assert len(longest) <= 64


def arns(condition: dict[str, Any]) -> list[str]:
    """The principals that a condition on aws:PrincipalArn lists, after partition and account."""
    listed = as_list(condition["aws:PrincipalArn"])
    before = "arn:${AWS::Partition}:iam::${AWS::AccountId}:"
    assert all(each["Fn::Sub"].startswith(before) for each in listed)
    return [each["Fn::Sub"].removeprefix(before) for each in listed]
