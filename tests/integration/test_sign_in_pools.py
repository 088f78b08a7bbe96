"""The portal's own code flow at a deployed user pool: the pool's pages, PKCE, nonce, renewal.

The emulator serves the pool's pages and keys at its own address, while tokens and discovery name
Cognito's: what is for Cognito is sent to the emulator. It has no address that revokes tokens.
"""

import json
import re
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
import requests
from chalice.test import Client

from front.chalice_pages import register
from front.http_client import NetworkClient, Request, Response
from front.sign_in.pages import SignInPages
from front.sign_in.pkce import new_verifier
from front.sign_in.provider import Provider
from front.sign_in.refused import SignInRefused
from front.sign_in.signed_in import Departure, SignedIn
from infra.places import INFRA
from infra.stack import Stack, deploy
from infra.stages import issuers_of_pools, web_clients
from kit.http.chalice_app import service_app
from kit.platform.settings import Issuer
from kit.security.access_tokens import Verifier
from kit.security.token_claims import TokenInvalid
from local.cloud.settings import cloud_url, is_localstack
from local.demo.deployment import Deployment
from local.demo.people import Citizen
from local.stage import local_stage
from portal.bootstrap import Bootstrap
from portal.presentation import PRESENTATION
from tests.integration.world import new_citizen
from tests.unit.portal.browser import SECRET, SETTINGS

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(is_localstack(), reason="left out: LocalStack has no user pools"),
    pytest.mark.xdist_group("web pools"),
]
PORTAL = "https://dichvu.example.vn"
BACK = f"{PORTAL}/vao/xong"
PASSWORD = "Một-Cửa-2026-đúng"


class Emulated(NetworkClient):
    """Sends what is for the issuer to the emulator."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer

    def send(self, request: Request) -> Response:
        here = f"{cloud_url()}/{self._issuer.rpartition('/')[2]}"
        return super().send(request._replace(url=request.url.replace(self._issuer, here)))


class PoolPortal:
    """The portal's sign-in before a pool that has a client for it; a citizen has an account."""

    def __init__(self, outputs: dict[str, str], who: Citizen) -> None:
        self.who, self.outputs = who, outputs
        self.issuer = Issuer(**json.loads(issuers_of_pools(local_stage(), outputs))[0])
        self.portal = self._portal(web_clients(local_stage(), outputs)["PortalClientId"])
        self.app = service_app("portal")
        pages = SignInPages(self.portal.provider).pages()
        register(self.app, self.portal, pages, PRESENTATION, now)
        self.cookies: dict[str, str] = {}

    @property
    def provider(self) -> Provider:
        return self.portal.provider()

    @property
    def verifier(self) -> Verifier:
        """As the services verify."""
        return Verifier([self.issuer])

    @property
    def signed_in(self) -> SignedIn | None:
        """What the browser's cookie holds."""
        header = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        site = self.portal.site({}, {}, "/")
        return self.portal.app.jar({"cookie": header}, site, now()).read(SignedIn)

    def get(self, path: str) -> Any:
        """A page of ours, by a browser with cookies; a redirect is not followed."""
        header = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with Client(self.app) as client:
            response = client.http.get(path, headers={"Cookie": header})
        sent: str | list[str] = response.headers.get("Set-Cookie", [])
        for each in sent if isinstance(sent, list) else [sent]:
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
            assert len(each) < 4_096
        return response

    def sign_in_at_pool(self, url: str) -> str:
        """The form of the pool's page, sent; the address to which it sends the browser back."""
        page = requests.get(url, timeout=30)
        page.raise_for_status()
        form = re.search(r'<form method="POST" action="([^"]+)">(.*?)</form>', page.text, re.S)
        assert form, page.text[:500]
        pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form[2])
        fields = {name: unescape(value) for name, value in pairs}
        fields |= {"username": self.who.mail, "password": PASSWORD}
        target = urljoin(url, form[1])
        answer = requests.post(target, data=fields, timeout=30, allow_redirects=False)
        assert answer.status_code in (302, 303), answer.text[:500]
        return answer.headers["Location"]

    def code(self, departure: Departure) -> str:
        """A code of the pool for a departure."""
        url = self.provider.authorization_url(departure, BACK, "vi", now())
        answer = dict(parse_qsl(urlsplit(self.sign_in_at_pool(url)).query))
        return self.provider.require_own_answer(answer, departure)

    def _portal(self, client: str) -> Bootstrap:
        settings = SETTINGS.model_copy(
            update={
                "issuer": self.issuer.issuer,
                "client_id": client,
                "client_secret": "sign-in",
                "public_url": PORTAL,
            }
        )
        described = (
            Deployment.latest()
            .client("cognito-idp")
            .describe_user_pool_client(UserPoolId=self.outputs["CitizensPool"], ClientId=client)[
                "UserPoolClient"
            ]
        )
        secret = json.dumps({"client_secret": described["ClientSecret"]})
        return Bootstrap(
            lambda: settings,
            http_client=Emulated(self.issuer.issuer),
            read_secret=lambda name: secret if name == "sign-in" else SECRET,
        )


