"""The shapes of price lists: of a region of AWS in a month, and of messages."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from contracts.terms import Day
from data.shapes import loaded
from kit.core.model import Model


class Price(Model):
    """A list price in US dollars a unit."""

    id: str
    service: str
    item: str
    unit: str
    usd: Decimal
    confidence: Literal["high", "medium", "low"]
    note: str | None


class Prices(Model):
    """The price list of one region and month."""

    version: str
    region: str
    currency: Literal["USD"]
    as_of: Day
    note: str
    prices: tuple[Price, ...]


class MessagePrice(Model):
    """A price in đồng for an SMS segment or a mail."""

    carrier: str
    channel: Literal["sms", "mail"]
    unit: Literal["segment", "message"]
    dong: Annotated[int, Field(gt=0)]
    confidence: Literal["high", "medium", "low"]
    note: str | None


class MessagePrices(Model):
    """The prices of SMS and mails in a month."""

    version: str
    currency: Literal["VND"]
    as_of: Day
    note: str
    prices: tuple[MessagePrice, ...]


def prices(name: str) -> Prices:
    """A price list, such as "ap-southeast-1-2026-11"."""
    return loaded(f"prices/{name}", Prices)


def message_prices(month: str) -> MessagePrices:
    """The prices of messages in a month, such as "2026-11"."""
    return loaded(f"prices/messages-{month}", MessagePrices)
