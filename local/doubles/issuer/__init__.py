"""A small OIDC issuer, at which people of `make run` and of the tests sign in."""
