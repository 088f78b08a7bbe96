"""Identity with the double of the national sign-on, a portal in front of it, and a browser."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from identity.bootstrap import Identity
from identity.domain.account_provider import (
    AccountProvider,
    CodeRedemption,
    ProviderRefused,
    ProviderTokens,
    ProviderUnavailable,
)
from identity.domain.assurance import LEVELS
from identity.domain.signing_key import base64url
from identity.domain.token_client import TokenClient
from identity.settings import IdentitySettings
from kit.core.time import Clock
from kit.platform.settings import Issuer
from kit.security.access_tokens import Verifier
from kit.testing.http_client import ClientResponse, HttpClient
from kit.testing.world import ServiceWorld
from local.doubles.national_account.accounts import REALMS, Realm
from local.doubles.national_account.provider import (
    CLIENT,
    SECRET,
    NationalSignOn,
    OutOfOrder,
    Refusal,
)
from tests.unit.identity.token_key import LocalTokenSigner

T = TypeVar("T")
URL: Final = "https://api.example.vn/identity/v1"
BACK: Final = "https://dichvu.example.vn/vao/xong"
LEFT: Final = "https://dichvu.example.vn/da-ra"
KIOSK_BACK: Final = "https://kiosk.example.vn/vao/xong"
SSO: Final = "https://sso.example.vn"
VERIFIER: Final = "a-proof-key-of-the-portal-which-has-43-characters-at-least"
CHALLENGE: Final = base64url(sha256(VERIFIER.encode()).digest())
CLAIMS: Final = {
    "full_name": "name",
    "identity_number": "identity_number",
    "phone": "phone_number",
    "organisation": "organisation_name",
    "tax_code": "organisation_tax_code",
}
CLIENTS: Final = (
    TokenClient(
        id="portal",
        secrets=(sha256(b"portal-secret").hexdigest(),),
        redirect_uris=(BACK,),
        signed_out_uris=(LEFT,),
    ),
    TokenClient(
        id="kiosk",
        secrets=(sha256(b"kiosk-secret").hexdigest(),),
        redirect_uris=(KIOSK_BACK,),
        kinds=("citizen",),
    ),
    TokenClient(
        id="partner", secrets=(sha256(b"partner-secret").hexdigest(),), scopes=("events.read",)
    ),
)
PORTAL: Final = ("portal", "portal-secret")
KIOSK: Final = ("kiosk", "kiosk-secret")
PARTNER: Final = ("partner", "partner-secret")
SECRETS: Final = {
    "subjects": "0f" * 32,
    "national-account": json.dumps(dict.fromkeys(REALMS, SECRET)),
}


def account_provider(realm: Realm, **changes: Any) -> AccountProvider:
    """How the stage has a provider in its configuration."""
    place = f"{SSO}/{realm}/oauth2"
    stated: dict[str, Any] = {
        "id": realm,
        "issuer": f"{SSO}/{realm}",
        "client_id": CLIENT,
        "authorization_endpoint": f"{place}/authorize",
        "token_endpoint": f"{place}/token",
        "userinfo_endpoint": f"{place}/userinfo",
        "introspection_endpoint": f"{place}/introspect",
        "revocation_endpoint": f"{place}/revoke",
        "end_session_endpoint": f"{SSO}/{realm}/oidc/logout",
        "levels": {"1": LEVELS[0], "2": LEVELS[1]},
        "pkce": realm == "vneid",
        "nonce": realm == "vneid",
    }
    return AccountProvider(**{**stated, **changes})


@dataclass
class DirectAccountProviders:
    """`AccountProviders` that call the double itself."""

    sign_on: NationalSignOn
    clock: Clock
    revoked: list[str] = field(default_factory=list)
    gives_id_tokens: bool = True

    def redeem(self, provider: AccountProvider, redemption: CodeRedemption) -> ProviderTokens:
        form = {
            **self._credentials(),
            "code": redemption.code,
            "redirect_uri": redemption.redirect_uri,
            "code_verifier": redemption.verifier,
        }
        tokens = self._called(
            lambda: self.sign_on.redeem(_realm(provider), form, provider.issuer, self.clock())
        )
        id_token = tokens["id_token"] if self.gives_id_tokens else ""
        return ProviderTokens(tokens["access_token"], id_token)

    def introspect(self, provider: AccountProvider, token: str) -> Mapping[str, object]:
        form = {**self._credentials(), "token": token}
        return self._called(lambda: self.sign_on.introspect(_realm(provider), form, self.clock()))

    def userinfo(self, provider: AccountProvider, token: str) -> Mapping[str, object]:
        return self._called(lambda: self.sign_on.userinfo(_realm(provider), token, self.clock()))

    def revoke(self, provider: AccountProvider, token: str) -> None:
        self.revoked.append(token)
        self.sign_on.revoke({**self._credentials(), "token": token})

    def _credentials(self) -> dict[str, str]:
        return {"client_id": CLIENT, "client_secret": SECRET}

    def _called(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except Refusal as refusal:
            raise ProviderRefused(str(refusal)) from None
        except OutOfOrder:
            raise ProviderUnavailable from None


class World(ServiceWorld):
    """The service with both providers, and a client of its routes."""

    def __init__(self, *providers: AccountProvider) -> None:
        super().__init__()
        self.sign_on = NationalSignOn()
        self.providers = DirectAccountProviders(self.sign_on, self.clock)
        self.settings = identity_settings(providers or tuple(map(account_provider, REALMS)))
        self.service = Identity(
            self.resources,
            settings=self.settings,
            signer=LocalTokenSigner(),
            providers=self.providers,
            read_secret=SECRETS.__getitem__,
        )
        self.client = HttpClient(self.service.router)
        self.trusted = Issuer(
            kind="citizen",
            issuer=URL,
            audience="citizen portal kiosk",
            jwks=f"{URL}/jwks.json",
            claims=CLAIMS,
            levels=LEVELS[1:],
        )

    @property
    def verifier(self) -> Verifier:
        """As every service verifies, with the keys that identity publishes."""
        return Verifier([self.trusted], lambda _: self.client.get("/v1/jwks.json").body)

    def token(self, client: tuple[str, str], **form: str) -> ClientResponse:
        """A form at the token route."""
        return self.post("/v1/token", client, form)

    def post(self, path: str, client: tuple[str, str], form: Mapping[str, str]) -> ClientResponse:
        """A form of a client with its id and secret."""
        basic = b64encode(":".join(client).encode()).decode()
        body = urlencode(form).encode()
        return self.client.post(path, body=body, authorization=f"Basic {basic}")

    def redeem(self, code: str, client: tuple[str, str] = PORTAL, **changes: str) -> ClientResponse:
        """A code at the token route."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": BACK,
            "code_verifier": VERIFIER,
        }
        return self.token(client, **{**form, **changes})

    def renew(self, token: str, client: tuple[str, str] = PORTAL) -> ClientResponse:
        """A refresh token at the token route."""
        return self.token(client, grant_type="refresh_token", refresh_token=token)


