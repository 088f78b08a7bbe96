"""A small OIDC issuer for clouds without user pools: LocalStack's community edition, and tests."""
