"""The adapters: national providers over HTTP, before the double of them, and the signer on KMS."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from identity.adapters.http_account_providers import LARGEST, HttpAccountProviders
from identity.adapters.kms_token_signer import KmsTokenSigner
from identity.domain.account_provider import (
    AccountProvider,
    CodeRedemption,
    ProviderRefused,
    ProviderUnavailable,
)
from identity.domain.browser_secret import BrowserSecret
from local.doubles.national_account.provider import CLIENT, SECRET, NationalSignOn
from local.doubles.national_account.server import NationalAccountServer
from tests.unit.identity.token_key import private_key
from tests.unit.identity.world import account_provider

BACK = "http://localhost/identity/v1/callback/vneid"
BROWSER = BrowserSecret("a secret of a browser")
PROVIDERS = HttpAccountProviders({"vneid": SECRET}.__getitem__)


@pytest.fixture
def server() -> Iterator[NationalAccountServer]:
    server = NationalAccountServer(0, NationalSignOn())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def provider_at(server: HTTPServer) -> AccountProvider:
    base = f"http://127.0.0.1:{server.server_port}/vneid"
    return account_provider(
        "vneid",
        issuer=base,
        authorization_endpoint=f"{base}/oauth2/authorize",
        token_endpoint=f"{base}/oauth2/token",
        userinfo_endpoint=f"{base}/oauth2/userinfo",
        introspection_endpoint=f"{base}/oauth2/introspect",
        revocation_endpoint=f"{base}/oauth2/revoke",
    )


def request_to(provider: AccountProvider, **changes: str) -> str:
    query = {
        "client_id": CLIENT,
        "redirect_uri": BACK,
        "state": "a state",
        "nonce": BROWSER.nonce,
        "code_challenge": BROWSER.challenge,
    }
    return f"{provider.authorization_endpoint}?{urlencode({**query, **changes})}"


def code_of(provider: AccountProvider, **choice: str) -> dict[str, str]:
    """What the double's page sends back after a choice."""
    form = dict(parse_qsl(urlsplit(request_to(provider)).query)) | choice
    response = requests.post(
        provider.authorization_endpoint, data=form, timeout=10, allow_redirects=False
    )
    return dict(parse_qsl(urlsplit(response.headers["Location"]).query))


def test_a_code_is_redeemed_looked_at_and_its_token_ended(server: NationalAccountServer) -> None:
    provider = provider_at(server)
    code = code_of(provider, username="cong-dan-000")["code"]

    tokens = PROVIDERS.redeem(provider, CodeRedemption(code, BACK, BROWSER.verifier))

    assert tokens.access_token not in repr(tokens)
    assert PROVIDERS.introspect(provider, tokens.access_token)["client_id"] == CLIENT
    stated = PROVIDERS.userinfo(provider, tokens.access_token)
    assert (stated["LoaiTaiKhoan"], stated["HoVaTen"]) == ("1", "Nguyễn Thị An")
    PROVIDERS.revoke(provider, tokens.access_token)
    assert PROVIDERS.introspect(provider, tokens.access_token) == {"active": False}
    with pytest.raises(ProviderRefused):
        PROVIDERS.userinfo(provider, tokens.access_token)


def test_a_code_is_good_once_and_with_its_proof_key(server: NationalAccountServer) -> None:
    provider = provider_at(server)
    code = code_of(provider, username="cong-dan-000")["code"]
    PROVIDERS.redeem(provider, CodeRedemption(code, BACK, BROWSER.verifier))
    with pytest.raises(ProviderRefused):
        PROVIDERS.redeem(provider, CodeRedemption(code, BACK, BROWSER.verifier))

    other = code_of(provider, username="cong-dan-000")["code"]
    with pytest.raises(ProviderRefused):
        PROVIDERS.redeem(provider, CodeRedemption(other, BACK, "another proof key"))


def test_a_wrong_secret_is_a_refusal_and_a_server_that_errs_is_none(
    server: NationalAccountServer,
) -> None:
    provider = provider_at(server)
    code = code_of(provider, username="cong-dan-000")["code"]
    with pytest.raises(ProviderRefused):
        HttpAccountProviders(lambda _: "wrong").redeem(
            provider, CodeRedemption(code, BACK, BROWSER.verifier)
        )

    control = f"http://127.0.0.1:{server.server_port}/_double/next"
    assert requests.post(control, json={"fault": "no_userinfo"}, timeout=10).status_code == 200
    code = code_of(provider, username="cong-dan-000")["code"]
    tokens = PROVIDERS.redeem(provider, CodeRedemption(code, BACK, BROWSER.verifier))
    with pytest.raises(ProviderUnavailable):
        PROVIDERS.userinfo(provider, tokens.access_token)