@dataclass
class Browser:
    """A browser with the cookies of identity's host."""

    world: World
    cookies: dict[str, str] = field(default_factory=dict)

    def start(self, **changes: str) -> ClientResponse:
        """What the portal's sign-in sends it to."""
        query = {
            "client_id": "portal",
            "redirect_uri": BACK,
            "response_type": "code",
            "scope": "openid",
            "state": "the portal's state",
            "nonce": "the portal's nonce",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            "ui_locales": "vi",
        }
        merged = {**query, **changes}
        return self.get(f"/v1/start?{urlencode({k: v for k, v in merged.items() if v})}")

    def go(self, **changes: str) -> dict[str, str]:
        """The request that arrives at the provider."""
        response = self.start(**changes)
        assert response.status == 303, response.text
        return query_of(response)

    def at_provider(self, requested: Mapping[str, str], username: str = "cong-dan-000") -> str:
        """Somebody signs in at the provider; the code of its answer."""
        realm: Realm = "dvcqg" if requested["redirect_uri"].endswith("dvcqg") else "vneid"
        assert self.world.sign_on.is_trusted(realm, _here(requested))
        code = self.world.sign_on.code_for(realm, requested, username, self.world.clock())
        assert code is not None
        return code

    def back(self, requested: Mapping[str, str], **answer: str) -> ClientResponse:
        """The provider's answer, at the address that it was given."""
        path = requested["redirect_uri"].removeprefix(URL.removesuffix("/v1"))
        return self.get(f"{path}?{urlencode({'state': requested['state'], **answer})}")

    def sign_in(self, username: str = "cong-dan-000", **changes: str) -> str:
        """The code with which the browser comes back to the application."""
        requested = self.go(**changes)
        answer = query_of(self.back(requested, code=self.at_provider(requested, username)))
        assert "code" in answer, answer
        return answer["code"]

    def get(self, path: str) -> ClientResponse:
        """A page, with the cookies; those that it sets are kept."""
        header = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        response = self.world.client.get(path, cookie=header)
        pair, _, rest = response.headers.get("Set-Cookie", "").partition(";")
        name, _, value = pair.partition("=")
        if name:
            self.cookies[name] = value
        if "Max-Age=0" in rest:
            del self.cookies[name]
        return response


def query_of(response: ClientResponse) -> dict[str, str]:
    """The query of the address to which a response leads."""
    return dict(parse_qsl(urlsplit(response.headers["Location"]).query))


def place_of(response: ClientResponse) -> str:
    """The address to which a response leads, without its query."""
    return response.headers["Location"].partition("?")[0]


def identity_settings(providers: tuple[AccountProvider, ...]) -> IdentitySettings:
    """The settings of a stage with an address of its own."""
    return IdentitySettings(
        service="identity",
        table="identity",
        vault_table="vault",
        directory_table="directory",
        people_table="people",
        access_table="access",
        vault_key="vault-key",
        queue_prefix="queues/",
        identity_url=URL,
        token_key="token-key",
        subjects_secret="subjects",
        account_secret="national-account",
    ).model_copy(update={"token_clients": CLIENTS, "account_providers": providers})


def _realm(provider: AccountProvider) -> Realm:
    return next(each for each in REALMS if each == provider.id)


def _here(requested: Mapping[str, str]) -> dict[str, str]:
    """As if the stage were on this machine, where the double lets people return to."""
    back = requested["redirect_uri"].replace("https://api.example.vn", "http://localhost")
    return {**requested, "redirect_uri": back}
