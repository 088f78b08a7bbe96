"""Who may sign in to which stage."""

import pytest

from tests.infra.cloudformation import evaluated, resources, template

PASSWORD_FLOWS = {"ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"}


@pytest.mark.parametrize("client", ["CitizensClient", "StaffClient"])
def test_demo_users_never_sign_in_to_a_protected_stage(
    client: str,
) -> None:
    flows = resources("identity", "AWS::Cognito::UserPoolClient")[client]["Properties"][
        "ExplicitAuthFlows"
    ]

    assert not PASSWORD_FLOWS & set(evaluated(flows, {"Stage": "quangninh", "DemoUsers": "true"}))
    assert not PASSWORD_FLOWS & set(evaluated(flows, {"Protection": "false", "DemoUsers": "false"}))
    assert set(evaluated(flows, {"Protection": "false", "DemoUsers": "true"})) >= PASSWORD_FLOWS


def test_nobody_wants_demo_users_unless_he_says_so() -> None:
    assert template("identity")["Parameters"]["DemoUsers"]["Default"] == "false"


@pytest.mark.parametrize(("stage", "mfa"), [("prod", "ON"), ("test", "ON"), ("local", "OFF")])
def test_staff_have_a_second_factor_everywhere_but_here(stage: str, mfa: str) -> None:
    staff = resources("identity", "AWS::Cognito::UserPool")["Staff"]["Properties"]

    assert evaluated(staff["MfaConfiguration"], {"Stage": stage}) == mfa
    assert staff["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}


@pytest.mark.parametrize("client", ["CitizensClient", "StaffClient"])
def test_access_tokens_live_a_quarter_of_an_hour(client: str) -> None:
    clients = resources("identity", "AWS::Cognito::UserPoolClient")
    properties = clients[client]["Properties"]

    assert properties["AccessTokenValidity"] == 15
    assert properties["TokenValidityUnits"]["AccessToken"] == "minutes"
