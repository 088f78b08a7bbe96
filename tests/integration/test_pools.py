"""The user pools of infra/pools.yaml let citizens and the first administrator in."""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

import jwt
import pytest

from infra.places import INFRA
from infra.stack import Stack, deploy
from local.cloud.settings import is_localstack
from local.demo.deployment import Deployment
from local.demo.notices import sent_to
from local.demo.people import Citizen
from local.demo.waiting import wait_for
from local.stage import local_stage
from tests.integration.world import new_citizen

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(is_localstack(), reason="left out: LocalStack has no user pools"),
]
PASSWORD = "Một-Cửa-2026-đúng"


@dataclass(frozen=True)
class Pools:
    """One stack of pools, apart from those that the local stage may sign in by."""

    outputs: dict[str, str]

    @classmethod
    def deployed(cls) -> "Pools":
        parameters = {
            "Stage": "test-pools",
            "Protection": "false",
            "DemoUsers": "true",
            "MailFrom": "motcua@quangninh.example",
        }
        name = f"motcua-{parameters['Stage']}-pools"
        stack = Stack(name, INFRA / "pools.yaml", parameters)
        return cls(deploy(stack, local_stage(), None)[1])

    @cached_property
    def cognito(self) -> Any:
        return Deployment.latest().client("cognito-idp")

    def sign_in(self, client: str, username: str, password: str = PASSWORD) -> Any:
        parameters = {"USERNAME": username, "PASSWORD": password}
        return self.cognito.initiate_auth(
            ClientId=self.outputs[client],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters=parameters,
        )


def test_a_citizen_signs_up_by_a_code_and_signs_in() -> None:
    """By mail; the emulator sends no SMS for a pool."""
    pools, who = Pools.deployed(), new_citizen()
    account = {"ClientId": pools.outputs["CitizensClientId"], "Username": who.mail}

    pools.cognito.sign_up(**account, Password=PASSWORD)
    with pytest.raises(pools.cognito.exceptions.UserNotConfirmedException):
        pools.sign_in("CitizensClientId", who.mail)
    pools.cognito.confirm_sign_up(**account, ConfirmationCode=code_sent_to(who))

    tokens = pools.sign_in("CitizensClientId", who.mail)["AuthenticationResult"]
    claims = jwt.decode(tokens["IdToken"], options={"verify_signature": False})
    assert claims["email"] == who.mail
    assert claims["email_verified"]
    access = jwt.decode(tokens["AccessToken"], options={"verify_signature": False})
    assert who.mail not in str(access.values()), "access tokens stay free of personal data"


def test_the_first_administrator_is_invited_by_mail_and_chooses_a_password() -> None:
    """As docs/operations/deploy.md says; the emulator asks for no second factor after it."""
    pools, who = Pools.deployed(), new_citizen()
    pools.cognito.admin_create_user(
        UserPoolId=pools.outputs["StaffPool"],
        Username=who.mail,
        UserAttributes=[
            {"Name": "email", "Value": who.mail},
            {"Name": "email_verified", "Value": "true"},
        ],
        DesiredDeliveryMediums=["EMAIL"],
    )
    invitation = mail_to(who)
    temporary = re.search(r"<b>(.+?)</b>", invitation)
    assert temporary, invitation

    first = pools.sign_in("StaffClientId", who.mail, unescape(temporary[1]))
    assert first["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    pools.cognito.respond_to_auth_challenge(
        ClientId=pools.outputs["StaffClientId"],
        ChallengeName=first["ChallengeName"],
        Session=first["Session"],
        ChallengeResponses={"USERNAME": who.mail, "NEW_PASSWORD": PASSWORD},
    )

    assert "ChallengeName" not in pools.sign_in("StaffClientId", who.mail)


def code_sent_to(who: Citizen) -> str:
    code = re.search(r"\b\d{6}\b", mail_to(who))
    assert code
    return code[0]


def mail_to(who: Citizen) -> str:
    """The last mail."""

    def last() -> str | None:
        mails = sent_to(who.phone, who.mail)[1]
        return mails[-1] if mails else None

    return wait_for(last, "the pool sends a mail")
