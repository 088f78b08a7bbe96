"""A payer at the pages of the doubles: opens them and presses the button."""

import re
from html import unescape
from urllib.parse import urljoin

import requests


def transfer_at(bank: str, qr: str, **changed: str) -> None:
    """Scan a VietQR at the bank double and send what it asks for, or with another `amount` or `text`."""
    page = requests.get(f"{bank}/pay", params={"qr": qr}, timeout=10)
    page.raise_for_status()
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', page.text)
    said = {name: unescape(value) for name, value in fields} | changed
    requests.post(f"{bank}/pay", data=said, timeout=20).raise_for_status()


def pay_at(url: str, choice: str = "success") -> None:
    """Open the payment page and choose success, decline or leave."""
    page = requests.get(url, timeout=10)
    page.raise_for_status()
    form = re.search(r'<form[^>]*action="([^"]+)"', page.text)
    assert form is not None, "the payment page has no form"
    answer = requests.post(
        urljoin(url, form[1]), data={"choice": choice}, timeout=20, allow_redirects=False
    )
    answer.raise_for_status()
