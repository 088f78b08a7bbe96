"""Stripe out of reach: the SDK's own error, and the SDK's own repeat."""

import socket
from threading import Thread

import pytest
import stripe

from payments.providers.stripe.http_client import Pool


def nobody_listens() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_refused_connection_is_an_error_that_may_be_repeated() -> None:
    with pytest.raises(stripe.APIConnectionError) as raised:
        Pool(1, 1).request("post", f"http://127.0.0.1:{nobody_listens()}/v1", {})
    assert raised.value.should_retry


def test_who_answers_too_late_is_given_up() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(stripe.APIConnectionError) as raised,
    ):
        Pool(1, 0.1).request("get", f"http://127.0.0.1:{silent.getsockname()[1]}/v1", None)
    assert raised.value.should_retry


def test_a_bad_certificate_is_not_tried_again() -> None:
    def answer(plain: socket.socket) -> None:
        connection, _ = plain.accept()
        connection.sendall(b"this is no TLS\r\n\r\n")
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as plain:
        plain.settimeout(5)
        Thread(target=answer, args=(plain,), daemon=True).start()
        with pytest.raises(stripe.APIConnectionError) as raised:
            Pool(1, 1).request("get", f"https://127.0.0.1:{plain.getsockname()[1]}/v1", None)
    assert not raised.value.should_retry
