"""Plumbing for serverless services: it knows no business word."""
