"""Gateways: how a try to pay reaches a provider."""
