"""The portal's own code flow signs a citizen in by services/identity and the double of the national
account: discovery, proof key, nonce, KMS' signature, renewal, sign-out.

The portal runs in this process with the issuer of identity in its settings, as a stage has it with
`SIGN_IN=national`; identity, its table and its key are those of the deployed cloud.
"""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from chalice.test import Client

from front.chalice_pages import register
from front.http_client import NetworkClient
from front.sign_in.pages import SignInPages
from front.sign_in.refused import SignInRefused
from front.sign_in.signed_in import SignedIn
from infra.stages import LOCAL
from kit.http.chalice_app import service_app
from kit.platform.settings import Issuer
from kit.security.access_tokens import Verifier
from local.cloud.settings import PORTAL_NAME, cloud_port, is_localstack
from local.demo.deployment import Deployment
from local.demo.national_sign_in import NationalSignIn, at_provider
from local.demo.people import citizen
from local.doubles.issuer.clients import CALLBACK, CLIENTS
from local.stage import identity_url, issuer_double
from portal.bootstrap import Bootstrap
from portal.presentation import PRESENTATION
from tests.unit.portal.browser import SECRET, SETTINGS

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(is_localstack(), reason="left out: identity needs an address of its own"),
    pytest.mark.xdist_group("national account"),
]
PORTAL = f"http://{PORTAL_NAME}:{cloud_port()}"


class NationalPortal:
    """The portal's sign-in before identity, and a browser that has the cookies of both hosts."""

    def __init__(self) -> None:
        [issuer, _] = json.loads(issuer_double(by_national_account=True))
        self.issuer = Issuer(**issuer)
        secret = json.dumps({"client_secret": CLIENTS["portal"].secret})
        settings = SETTINGS.model_copy(
            update={
                "issuer": self.issuer.issuer,
                "client_id": "portal",
                "client_secret": "sign-in",
                "public_url": PORTAL,
            }
        )
        self.portal = Bootstrap(
            lambda: settings,
            http_client=NetworkClient(),
            read_secret=lambda name: secret if name == "sign-in" else SECRET,
        )
        self.app = service_app("portal")
        pages = SignInPages(self.portal.provider).pages()
        register(self.app, self.portal, pages, PRESENTATION, now)
        self.cookies: dict[str, str] = {}
        self.identity = NationalSignIn(Deployment.latest())

    @property
    def verifier(self) -> Verifier:
        """As the services verify: with the keys that identity publishes."""
        return Verifier([self.issuer])

    @property
    def signed_in(self) -> SignedIn | None:
        """What the browser's cookie holds."""
        site = self.portal.site({}, {}, "/")
        return self.portal.app.jar({"cookie": self._header()}, site, now()).read(SignedIn)

    def get(self, path: str) -> Any:
        """A page of the portal; a redirect is not followed."""
        with Client(self.app) as client:
            response = client.http.get(path, headers={"Cookie": self._header()})
        sent: str | list[str] = response.headers.get("Set-Cookie", [])
        for each in sent if isinstance(sent, list) else [sent]:
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
            assert len(each) < 4_096
        return response

    def go(self) -> str:
        """To the provider's page; its address."""
        return self.identity.next_address(self.get("/vao?ve=/toi").headers["Location"])

    def arrive(self, answer: str) -> Any:
        """A provider's answer, over identity, at the portal."""
        back = self.identity.next_address(answer)
        assert back.startswith(f"{PORTAL}{CALLBACK}?")
        return self.get(back.removeprefix(PORTAL))

    def _header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def portal() -> NationalPortal:
    """Identity needs no agency and no catalogue: the cloud is deployed, and that is all."""
    return NationalPortal()


def test_a_citizen_signs_in_by_the_national_account_and_services_trust_the_token(
    portal: NationalPortal,
) -> None:
    page = portal.go()
    shown = requests.get(page, timeout=30).text
    arrived = portal.arrive(at_provider(page, "cong-dan-003"))

    assert "thay cho VNeID" in shown, "the double says what it stands for"
    assert (arrived.status_code, arrived.headers["Location"]) == (303, "/toi")
    signed_in = portal.signed_in
    assert signed_in is not None
    assert signed_in.name == citizen(3).name
    caller = portal.verifier.principal(f"Bearer {signed_in.access}", now())
    assert (caller.kind, caller.sub, caller.issuer) == (
        "citizen",
        signed_in.subject,
        identity_url(),
    )
    assert caller.auth_time > 0


def test_the_same_account_is_the_same_subject_and_at_another_provider_another_one(
    portal: NationalPortal,
) -> None:
    first = portal.identity.tokens("cong-dan-004")
    again = NationalSignIn(Deployment.latest()).tokens("cong-dan-004")
    other = NationalSignIn(Deployment.latest()).tokens("cong-dan-004", "dvcqg")

    subjects = [
        portal.verifier.principal(f"Bearer {each['access_token']}", now()).sub
        for each in (first, again, other)
    ]
    assert subjects[0] == subjects[1] != subjects[2]
    caller = portal.verifier.principal(f"Bearer {first['access_token']}", now())
    facts = portal.verifier.verified_claims(first["id_token"], caller, now())
    assert facts["identity_number"] == citizen(4).identity_number


def test_an_answer_counts_once_and_in_its_own_browser(portal: NationalPortal) -> None:
    answer = at_provider(portal.go(), "cong-dan-001")
    stranger = NationalSignIn(Deployment.latest())

    elsewhere = dict(parse_qsl(urlsplit(stranger.next_address(answer)).query))
    assert elsewhere["error"] == "access_denied"
    assert portal.arrive(answer).status_code == 303
    assert portal.arrive(answer).status_code == 403


def test_a_sign_in_is_renewed_and_ends_with_the_sign_out(portal: NationalPortal) -> None:
    portal.arrive(at_provider(portal.go(), "cong-dan-002"))
    signed_in = portal.signed_in
    assert signed_in is not None
    provider = portal.portal.provider()

    renewed = provider.renew(signed_in.refresh, now())
    caller = portal.verifier.principal(f"Bearer {renewed.access_token}", now())
    assert caller.sub == signed_in.subject
    provider.revoke(renewed.refresh_token, now())
    with pytest.raises(SignInRefused):
        provider.renew(renewed.refresh_token, now())


def test_the_table_of_the_deployed_service_has_no_fact_of_a_person(
    portal: NationalPortal,
) -> None:
    portal.arrive(at_provider(portal.go(), "cong-dan-005"))
    pages = Deployment.latest().client("dynamodb").get_paginator("scan")
    stored = json.dumps(
        [page["Items"] for page in pages.paginate(TableName=f"motcua-{LOCAL}-identity")]
    )

    person = citizen(5)
    assert "FAMILY#" in stored
    for fact in (person.name, person.identity_number, person.phone, person.username):
        assert fact not in stored