def now() -> datetime:
    return datetime.now(UTC)


def departure() -> Departure:
    return Departure(until=0, state="a state", nonce="a nonce", verifier=new_verifier())


@pytest.fixture(scope="module")
def portal() -> PoolPortal:
    parameters = {
        "Stage": "test-web",
        "Protection": "false",
        "DemoUsers": "true",
        "PublicUrl": PORTAL,
    }
    stack = Stack("motcua-test-web-pools", INFRA / "pools.yaml", parameters)
    outputs, who = deploy(stack, local_stage(), None)[1], new_citizen()
    account = {"UserPoolId": outputs["CitizensPool"], "Username": who.mail}
    cognito = Deployment.latest().client("cognito-idp")
    verified = [{"Name": "email", "Value": who.mail}, {"Name": "email_verified", "Value": "true"}]
    cognito.admin_create_user(**account, MessageAction="SUPPRESS", UserAttributes=verified)
    cognito.admin_set_user_password(**account, Password=PASSWORD, Permanent=True)
    return PoolPortal(outputs, who)


def test_a_citizen_signs_in_at_the_pools_page_and_services_trust_the_token(
    portal: PoolPortal,
) -> None:
    away = portal.get("/vao?ve=/toi")
    request = dict(parse_qsl(urlsplit(away.headers["Location"]).query))
    back = portal.sign_in_at_pool(away.headers["Location"])
    arrived = portal.get(back.removeprefix(PORTAL))

    assert back.startswith(f"{BACK}?")
    assert (request["code_challenge_method"], len(request["nonce"]) >= 32) == ("S256", True)
    assert (arrived.status_code, arrived.headers["Location"]) == (303, "/toi")
    signed_in = portal.signed_in
    assert signed_in is not None
    caller = portal.verifier.principal(f"Bearer {signed_in.access}", now())
    assert (caller.kind, caller.sub) == ("citizen", signed_in.subject)
    again = portal.get(back.removeprefix(PORTAL))
    assert again.status_code == 403, "an answer counts once"


def test_a_sign_in_is_renewed_and_the_new_token_is_trusted(portal: PoolPortal) -> None:
    leaving = departure()
    tokens, claims = portal.provider.redeem(portal.code(leaving), leaving, BACK, now())

    renewed = portal.provider.renew(tokens.refresh_token, now())

    caller = portal.verifier.principal(f"Bearer {renewed.access_token}", now())
    assert caller.sub == claims["sub"]
    with pytest.raises(TokenInvalid):
        portal.verifier.principal(f"Bearer {tokens.id_token}", now())


def test_a_code_counts_once_and_for_its_own_verifier_and_nonce(portal: PoolPortal) -> None:
    leaving = departure()
    stolen = portal.code(leaving)
    with pytest.raises(SignInRefused, match="token"):
        portal.provider.redeem(stolen, leaving.evolve(verifier=new_verifier()), BACK, now())
    code = portal.code(leaving)
    with pytest.raises(SignInRefused, match="id_token"):
        portal.provider.redeem(code, leaving.evolve(nonce="another one"), BACK, now())
    with pytest.raises(SignInRefused, match="token"):
        portal.provider.redeem(code, leaving, BACK, now())
