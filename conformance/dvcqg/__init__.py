"""Conformance kit for systems that exchange dossiers with the National Public Service Portal."""
