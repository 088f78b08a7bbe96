"""Mutation tests: every mutant of a package is a small fault that its tests must notice."""
