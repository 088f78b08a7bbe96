"""A client of Một Cửa's feed and webhooks for integration partners; it needs Python 3.11 alone."""

from motcua_partners.api import Api, Problem
from motcua_partners.feed import Feed, GapInFeed
from motcua_partners.webhooks import NotOurs, verified

__all__ = ["Api", "Feed", "GapInFeed", "NotOurs", "Problem", "verified"]
