"""Sign-in at an OpenID Connect provider: the code flow with PKCE, found by discovery."""
