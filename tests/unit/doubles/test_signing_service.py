"""The signing service's double by HTTP: citizens have keys, phones approve, and it goes down."""

import json
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from intake.adapters.stage_signing import first_secret, stage_signing
from intake.settings import IntakeSettings
from kit.security.cms_signatures import subject_numbers
from kit.security.remote_signing import (
    HttpSigningService,
    Signatory,
    SignatureAwaited,
    SignatureDeclined,
    SignatureRequest,
    SigningServiceUnavailable,
)
from kit.testing.clock import NOW
from local.demo.people import citizen
from local.doubles.authority.authority import Authority
from local.doubles.signing.__main__ import name_of
from local.doubles.signing.server import Double
from local.doubles.signing.service import RemoteSigning

AN = citizen(0)
SIGNER = Signatory(kind="citizen", id=AN.identity_number)
REQUEST = SignatureRequest(document="01", signer=SIGNER, title="Tờ khai", digest="ab" * 32)


@pytest.fixture
def double() -> Iterator[Double]:
    authority = Authority.new(NOW)

    def create() -> RemoteSigning:
        return RemoteSigning(authority, lambda: NOW, name_of=name_of)

    with Double(0, "shared", create) as double:
        thread = threading.Thread(target=double.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield double
        double.shutdown()
        thread.join()


def service_of(double: Double) -> HttpSigningService:
    return HttpSigningService(f"{double.url}/v1", lambda: "shared", lambda: NOW)


def control(double: Double, name: str, arguments: dict[str, Any]) -> None:
    request = Request(f"{double.url}/_double/{name}", json.dumps(arguments).encode(), method="POST")
    urlopen(request, timeout=5).close()


def phone(double: Double, **form: str) -> str:
    """The page, after a button was pushed where a document is named."""
    query = urlencode({"signer": AN.identity_number} | form)
    url = f"{double.url}/phone"
    target = Request(url, query.encode()) if form else Request(f"{url}?{query}")
    with urlopen(target, timeout=5) as response:
        return str(response.read().decode())


def test_a_citizen_of_the_demo_has_a_certificate_that_names_their_number(double: Double) -> None:
    service = service_of(double)

    [certificate] = service.certificates(SIGNER)

    assert subject_numbers(certificate) == (AN.identity_number,)
    assert service.certificates(SIGNER) == (certificate,)
    assert service.certificates(Signatory(kind="citizen", id="001190000001")) == ()


def test_the_page_of_a_phone_approves_and_declines(double: Double) -> None:
    service = service_of(double)
    service.certificates(SIGNER)
    with pytest.raises(SignatureAwaited):
        service.sign(REQUEST)
    assert "Tờ khai" in phone(double)

    assert "Tờ khai" not in phone(double, document="01", act="approve")
    assert service.sign(REQUEST)
    phone(double, document="01", act="decline")
    with pytest.raises(SignatureDeclined):
        service.sign(REQUEST)


def test_a_service_that_is_down_or_shares_no_secret_is_unavailable(double: Double) -> None:
    control(double, "down", {"down": True})
    with pytest.raises(SigningServiceUnavailable):
        service_of(double).certificates(SIGNER)
    control(double, "down", {"down": False})
    assert service_of(double).certificates(SIGNER)
    with pytest.raises(SigningServiceUnavailable):
        HttpSigningService(f"{double.url}/v1", lambda: "", lambda: NOW).certificates(SIGNER)


def test_a_stage_names_the_address_or_has_no_service() -> None:
    stage = IntakeSettings.model_construct()  # type: ignore[call-arg] # none of the others
    assert stage_signing(stage, lambda: NOW) is None

    named = stage.model_copy(update={"citizen_signing_url": "http://127.0.0.1:1/v1"})
    service = stage_signing(named, lambda: NOW)
    assert service is not None
    assert service.url == "http://127.0.0.1:1/v1"
    assert first_secret('{"secrets": ["new", "old"]}') == "new"
    assert first_secret('{"secrets": []}') == ""
