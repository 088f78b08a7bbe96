"""Who may sign in to which stage."""

import re
from typing import Any

import pytest

from infra.sign_in import CALLBACK
from tests.infra.cloudformation import evaluated, resources, template

POOLS = resources("pools", "AWS::Cognito::UserPool")
CITIZENS, STAFF = POOLS["Citizens"]["Properties"], POOLS["Staff"]["Properties"]
PASSWORD_FLOWS = {"ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"}


@pytest.mark.parametrize("client", ["CitizensClient", "StaffClient"])
def test_demo_users_never_sign_in_to_a_protected_stage(
    client: str,
) -> None:
    flows = resources("pools", "AWS::Cognito::UserPoolClient")[client]["Properties"][
        "ExplicitAuthFlows"
    ]

    assert not PASSWORD_FLOWS & set(evaluated(flows, {"Stage": "quangninh", "DemoUsers": "true"}))
    assert not PASSWORD_FLOWS & set(evaluated(flows, {"Protection": "false", "DemoUsers": "false"}))
    assert set(evaluated(flows, {"Protection": "false", "DemoUsers": "true"})) >= PASSWORD_FLOWS


def test_nobody_wants_demo_users_unless_he_says_so() -> None:
    assert template("pools")["Parameters"]["DemoUsers"]["Default"] == "false"


@pytest.mark.parametrize(("stage", "mfa"), [("prod", "ON"), ("test", "ON"), ("local", "OFF")])
def test_staff_have_a_second_factor_everywhere_but_here(stage: str, mfa: str) -> None:
    staff = resources("pools", "AWS::Cognito::UserPool")["Staff"]["Properties"]

    assert evaluated(staff["MfaConfiguration"], {"Stage": stage}) == mfa
    assert staff["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"]


@pytest.mark.parametrize("client", ["CitizensClient", "StaffClient"])
def test_access_tokens_live_a_quarter_of_an_hour(client: str) -> None:
    clients = resources("pools", "AWS::Cognito::UserPoolClient")
    properties = clients[client]["Properties"]

    assert properties["AccessTokenValidity"] == 15
    assert properties["TokenValidityUnits"]["AccessToken"] == "minutes"


@pytest.mark.parametrize("by", ["email", "phone_number"])
def test_a_citizen_gets_a_code_where_the_account_is_named_and_can_confirm_it(by: str) -> None:
    def declared(name: str) -> Any:
        return evaluated(CITIZENS[name], {"SignUpBy": by})

    assert declared("UsernameAttributes") == declared("AutoVerifiedAttributes") == [by]
    assert "AdminCreateUserConfig" not in CITIZENS, "everybody may sign up"
    assert CITIZENS["UsernameConfiguration"] == {"CaseSensitive": False}
    [recovery] = CITIZENS["AccountRecoverySetting"]["RecoveryMechanisms"]
    assert evaluated(recovery["Name"], {"SignUpBy": by}) == f"verified_{by}"
    texts = CITIZENS["VerificationMessageTemplate"]
    assert all("{####}" in texts[name] for name in ("EmailMessage", "SmsMessage"))
    assert (evaluated(CITIZENS["SmsConfiguration"], {"SignUpBy": by}) is None) == (by == "email")


def test_a_code_fits_one_sms() -> None:
    text = CITIZENS["VerificationMessageTemplate"]["SmsMessage"].replace("{####}", "123456")

    assert text.isascii()
    assert len(text) <= 160


def test_another_address_counts_only_once_it_is_verified() -> None:
    for pool in (CITIZENS, STAFF):
        required = pool["UserAttributeUpdateSettings"]["AttributesRequireVerificationBeforeUpdate"]
        assert evaluated(required, {}) == ["email"]


@pytest.mark.parametrize("pool", [CITIZENS, STAFF], ids=["citizens", "staff"])
def test_pools_mail_by_ses_as_the_domain_of_the_sender(pool: dict[str, Any]) -> None:
    with_mail = evaluated(pool["EmailConfiguration"], {"MailFrom": "motcua@example.vn"})
    without = evaluated(pool["EmailConfiguration"], {})

    assert with_mail["EmailSendingAccount"] == "DEVELOPER"
    arn, names = with_mail["SourceArn"]["Fn::Sub"]
    assert arn.endswith("identity/${Verified}")
    verified = {"MailFrom": "motcua@example.vn", "MailIdentity": "example.vn"}
    assert evaluated(names["Verified"], verified) == "example.vn"
    domain = {"Fn::Select": [1, {"Fn::Split": ["@", {"Ref": "MailFrom"}]}]}
    assert evaluated(names["Verified"], {"MailFrom": "motcua@example.vn"}) == domain
    assert without == {"EmailSendingAccount": "COGNITO_DEFAULT"}


@pytest.mark.parametrize("pool", [CITIZENS, STAFF], ids=["citizens", "staff"])
def test_the_tier_is_named_and_not_the_one_that_cognito_chooses(pool: dict[str, Any]) -> None:
    assert evaluated(pool["UserPoolTier"], {}) == "LITE"


def test_an_official_is_invited_by_mail_with_a_password() -> None:
    invitation = STAFF["AdminCreateUserConfig"]["InviteMessageTemplate"]

    assert STAFF["UsernameAttributes"] == STAFF["AutoVerifiedAttributes"] == ["email"]
    for text in (invitation["EmailMessage"], invitation["SMSMessage"]):
        assert {"{username}", "{####}"} <= set(re.findall(r"{[^}]+}", text))
    policy = STAFF["Policies"]["PasswordPolicy"]
    assert f"{policy['TemporaryPasswordValidityDays']} ngày" in invitation["EmailMessage"]


@pytest.mark.parametrize("kind", ["Citizens", "Staff"])
def test_there_are_pages_to_sign_in_at_that_return_where_the_stage_says(kind: str) -> None:
    client = resources("pools", "AWS::Cognito::UserPoolClient")[f"{kind}Client"]["Properties"]
    pages = resources("pools", "AWS::Cognito::UserPoolDomain")[f"{kind}Pages"]["Properties"]

    assert pages["UserPoolId"] == {"Ref": kind}
    assert client["AllowedOAuthFlowsUserPoolClient"]
    assert client["AllowedOAuthFlows"] == ["code"]
    assert "openid" in client["AllowedOAuthScopes"]
    assert client["CallbackURLs"] == {"Ref": "SignInCallbacks"}
    assert not client["GenerateSecret"]
    assert template("pools")["Parameters"]["SignInCallbacks"]["Default"] == CALLBACK
    assert f"{kind}Pages" in template("pools")["Outputs"]
