"""Scripted walks of new users, who find what to press by the words of the page."""
