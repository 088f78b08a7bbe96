"""Sign-in of the demo's people at the stage's issuer: Cognito, services/identity, or
local/doubles/issuer."""

import base64
import contextlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

from local.cloud.settings import STATE
from local.demo.api_client import ApiClient
from local.demo.deployment import Deployment
from local.demo.national_sign_in import NationalSignIn


@dataclass
class SignIn:
    """Accounts are created when they are first used; `subs` are the subjects by kind/username."""

    deployment: Deployment
    new_session: Callable[[], requests.Session] = requests.Session
    subs: dict[str, str] = field(default_factory=dict)

    @property
    def password(self) -> str:
        """One password for all demo accounts of this machine, stored under .local."""
        path = STATE / "demo-password"
        if not path.exists():
            path.write_text(f"Mc-{secrets.token_hex(8)}-1aA")
            path.chmod(0o600)
        return path.read_text()

    def client(self, kind: str, username: str) -> ApiClient:
        """The APIs with this person's rights; `kind` is citizen or staff."""
        return self.client_with(self.access_token(kind, username))

    def client_with(self, token: str = "") -> ApiClient:
        """The APIs with this token, or with none."""
        return ApiClient(self.deployment, token, self.new_session())

    def access_token(self, kind: str, username: str) -> str:
        """A new token, good for 15 minutes at most."""
        token = self._way(kind)(kind, username)
        self.subs[f"{kind}/{username}"] = _claims(token)["sub"]
        return token

    def sub(self, kind: str, username: str) -> str:
        """The subject of the person's tokens."""
        self.access_token(kind, username)
        return self.subs[f"{kind}/{username}"]

    def verified(self, username: str, claims: Mapping[str, str]) -> dict[str, str]:
        """What a profile gets beside typed facts: an ID token that says the claims.

        Nothing with Cognito: its pools verify an address, and not who a person is.
        """
        if self.deployment.has_pools:
            return {}
        if self.deployment.is_national:
            return {"id_token": NationalSignIn(self.deployment).tokens(username)["id_token"]}
        return {"id_token": self._tokens("citizen", username, claims)["id_token"]}

    def _way(self, kind: str) -> Callable[[str, str], str]:
        """How people of this kind sign in."""
        if self.deployment.has_pools:
            return self._by_pool
        is_national = kind == "citizen" and self.deployment.is_national
        return self._by_national_account if is_national else self._by_issuer

    def _by_national_account(self, _: str, username: str) -> str:
        return NationalSignIn(self.deployment).tokens(username)["access_token"]

    def _by_issuer(self, kind: str, username: str) -> str:
        return self._tokens(kind, username, {})["access_token"]

    def _tokens(self, kind: str, username: str, claims: Mapping[str, str]) -> dict[str, str]:
        address = f"{self.deployment.issuer}/{kind}/token"
        form = {"username": username, "claims": json.dumps(claims)}
        response = requests.post(address, data=form, timeout=10)
        response.raise_for_status()
        tokens: dict[str, str] = response.json()
        return tokens

    def _by_pool(self, kind: str, username: str) -> str:
        name = "Citizens" if kind == "citizen" else "Staff"
        mail = f"{username}@motcua.example"
        outputs = self.deployment.outputs
        cognito = self.deployment.client("cognito-idp")
        request: dict[str, Any] = {
            "ClientId": outputs[f"{name}ClientId"],
            "AuthFlow": "USER_PASSWORD_AUTH",
            "AuthParameters": {"USERNAME": mail, "PASSWORD": self.password},
        }
        unknown = (
            cognito.exceptions.UserNotFoundException,
            cognito.exceptions.NotAuthorizedException,
        )
        try:
            response = cognito.initiate_auth(**request)
        except unknown:
            self._create_account(cognito, outputs[f"{name}Pool"], mail)
            response = cognito.initiate_auth(**request)
        return str(response["AuthenticationResult"]["AccessToken"])

    def _create_account(self, cognito: Any, pool: str, mail: str) -> None:
        """Verified by the operator, and invited by nobody: the password is the demo's."""
        verified = {"email": mail, "email_verified": "true"}
        with contextlib.suppress(cognito.exceptions.UsernameExistsException):
            cognito.admin_create_user(
                UserPoolId=pool,
                Username=mail,
                MessageAction="SUPPRESS",
                UserAttributes=[{"Name": n, "Value": v} for n, v in verified.items()],
            )
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=mail, Password=self.password, Permanent=True
        )


def _claims(token: str) -> dict[str, Any]:
    """Unverified: it comes from the issuer itself."""
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims
