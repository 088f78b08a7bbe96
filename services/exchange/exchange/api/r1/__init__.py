"""Calls of other organisations' systems."""
