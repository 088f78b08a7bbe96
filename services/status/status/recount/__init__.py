"""Counts closed months again from the files that anybody can fetch.

It shares nothing with what wrote them, and needs the standard library alone: whoever doubts the
figures can copy this folder.
"""