def test_the_doubles_page_says_what_it_stands_for_and_lets_nobody_return_elsewhere(
    server: NationalAccountServer,
) -> None:
    provider = provider_at(server)
    page = requests.get(request_to(provider), timeout=10)
    stranger = request_to(provider, redirect_uri="https://evil.example/")

    assert "thay cho VNeID" in page.text
    assert "hư cấu" in page.text
    assert requests.get(stranger, timeout=10).status_code == 400
    assert code_of(provider, cancel="1") == {"error": "access_denied", "state": "a state"}


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"<html>", ProviderUnavailable),
        (200, b"[]", ProviderUnavailable),
        (200, b"x" * (LARGEST + 1), ProviderUnavailable),
        (200, b'{"error": "invalid_grant"}', ProviderRefused),
        (200, b"{}", ProviderUnavailable),
        (200, b'{"access_token": 7}', ProviderUnavailable),
        (302, b"", ProviderUnavailable),
        (400, b"", ProviderRefused),
        (429, b"", ProviderUnavailable),
        (503, b"", ProviderUnavailable),
    ],
)
def test_an_odd_answer_is_a_refusal_or_no_answer_and_never_a_token(
    status: int, body: bytes, error: type[Exception]
) -> None:
    with answering(status, body) as odd, pytest.raises(error):
        PROVIDERS.redeem(provider_at(odd), CodeRedemption("a", BACK, ""))


def test_nobody_there_is_no_answer() -> None:
    with answering(200, b"{}") as closed:
        provider = provider_at(closed)

    with pytest.raises(ProviderUnavailable):
        PROVIDERS.userinfo(provider, "a token")


def test_kms_gets_digests_only_and_the_keys_are_read_once() -> None:
    calls: list[str] = []
    signer = KmsTokenSigner("key-2", "key-1", client=lambda _: Kms(calls))

    signature = signer.sign(b"a message")

    private_key().public_key().verify(signature, b"a message", PKCS1v15(), SHA256())
    for _ in range(2):
        assert [key.kid for key in signer.public_keys()] == [signer.public_keys()[0].kid] * 2
    assert calls == ["sign key-2", "get_public_key key-2", "get_public_key key-1"]


class Kms:
    """What KMS answers."""

    def __init__(self, calls: list[str]) -> None:
        self.calls = calls

    def sign(self, **request: Any) -> dict[str, bytes]:
        from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

        assert (request["MessageType"], len(request["Message"])) == ("DIGEST", 32)
        self.calls.append(f"sign {request['KeyId']}")
        signed = private_key().sign(request["Message"], PKCS1v15(), Prehashed(SHA256()))
        return {"Signature": signed}

    def get_public_key(self, **request: Any) -> dict[str, bytes]:
        self.calls.append(f"get_public_key {request['KeyId']}")
        public = private_key().public_key()
        return {"PublicKey": public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)}


class answering:  # noqa: N801 - reads as what it does
    """A server that always answers the same."""

    def __init__(self, status: int, body: bytes) -> None:
        class Odd(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Odd)

    def __enter__(self) -> HTTPServer:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self.server

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def test_settings_are_read_from_the_stages_parameters() -> None:
    from identity.settings import IdentitySettings
    from local.stage import national_account_parameters
    from tests.unit.identity.world import identity_settings

    base = identity_settings(()).model_dump(exclude={"token_clients", "account_providers"})
    parameters = national_account_parameters()
    settings = IdentitySettings.model_validate(
        base
        | {
            "issuers": json.dumps([]),
            "sender_roles": "{}",
            "token_clients": parameters["TokenClients"],
            "account_providers": parameters["AccountProviders"],
        }
    )

    assert [each.id for each in settings.account_providers] == ["vneid", "dvcqg"]
    assert settings.token_clients[0].has_secret("portal_local")
    assert "portal_local" not in parameters["TokenClients"]
