"""Turns a folder of gathered facts into the product's own reference data; run by hand when the
facts change."""
