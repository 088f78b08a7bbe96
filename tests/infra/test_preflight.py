"""Preflight names what an account lacks, and nothing that it has."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.preflight import NEEDED, lacks, proposed_reserve
from infra.stages import Stage
from infra.target import Target

ARN = "arn:aws:acm:ap-southeast-1:123:certificate/x"
TARGET = Target("python3.13", "arm64", here=False, interpreter=Path("/usr/bin/python3.13"))
PARAMETERS = {
    **dict.fromkeys(NEEDED, "x"),
    "DomainName": "api.example.vn",
    "PortalName": "dichvu.example.vn",
    "DeskName": "canbo.example.vn",
    "Certificate": ARN,
    "MailFrom": "motcua@example.vn",
    "ReservedForRequests": "20",
}
GOOD: dict[str, Any] = {
    "get_account_settings": {"AccountLimit": {"ConcurrentExecutions": 1000}},
    "get_account": {"ProductionAccessEnabled": True, "SendQuota": {"MaxSendRate": 14.0}},
    "get_email_identity": {"VerifiedForSendingStatus": True},
    "get_sms_sandbox_account_status": {"IsInSandbox": False},
    "get_sms_attributes": {"attributes": {"MonthlySpendLimit": "500"}},
    "describe_certificate": {"Certificate": {"Status": "ISSUED", "DomainName": "*.example.vn"}},
    "describe_trails": {"trailList": [{}]},
    "describe_stacks": ClientError({"Error": {"Code": "ValidationError"}}, "DescribeStacks"),
}


class Account:
    """Every client of an account: answers as told."""

    def __init__(self, **answers: Any) -> None:
        self._answers = GOOD | answers
        self.meta = SimpleNamespace(region_name="ap-southeast-1")
        self.exceptions = SimpleNamespace(ClientError=ClientError, NotFoundException=KeyError)

    def __getattr__(self, name: str) -> Any:
        answer = self._answers[name]

        def call(**_: Any) -> Any:
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call


@dataclass(frozen=True)
class StageOnDouble(Stage):
    """A stage of one account."""

    account: Account = field(default_factory=Account)

    def client(self, service: str) -> Account:
        return self.account


def stage(account: Account | None = None, **parameters: str) -> StageOnDouble:
    return StageOnDouble("prod", TARGET, PARAMETERS | parameters, account=account or Account())


def test_an_account_that_has_everything_lacks_nothing() -> None:
    assert list(lacks(stage())) == []


@pytest.mark.parametrize("name", NEEDED)
def test_a_parameter_that_citizens_need_is_named(name: str) -> None:
    assert any(f"MOTCUA_{name}:" in sentence for sentence in lacks(stage(None, **{name: ""})))


def test_what_an_earlier_deployment_received_is_there() -> None:
    earlier = [{"ParameterKey": "AlarmMail", "ParameterValue": "operators@example.vn"}]
    account = Account(describe_stacks={"Stacks": [{"Parameters": earlier}]})
    present = {name: value for name, value in PARAMETERS.items() if name != "AlarmMail"}
    assert list(lacks(replace(stage(account), parameters=present))) == []


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"get_account_settings": {"AccountLimit": {"ConcurrentExecutions": 10}}}, "ask for 1,000"),
        ({"get_account": {"SendQuota": {"MaxSendRate": 14.0}}}, "sandbox"),
        ({"get_account": GOOD["get_account"] | {"SendingEnabled": False}}, "stopped"),
        ({"get_account": {"ProductionAccessEnabled": True}}, "mails a second"),
        ({"get_email_identity": KeyError()}, "not verified motcua@example.vn"),
        ({"get_email_identity": {"VerifiedForSendingStatus": False}}, "not verified"),
        ({"get_sms_sandbox_account_status": {"IsInSandbox": True}}, "SMS sandbox"),
        ({"get_sms_attributes": {"attributes": {}}}, "US$1 a month"),
        ({"describe_certificate": {"Certificate": {"Status": "PENDING_VALIDATION"}}}, "PENDING"),
        ({"describe_certificate": {"Certificate": {"Status": "ISSUED"}}}, "not for api.example.vn"),
        ({"describe_trails": {"trailList": []}}, "CloudTrail"),
        ({"get_account": ClientError({"Error": {"Code": "AccessDenied"}}, "GetAccount")}, "mails"),
    ],
)
def test_what_an_account_lacks_is_named(answers: dict[str, Any], named: str) -> None:
    assert any(named in sentence for sentence in lacks(stage(Account(**answers))))


def test_a_certificate_of_another_region_a_missing_python_and_a_bad_name_are_named() -> None:
    elsewhere = stage(Certificate=ARN.replace("ap-southeast-1", "us-east-1"))
    assert any("another Region" in sentence for sentence in lacks(elsewhere))
    without = replace(stage(), target=replace(TARGET, interpreter=None))
    assert any("uv python install 3.13" in sentence for sentence in lacks(without))
    assert any("small letters" in sentence for sentence in lacks(replace(stage(), name="Prod")))


def test_a_share_is_proposed_that_leaves_the_queues_and_a_hundred_to_the_rest() -> None:
    assert proposed_reserve(10) == 0
    assert proposed_reserve(1000) >= 45
    assert any("fits this account" in s for s in lacks(stage(ReservedForRequests="0")))
    assert any("too little" in s for s in lacks(stage(ReservedForRequests="900")))


def test_the_pools_need_the_very_identity_that_they_name() -> None:
    def verified(EmailIdentity: str) -> dict[str, bool]:  # noqa: N803 - the client's name
        return {"VerifiedForSendingStatus": EmailIdentity == "motcua@example.vn"}

    account = Account()
    vars(account)["get_email_identity"] = verified
    sender = {"MailIdentity": "motcua@example.vn"}

    assert any("send as example.vn" in sentence for sentence in lacks(stage(account)))
    assert list(lacks(stage(account, **sender))) == []
    assert list(lacks(replace(stage(account), user_pools=False))) == []
