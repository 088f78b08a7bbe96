"""Backups in another account: everything is in one plan, and erasure reaches what it must."""

from typing import Any

from infra.deploy import stacks_after
from infra.places import SERVICES
from tests.infra.cloudformation import resources, template
from tests.infra.test_stacks import Cloud, on

ARN = "arn:aws:backup:ap-southeast-1:210987654321:backup-vault:motcua"
ERASABLE = {
    "table/motcua-${Stage}-vault",
    "table/motcua-${Stage}-people",
    *("papers", "documents", "figures", "letters"),
}
"""Data keys, who is who, and files that lie under no key."""


def names(plan: str) -> set[str]:
    """What a plan copies: tables, and buckets by their short names."""
    arns = template("backup")["Resources"][f"{plan}Selection"]["Properties"]["BackupSelection"]
    return {each["Fn::Sub"].split(":")[-1].removeprefix("Region}-") for each in arns["Resources"]}


def rule(plan: str) -> dict[str, Any]:
    [only] = template("backup")["Resources"][plan]["Properties"]["BackupPlan"]["BackupPlanRule"]
    return dict(only)


def test_every_table_and_bucket_of_a_stage_is_in_exactly_one_plan() -> None:
    stacks = [*SERVICES, "foundation"]
    tables = {
        f"table/{table['Properties']['TableName']['Fn::Sub']}"
        for stack in stacks
        for table in resources(stack, "AWS::DynamoDB::Table").values()
    }
    buckets = {
        bucket["Properties"]["BucketName"]["Fn::Sub"].rpartition("-")[2]
        for stack in stacks
        for bucket in resources(stack, "AWS::S3::Bucket").values()
    }

    assert names("Sealed") | names("Erasable") == tables | buckets
    assert not names("Sealed") & names("Erasable")


def test_what_an_erasure_must_reach_is_copied_for_as_long_as_tables_can_be_set_back() -> None:
    assert names("Erasable") == ERASABLE
    [copy] = rule("Erasable")["CopyActions"]
    days = [rule("Erasable")["Lifecycle"], copy["Lifecycle"], rule("Sealed")["Lifecycle"]]
    assert days == [{"DeleteAfterDays": 35}] * 3


def test_each_plan_copies_to_the_named_account_every_night() -> None:
    for plan in ("Sealed", "Erasable"):
        [copy] = rule(plan)["CopyActions"]
        assert copy["DestinationBackupVaultArn"] == {"Ref": "BackupVault"}
        assert rule(plan)["ScheduleExpression"].startswith("cron(0 18 * * ")
    vault = template("backup")["Resources"]["Backups"]
    assert (vault["DeletionPolicy"], vault["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_a_stage_gets_backups_once_it_names_a_vault_and_keeps_them() -> None:
    assert stacks_after(on(Cloud())) == []
    assert stacks_after(on(Cloud(), BackupVault="")) == []
    assert stacks_after(on(Cloud(), BackupVault=ARN)) == ["backup"]
    assert stacks_after(on(Cloud(**{"motcua-prod-backup": {"BackupVault": ARN}}))) == ["backup"]
