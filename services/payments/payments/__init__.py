"""Payments: fees due, tries to pay them, money received, and receipts."""
