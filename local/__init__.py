"""What exists only on your machine: the local cloud, the Stripe double, the issuer and the demo."""
